//! Who holds the codename takes back what is still on the server, without a browser; nobody else can.

use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::Stack;
use serde_json::{Value, json};

#[test]
fn what_was_sent_is_taken_back_by_its_codename_alone() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let (mine, others) = (source.write("À reprendre", &[]), source.write("D’une autre personne", &[]));
    let machine = Machine::joined(&stack);
    machine.put("codename", mine.as_bytes());
    let address = format!("unix:{}", stack.source_socket().display());
    let (address, file) = (address.as_str(), machine.path("codename"));
    let withdraw = |arguments: &[&str]| {
        machine.does(&[&["withdraw", "--address", address, "--codename-file", &file], arguments].concat())
    };
    let listed: Value = serde_json::from_str(&withdraw(&["--json"])).expect("JSON");
    assert_eq!(listed["waiting"].as_array().expect("a list").len(), 1);
    assert_eq!(listed["waiting"][0]["section"], "bruxelles");
    let id = listed["waiting"][0]["item"].as_str().expect("an id").to_owned();
    assert_eq!(Editor::log_in(&stack, 0).list().len(), 2, "listing takes nothing back");

    assert!(withdraw(&[&id, "--yes"]).contains("Retiré"));
    let left = Editor::log_in(&stack, 0).list();
    assert_eq!(left.len(), 1);
    assert!(!left[0]["id"].as_str().expect("an id").starts_with(&id));
    assert!(withdraw(&["--all", "--yes"]).contains("Rien n’attend"));
    machine.put("other", others.as_bytes());
    assert!(
        machine
            .does(&["withdraw", "--address", address, "--codename-file", &machine.path("other")])
            .contains("1 envoi")
    );
}

#[test]
fn mistakes_are_told_and_nothing_of_them_is_repeated() {
    let stack = Stack::start();
    let machine = Machine::joined(&stack);
    let address = format!("unix:{}", stack.source_socket().display());
    machine.put("few", b"abaisser abandon");
    machine.put("typo", b"abaisser abandon abdiquer abeille abolir aborder aboutir xylophage");
    for (file, told) in [("few", "huit mots"), ("typo", "aucune liste")] {
        let said =
            machine.fails(&["withdraw", "--address", &address, "--codename-file", &machine.path(file)]);
        assert!(said.contains(told) && !said.contains("abaisser") && !said.contains("xylophage"), "{said}");
    }
    let said = machine.fails(&["withdraw", "--codename-file", &machine.path("few")]);
    assert!(said.contains("--address"), "{said}");
}

/// An id is no secret (editors see it): knowing it takes nothing back.
#[test]
fn an_id_alone_takes_nothing_back_and_the_answer_tells_nothing() {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let _ = source.write("Reste ici", &[]);
    let id = Editor::log_in(&stack, 0).list()[0]["id"].as_str().expect("an id").to_owned();
    let send = |path: &str, body: &Value| {
        let headers = [("Content-Type", "application/json")];
        estafette_tests::http::send(source.socket(), "POST", path, &headers, body.to_string().as_bytes())
    };
    let guess = json!({ "secret": format!("{}=", "A".repeat(43)) });
    let answer = send("/v1/withdraw", &guess);
    assert_eq!((answer.status, answer.body.len()), (204, 0));
    for wrong in [json!({ "secret": id }), json!({}), json!({ "secret": "", "id": id })] {
        assert_eq!(send("/v1/withdraw", &wrong).status, 400);
    }
    assert_eq!(send("/v1/waiting", &json!({ "ids": vec![id.clone(); 7_000] })).status, 413);
    assert_eq!(Editor::log_in(&stack, 0).list().len(), 1);
}
