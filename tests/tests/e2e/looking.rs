//! `search` and `thread`: what an editor looks up, in what many wrote.

use estafette_tests::desk::Desk;
use estafette_tests::machine::Machine;
use estafette_tests::source::{Form, Source, between, token};
use serde_json::Value;

fn asked(machine: &Machine, arguments: &[&str]) -> Value {
    let said = machine.does(&[arguments, &["--json"]].concat());
    serde_json::from_str(&said).expect("JSON")
}

#[test]
fn words_are_found_in_texts_drafts_and_notes_whatever_their_case_and_accents() {
    let Desk { stack, machine, item, .. } = Desk::with_text();
    let source = Source::new(stack.source_socket());
    let text = "\u{1b}[31mUne zibeline traverse la cour.\nالحُرِّية للجميع";
    assert_eq!(source.send(&Form::filled(&source.nonce(), text).ended()).status, 200);
    machine.does(&["fetch"]);
    let found = |words: &[&str]| {
        let found = asked(&machine, &[&["search"], words].concat());
        assert_eq!(found["closed"], 0);
        let hits = found["hits"].as_array().expect("a list").clone();
        hits.into_iter().map(|hit| hit["place"].as_str().expect("a place").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(found(&["LANTIN"]), ["text"]);
    assert_eq!(found(&["une liste"]), ["draft"]);
    assert_eq!(found(&["zibeline", "الحرية"]), ["text"]);
    assert_eq!(found(&["zibeline", "lantin"]), Vec::<String>::new());
    machine.does(&["note", &item, "--message", "voir avec l’Échiquier lundi"]);
    assert_eq!(found(&["echiquier"]), ["note"]);
    assert_eq!(found(&["lantin", "--kind", "event"]), Vec::<String>::new());
    // What a stranger wrote moves nothing on the terminal, and no word of it is written down for looking it up.
    let shown = machine.does(&["search", "zibeline"]);
    assert!(shown.contains("\\u{1b}") && !shown.contains("\u{1b}[31m"), "{shown}");
    assert!(machine.fails(&["search", " "]).contains("mot à chercher"));
}

#[test]
fn a_thread_is_all_of_one_source_and_of_nobody_else() {
    let Desk { stack, machine, item, codename } = Desk::with_text();
    let source = Source::new(stack.source_socket());
    assert_eq!(source.send(&Form::filled(&source.nonce(), "Une autre personne.").ended()).status, 200);
    machine.does(&["reply", &item, "--message", "Merci, et quand ?", "--yes"]);
    machine.does(&["note", &item, "--message", "appeler lundi"]);
    let fields =
        [("token", &*token(&source.enter(&codename))), ("section", "bruxelles"), ("kind", "contact")];
    let form = source.post("/fr/replies/write", &fields);
    let nonce = between(&form.text(), "name=\"nonce\" value=\"", "\"").expect("a nonce").to_owned();
    let filled = Form::filled(&nonce, "C’était mardi, à midi.").field("token", &token(&form));
    let again = source.send_to("/fr/write/bruxelles/contact", &filled.ended());
    assert_eq!(again.status, 200, "{}", again.text());
    machine.does(&["fetch"]);
    let thread = asked(&machine, &["thread", &item]);
    let said: Vec<&str> = thread["said"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|said| said["what"].as_str().expect("a name"))
        .collect();
    assert_eq!(said, ["sent", "sent", "answered", "noted"]);
    let shown = machine.does(&["thread", &item]);
    for text in ["Refus de plateaux", "mardi, à midi", "Merci, et quand", "appeler lundi", "note de anna"] {
        assert!(shown.contains(text), "{text}: {shown}");
    }
    assert!(!shown.contains("Une autre personne"), "{shown}");
}
