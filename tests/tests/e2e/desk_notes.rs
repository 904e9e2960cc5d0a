//! What editors of a section tell one another of an item: over a real server, which learns no word of it.

use estafette_keys::editor::EditorSecrets;
use estafette_keys::roster::RosterBody;
use estafette_tests::desk::Desk;
use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::stack::{Stack, now, today};
use serde_json::{Value, json};

fn asked(machine: &Machine, arguments: &[&str]) -> Value {
    let said = machine.does(&[arguments, &["--json"]].concat());
    serde_json::from_str(&said).expect("JSON")
}

fn holders(machine: &Machine, item: &str) -> Vec<String> {
    let read = asked(machine, &["read", item, "--keep-new"]);
    let holders = read["desk"]["holders"].as_array().expect("a list");
    holders.iter().map(|held| held["editor"].as_str().expect("a handle").to_owned()).collect()
}

fn stage(machine: &Machine, item: &str) -> Value {
    asked(machine, &["read", item, "--keep-new"])["desk"]["stage"]["stage"].clone()
}

fn bruno_of(stack: &Stack) -> Machine {
    let bruno = Machine::of(&stack.editors[1], stack, &stack.editors_socket());
    bruno.does(&["fetch"]);
    bruno
}

#[test]
fn two_who_claim_at_once_see_it_at_their_next_fetch_until_one_lets_go() {
    let Desk { stack, machine: anna, item, .. } = Desk::with_text();
    let bruno = bruno_of(&stack);
    let said = anna.does(&["claim", &item]);
    assert!(said.contains("prochain « estafette fetch »"), "{said}");
    bruno.does(&["claim", &item]);
    anna.does(&["fetch"]);
    let fetched = bruno.does(&["fetch"]);
    assert!(
        fetched.contains("en même temps") && fetched.contains("anna") && fetched.contains("bruno"),
        "{fetched}"
    );
    let fetched = anna.does(&["fetch"]);
    assert!(fetched.contains("en même temps"), "{fetched}");
    assert_eq!(holders(&anna, &item), holders(&bruno, &item));
    assert_eq!(holders(&anna, &item).len(), 2);
    assert!(!anna.does(&["fetch"]).contains("en même temps"), "it is no news any more");

    bruno.does(&["claim", &item, "--release"]);
    bruno.does(&["fetch"]);
    anna.does(&["fetch"]);
    assert_eq!((holders(&anna, &item), holders(&bruno, &item)), (vec!["anna".into()], vec!["anna".into()]));
    // What somebody holds is not claimed; whoever wants it all the same says so.
    let claimed = bruno.run("passphrase", &["claim", &item]);
    assert_eq!(claimed.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&claimed.stdout).contains("anna"));
    bruno.does(&["assign", &item, "--to", "bruno"]);
    bruno.does(&["fetch"]);
    anna.does(&["fetch"]);
    assert_eq!(holders(&anna, &item), ["bruno"]);
    let inbox = |who: &str| asked(&anna, &["inbox", "--holder", who])["items"].as_array().map(Vec::len);
    assert_eq!((inbox("bruno"), inbox("me"), inbox("nobody")), (Some(1), Some(0), Some(0)));
    assert!(anna.fails(&["assign", &item, "--to", "zoe"]).contains("éditeurice de la section"));
}

