//! A server that hands something on by itself, says that it was handed on, keeps that back, or loses its answer.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::forwarded::UntrustedForwarding;
use estafette_tests::editor::Editor;
use estafette_tests::proxy::Passed;
use estafette_tests::source::Source;
use estafette_tests::stack::Stack;
use serde_json::{Value, json};

use super::{TEXT, Two, asked};

#[test]
fn a_server_hands_nothing_on_by_itself() {
    let two = Two::at(Stack::start());
    let (item, stack) = (&two.item, &two.stack);
    // What the honest server would list for Geneva, once it was handed there; and what it lists for Brussels before.
    let before = Editor::enter_at(stack, 0, stack.editors_socket()).list()[0].clone();
    let by_anna = {
        let (anna, other) = (&stack.editors[0], "07".repeat(16).parse().expect("an id"));
        let (from, to) = ("bruxelles".parse().expect("a name"), "geneve".parse().expect("a name"));
        UntrustedForwarding::state(&anna.device, stack.instance, other, (&from, to), anna.handle.clone())
    };
    let id = item.parse().expect("an id");
    let (from, to) = ("bruxelles".parse().expect("a name"), "geneve".parse().expect("a name"));
    let bruno = &stack.editors[1];
    let by_bruno =
        UntrustedForwarding::state(&bruno.device, stack.instance, id, (&from, to), bruno.handle.clone());
    let said = |editor: &str, proof: &[u8]| {
        let proof = BASE64_STANDARD.encode(proof);
        json!([{ "section": "geneve", "editor": editor, "proof": proof }])
    };
    for forwarded in [
        json!([]),
        said("anna", &[0; 64]),
        said("nobody", &[0; 64]),
        // Signed by whoever would have it; by his name, and by hers.
        said("bruno", &by_bruno.proof),
        said("anna", &by_bruno.proof),
        // Of another item, by the very editor who may.
        said("anna", &by_anna.proof),
    ] {
        let mut listed = before.clone();
        listed["forwarded"] = forwarded.clone();
        let fetched = two.lists(&two.bruno, move |list| list["items"] = json!([listed]));
        assert_eq!((&fetched["astray"], &fetched["new"]), (&json!(1), &json!([])), "{forwarded}");
        assert_eq!(fetched["forwarded"], json!([]));
        assert_eq!(asked(&two.bruno, &["inbox", "--all"])["items"], json!([]));
    }
    assert_eq!(asked(&two.bruno, &["fetch"])["astray"], 0, "the honest one shows nothing of it");
}

#[test]
fn a_server_makes_nothing_look_handed_on_and_unsays_nothing() {
    let two = Two::at(Stack::start());
    let hides = |list: &mut Value| list["items"][0]["forwarded"] = json!([]);
    let fetched = two.lists(&two.anna, |list| {
        let proof = format!("{}==", "A".repeat(86));
        list["items"][0]["forwarded"] = json!([{ "section": "geneve", "editor": "anna", "proof": proof }]);
    });
    assert_eq!(fetched["forwarded"], json!([]));
    assert_eq!(asked(&two.anna, &["inbox"])["items"][0]["handed_on"], false);
    two.forwards();
    assert_eq!(asked(&two.bruno, &["fetch"])["forwarded"].as_array().map(Vec::len), Some(1));
    // What is kept back later is known all the same: here, and there.
    two.lists(&two.anna, hides);
    assert_eq!(asked(&two.anna, &["inbox", "--all"])["items"][0]["handed_on"], true);
    assert_eq!(two.lists(&two.bruno, hides)["astray"], 0, "it held once");
    assert!(two.bruno.does(&["read", &two.item]).contains(TEXT));
}

#[test]
fn an_answer_that_is_lost_leaves_no_source_untold() {
    let two = Two::at(Stack::start());
    two.proxy.tamper(
        |head, answer| {
            if head.contains("/forwarded/") { Passed::Nothing } else { Passed::Bytes(answer) }
        },
    );
    let _ = two.anna.fails(&["forward", &two.item, "--to", "geneve", "--yes"]);
    two.proxy.be_honest();
    // It is there, as a fetch says; that its source was not told is known all the same.
    assert_eq!(asked(&two.anna, &["fetch"])["forwarded"][0]["by"], "anna");
    assert_eq!(two.forwards()["items"][0]["source_told"], "sent");
    assert_eq!(two.forwards()["items"][0]["source_told"], "not");
    let page = Source::new(two.stack.source_socket()).enter(&two.codename).text();
    assert_eq!(page.matches("a été transmis à la section").count(), 1, "{page}");
}
