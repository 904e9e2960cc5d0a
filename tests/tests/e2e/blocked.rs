//! What further comes from a thread is put aside, for the whole section: seen as a number, listed where it is asked for, and brought back.

use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::Stack;
use serde_json::{Value, json};

fn asked(machine: &Machine, arguments: &[&str]) -> Value {
    let said = machine.does(&[arguments, &["--json"]].concat());
    serde_json::from_str(&said).expect("JSON")
}

/// The first words of what is listed, sorted.
fn listed(machine: &Machine, more: &[&str]) -> Vec<String> {
    let inbox = asked(machine, &[&["inbox"], more].concat());
    let items = inbox["items"].as_array().expect("a list").clone();
    let mut words: Vec<String> =
        items.iter().map(|item| item["first_words"].as_str().expect("words").to_owned()).collect();
    words.sort();
    words
}

/// Writes once more with a program, as whoever has this codename.
fn writes(stack: &Stack, codename: &str, text: &str) {
    let machine = Machine::bare();
    machine.put("codename", codename.as_bytes());
    let (address, file) = (format!("unix:{}", stack.source_socket().display()), machine.path("codename"));
    let always = ["send", "bruxelles", "--again", "--publish", "edited", "--yes", "--allow-cert"];
    let way = ["--pin", stack.pin(), "--address", &address, "--codename-file", &file, "--message", text];
    machine.does(&[&always[..], &way[..]].concat());
}

struct Two {
    stack: Stack,
    anna: Machine,
    bruno: Machine,
    item: String,
    codename: String,
}

/// Anna and bruno read for one section; a source wrote to it.
fn two() -> Two {
    let stack = Stack::start();
    let bruno = Machine::of(&stack.editors[1], &stack, &stack.editors_socket());
    bruno.does(&["fetch"]);
    let codename = Source::new(stack.source_socket()).write("Vous êtes des traîtres", &[]);
    let anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    bruno.does(&["fetch"]);
    let item = anna.only_item();
    Two { stack, anna, bruno, item, codename }
}

#[test]
fn what_comes_next_is_aside_for_both_counted_and_back_once_one_says_so() {
    let Two { stack, anna, bruno, item, codename } = two();
    let said = anna.does(&["block", &item]);
    assert!(said.contains("pour toute la section") && said.contains("Rien n’est supprimé"), "{said}");
    anna.does(&["fetch"]);
    bruno.does(&["fetch"]);
    writes(&stack, &codename, "Traîtres, encore");
    writes(&stack, &codename, "Traîtres, toujours");
    let _ = Source::new(stack.source_socket()).write("Refus de plateaux", &[]);
    for machine in [&anna, &bruno] {
        let fetched = asked(machine, &["fetch"]);
        assert_eq!(
            (&fetched["aside"], fetched["new"].as_array().map(Vec::len)),
            (&json!(2), Some(1)),
            "{fetched}"
        );
        assert_eq!(listed(machine, &[]), ["Refus de plateaux", "Vous êtes des traîtres"]);
        assert_eq!(listed(machine, &["--aside"]), ["Traîtres, encore", "Traîtres, toujours"]);
        assert_eq!(asked(machine, &["inbox"])["aside"], 2);
        let inbox = machine.does(&["inbox"]);
        assert!(inbox.contains("2 envois sont mis de côté") && !inbox.contains("toujours"), "{inbox}");
        assert!(machine.does(&["read", &item, "--keep-new"]).contains("anna met de côté"));
        assert_eq!(asked(machine, &["read", &item, "--keep-new"])["desk"]["blocked"]["editor"], "anna");
    }
    // It is all there: opened by its id, and on the server.
    let aside = asked(&bruno, &["inbox", "--aside"])["items"][0]["id"].as_str().expect("an id").to_owned();
    assert!(bruno.does(&["read", &aside, "--keep-new"]).contains("Traîtres"));

    // Bruno, by any item of the thread, brings it back for both.
    let undone = asked(&bruno, &["block", &aside, "--undo"]);
    assert_eq!((&undone["blocked"], &undone["aside"]), (&json!(false), &json!(0)));
    bruno.does(&["fetch"]);
    anna.does(&["fetch"]);
    for machine in [&anna, &bruno] {
        assert_eq!(listed(machine, &[]).len(), 4);
        assert_eq!(listed(machine, &["--aside"]), Vec::<String>::new());
    }
    assert!(bruno.fails(&["block", &item, "--undo"]).contains("rien n’est mis de côté"));
}

#[test]
fn who_blocks_at_once_and_who_was_offline_undo_nothing_that_they_had_not_read() {
    let Two { stack, anna, bruno, item, codename } = two();
    // Both at once; anna takes hers back without having heard of bruno's.
    anna.does(&["block", &item]);
    bruno.does(&["block", &item]);
    bruno.does(&["fetch"]);
    anna.does(&["block", &item, "--undo"]);
    writes(&stack, &codename, "Traîtres, encore");
    for machine in [&anna, &bruno, &anna] {
        machine.does(&["fetch"]);
    }
    for machine in [&anna, &bruno] {
        assert_eq!(listed(machine, &["--aside"]), ["Traîtres, encore"]);
        assert_eq!(asked(machine, &["read", &item, "--keep-new"])["desk"]["blocked"]["editor"], "bruno");
    }
}

#[test]
fn a_no_is_heard_from_whoever_is_put_aside() {
    let desk = estafette_tests::desk::Desk::with_text();
    let (anna, item) = (&desk.machine, &desk.item);
    let tomorrow = estafette_tests::stack::today().plus_days(1).to_string();
    anna.does(&["proof", item, "--until", &tomorrow, "--yes"]);
    anna.does(&["block", item]);
    let web = Source::new(desk.stack.source_socket());
    web.answers_on(&web.enter(&desk.codename).text(), "no", "Surtout pas.");
    anna.does(&["fetch"]);
    assert_eq!(asked(anna, &["read", item])["proof"]["yes"], false);
    let refused = anna.fails(&["publish", item, "--to", &anna.site(), "--yes"]);
    assert!(refused.to_lowercase().contains("non"), "{refused}");
}

#[test]
fn the_server_learns_nothing_of_it_and_whoever_forgets_the_item_is_told_what_goes() {
    let Two { stack, anna, item, .. } = two();
    anna.does(&["block", &item]);
    anna.does(&["fetch"]);
    for word in ["blocked", "traîtres"] {
        let found = std::process::Command::new("grep").args(["-rliaF", word]).arg(stack.data()).output();
        assert!(found.expect("grep is installed").stdout.is_empty(), "{word}");
    }
    anna.does(&["forget", &item, "--yes"]);
    assert_eq!(asked(&anna, &["inbox", "--all"])["items"], json!([]));
}