#[test]
fn whoever_was_offline_undoes_nothing_and_the_server_learns_no_word() {
    let Desk { stack, machine: anna, item, .. } = Desk::with_text();
    let bruno = bruno_of(&stack);
    anna.does(&["state", &item, "in-progress"]);
    anna.does(&["fetch"]);
    bruno.does(&["fetch"]);
    bruno.does(&["state", &item, "ready", "--reason", "zibeline relue"]);
    bruno.does(&["tag", &item, "--add", "Quetsche"]);
    bruno.does(&["note", &item, "--message", "appeler la marjolaine lundi"]);
    bruno.does(&["fetch"]);
    // Anna hears all of it, and says the last word; bruno's machine is off meanwhile.
    anna.does(&["fetch"]);
    assert_eq!(stage(&anna, &item), "ready");
    anna.does(&["state", &item, "waiting"]);
    anna.does(&["fetch"]);
    bruno.does(&["fetch"]);
    assert_eq!((stage(&anna, &item), stage(&bruno, &item)), ("waiting".into(), "waiting".into()));
    let read = anna.does(&["read", &item]);
    assert!(read.contains("marjolaine") && read.contains("bruno") && read.contains("#quetsche"), "{read}");
    assert!(anna.fails(&["state", &item, "declined"]).contains("--reason"));
    anna.does(&["state", &item, "declined", "--reason", "une autre section"]);
    let inbox = |more: &[&str]| asked(&anna, &[&["inbox"], more].concat())["items"].as_array().map(Vec::len);
    assert_eq!(
        (inbox(&[]), inbox(&["--state", "declined"]), inbox(&["--tag", "quetsche"])),
        (Some(0), Some(1), Some(0))
    );

    for word in ["zibeline", "uetsche", "marjolaine", "waiting", "declined"] {
        let found = std::process::Command::new("grep").args(["-rliaF", word]).arg(stack.data()).output();
        let found = found.expect("grep is installed").stdout;
        assert!(found.is_empty(), "{word}: {}", String::from_utf8_lossy(&found));
    }
}

#[test]
fn a_new_editor_reads_the_notes_of_an_open_item_and_who_left_holds_nothing() {
    let Desk { stack, machine: anna, item, .. } = Desk::with_text();
    let bruno = bruno_of(&stack);
    bruno.does(&["claim", &item]);
    bruno.does(&["note", &item, "--message", "vérifier la date"]);
    bruno.does(&["fetch"]);
    anna.does(&["fetch"]);
    anna.does(&["note", &item, "--message", "le titre est trop long"]);
    anna.does(&["fetch"]);

    let handle = "clara".parse().expect("a handle");
    let made = EditorSecrets::generate(handle, today().week(), 8, now(), &mut rand::thread_rng());
    let clara = made.expect("an editor");
    let joins = |body: &mut RosterBody| {
        let sections = body.sections.iter().map(|section| section.name.clone()).collect();
        (body.number, body.previous) = (2, Some(stack.roster().hash()));
        body.editors.push(clara.listed(sections, now()));
    };
    let second = stack.signed(joins);
    let put = |roster: &estafette_keys::roster::UntrustedRoster| {
        let text = json!({ "text": roster.text, "signatures": roster.signatures });
        assert_eq!(Editor::log_in(&stack, 0).send("PUT", "/v1/roster", &text).status, 201);
    };
    put(&second);
    let clara_has = Machine::of(&clara, &stack, &stack.editors_socket());
    clara_has.does(&["fetch"]);
    bruno.does(&["fetch"]);
    anna.does(&["fetch"]);
    clara_has.does(&["fetch"]);
    let notes = asked(&clara_has, &["read", &item])["desk"]["notes"].clone();
    let of = |number: usize| {
        (notes[number]["editor"].clone(), notes[number]["text"].clone(), notes[number]["by"].clone())
    };
    assert_eq!(of(0), ("bruno".into(), "vérifier la date".into(), Value::Null), "in his own words");
    assert_eq!(of(1), ("anna".into(), "le titre est trop long".into(), Value::Null), "{notes}");
    assert_eq!(holders(&clara_has, &item), ["bruno"]);

    // Bruno leaves.
    let third = stack.signed(|body| {
        joins(body);
        (body.number, body.previous) = (3, Some(stack.checked(&second).hash()));
        body.editors.retain(|editor| editor.handle.as_str() != "bruno");
    });
    put(&third);
    for machine in [&anna, &clara_has] {
        machine.does(&["fetch"]);
        assert_eq!(holders(machine, &item), Vec::<String>::new(), "it is free");
        assert!(machine.does(&["read", &item]).contains("vérifier la date"), "his words stay");
        assert_eq!(
            asked(machine, &["inbox", "--holder", "nobody"])["items"].as_array().map(Vec::len),
            Some(1)
        );
    }
    clara_has.does(&["claim", &item]);
    assert_eq!(holders(&clara_has, &item), ["clara"]);
}
