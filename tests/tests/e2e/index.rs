//! The index of a vault: with it and without it the answers are the same, no word is open in it, and it goes with what it is of.

use std::path::{Path, PathBuf};

use estafette_tests::machine::Machine;
use estafette_tests::needles::{hunt, needle};
use estafette_tests::source::Source;
use estafette_tests::stack::Stack;
use serde_json::Value;

/// More than are opened each time.
const MANY: usize = 20;
const FILES: [&str; 3] = ["index-states.age", "index-contents.age", "index-words.age"];

fn asked(machine: &Machine, arguments: &[&str]) -> Value {
    serde_json::from_str(&machine.does(&[arguments, &["--json"]].concat())).expect("JSON")
}

/// An editor whose keys of weeks are known: what opens with a cert is in no index.
fn with_keys(stack: &Stack) -> Machine {
    let machine = Machine::joined(stack);
    machine.does(&["fetch"]);
    machine
}

fn files(machine: &Machine) -> Vec<PathBuf> {
    FILES.iter().map(|name| Path::new(&machine.path("home")).join(name)).collect()
}

/// What both verbs answer, as long as nothing changes.
fn answers(machine: &Machine) -> [Value; 2] {
    [asked(machine, &["inbox", "--all"]), asked(machine, &["search", "zibeline"])]
}

/// The same, with no index to read it from.
fn answers_without(machine: &Machine) -> [Value; 2] {
    for file in files(machine) {
        let _ = std::fs::remove_file(file);
    }
    answers(machine)
}

#[test]
fn an_index_says_what_the_items_say_and_keeps_no_word_of_them_open() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let planted = needle("a text that is searched");
    let machine = with_keys(&stack);
    for number in 0..MANY {
        let _ = source.write(&format!("Zibeline {number}, {}", planted.text), &[]);
    }
    machine.does(&["fetch"]);
    let plain = answers(&machine);
    assert_eq!(plain[1]["hits"].as_array().map(Vec::len), Some(MANY));
    assert!(files(&machine).iter().all(|file| file.exists()), "there is an index");
    assert_eq!(answers(&machine), plain);
    assert_eq!(hunt(&[Path::new(&machine.path("home"))], &[planted]), Vec::<String>::new());

    // What changes is seen, and what is deleted is found no more.
    let item = |place: usize| plain[0]["items"][place]["id"].as_str().expect("an id").to_owned();
    machine.does(&["claim", &item(0)]);
    machine.put("draft.md", "# Titre\n\nUn ornithorynque.\n".as_bytes());
    machine.does(&["draft", &item(1), "--file", &machine.path("draft.md")]);
    machine.does(&["forget", &item(2), "--yes"]);
    let changed = answers(&machine);
    assert_eq!(changed[1]["hits"].as_array().map(Vec::len), Some(MANY - 1));
    assert_eq!(asked(&machine, &["search", "ornithorynque"])["hits"].as_array().map(Vec::len), Some(1));
    assert_eq!(changed, answers_without(&machine));

    // Two at once.
    let both = [machine.starts(&["search", "zibeline", "--json"]), machine.starts(&["inbox", "--json"])];
    assert!(both.into_iter().all(|child| child.wait_with_output().expect("it ends").status.success()));
    assert_eq!(answers(&machine), changed);
}

#[test]
fn a_damaged_index_is_made_anew_without_a_word() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let machine = with_keys(&stack);
    for number in 0..MANY {
        let _ = source.write(&format!("Zibeline {number}"), &[]);
    }
    machine.does(&["fetch"]);
    let plain = answers(&machine);
    for file in files(&machine) {
        let bytes = std::fs::read(&file).expect("a file");
        for damaged in [&bytes[..bytes.len() / 2], b"", b"age-encryption.org/v1\n"] {
            std::fs::remove_file(&file).expect("removed");
            machine.put(&format!("home/{}", file.file_name().expect("a name").display()), damaged);
            assert_eq!(answers(&machine), plain);
            assert!(std::fs::read(&file).expect("a file").len() > damaged.len(), "it was made anew");
        }
    }
}
