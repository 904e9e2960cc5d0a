//! Nobody writes into the void: a box says when it was opened, and where else to write when nobody does.

use estafette_keys::roster::sign;
use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack, now};
use serde_json::json;

#[test]
fn a_box_says_whether_anybody_opens_it() {
    let mut stack = Stack::start_as(&Plan { expires_in: 200, ..Plan::default() });
    let page = |stack: &Stack, path: &str| Source::new(stack.source_socket()).fetch(path).text();
    let first = page(&stack, "/fr/write/bruxelles");
    assert!(first.contains("Cette boîte est nouvelle") && !first.contains("Personne"));
    let mut anna = Machine::joined(&stack);
    assert!(anna.does(&["fetch"]).contains("Relève annoncée aux sources de 2 sections"));
    for path in ["/fr/write/bruxelles", "/fr/"] {
        let page = page(&stack, path);
        assert!(page.contains("Boîte relevée la semaine du") && !page.contains("Personne"), "{path}");
    }
    // A restart forgets nothing; weeks without a fetch are seen.
    stack.live_on(3, 20);
    assert!(page(&stack, "/fr/write/bruxelles").contains("Boîte relevée"));
    stack.live_on(23, 29);
    assert!(page(&stack, "/en/write/bruxelles").contains("Nobody has opened this box"));
    anna.live_in(29);
    anna.does(&["fetch"]);
    assert!(page(&stack, "/fr/write/bruxelles").contains("Boîte relevée"));
}

/// By a new roster, or because the server starts again, a box that was opened does not look like one that never was.
#[test]
fn a_box_that_nobody_opens_any_more_is_not_new() {
    let mut stack = Stack::start_as(&Plan { expires_in: 200, ..Plan::default() });
    let page = |stack: &Stack| Source::new(stack.source_socket()).fetch("/en/write/bruxelles").text();
    assert!(Machine::joined(&stack).does(&["fetch"]).contains("Relève annoncée"));
    stack.live_on(3, 29);
    let first = stack.roster();
    let mut body = first.body().clone();
    (body.number, body.previous) = (2, Some(first.hash()));
    let text = body.to_text();
    let signature = sign(&text, &stack.root, now() + 29 * 86_400).expect("a signature");
    let roster = json!({ "text": text, "signatures": [signature] });
    assert_eq!(Editor::log_in(&stack, 0).send("PUT", "/v1/roster", &roster).status, 201);
    assert!(page(&stack).contains("Nobody has opened this box"));
    stack.run_in(29);
    assert!(page(&stack).contains("Nobody has opened this box"));
}

#[test]
fn a_silent_box_offers_those_that_are_not() {
    let mut stack = Stack::start_as(&Plan { expires_in: 200, ..Plan::default() });
    let first = stack.roster();
    let roster = stack.signed(|body| {
        (body.number, body.previous) = (2, Some(first.hash()));
        body.sections[1].liveness_weeks = None;
    });
    let roster = json!({ "text": roster.text, "signatures": roster.signatures });
    assert_eq!(Editor::log_in(&stack, 0).send("PUT", "/v1/roster", &roster).status, 201);
    stack.live_on(3, 29);
    let source = Source::new(stack.source_socket());
    let silent = source.fetch("/fr/write/bruxelles").text();
    assert!(silent.contains("Personne n’a relevé") && silent.contains("href=\"/fr/write/geneve\""));
    let quiet = source.fetch("/fr/write/geneve").text();
    assert!(!quiet.contains("Personne n’a relevé") && !quiet.contains("href=\"/fr/write/bruxelles\""));
}
