//! An editor to whom nothing can be sealed: the others are told who it is, and what to do.

use estafette_keys::editor::EditorSecrets;
use estafette_keys::openpgp::SecretCert;
use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::{Stack, now, today};
use serde_json::{Value, json};

#[test]
fn the_others_are_told_who_receives_nothing_and_what_to_do() {
    let stack = Stack::start();
    let anna = Machine::joined(&stack);
    assert!(!anna.does(&["fetch"]).contains("ne reçoit plus"));
    // Clara's cert signs, and receives no more; her program has published nothing.
    let handle = "clara".parse().expect("a handle");
    let clara = EditorSecrets::generate(handle, today().week(), 8, now(), &mut rand::thread_rng());
    let mut clara = clara.expect("an editor");
    clara.cert = SecretCert::generate_root("clara", now()).expect("a cert");
    let first = stack.roster();
    let roster = stack.signed(|body| {
        (body.number, body.previous) = (2, Some(first.hash()));
        body.editors
            .push(clara.listed(body.sections.iter().map(|section| section.name.clone()).collect(), now()));
    });
    let roster: Value = json!({ "text": roster.text, "signatures": roster.signatures });
    assert_eq!(Editor::log_in(&stack, 0).send("PUT", "/v1/roster", &roster).status, 201);
    let _ = Source::new(stack.source_socket()).write("Scellé aux autres", &[]);
    let told = anna.does(&["fetch"]);
    assert!(told.contains("clara ne reçoit plus") && told.contains("estafette fetch"), "{told}");
    let doctor = anna.run("passphrase", &["doctor"]).stdout;
    let doctor = String::from_utf8_lossy(&doctor);
    assert!(doctor.contains("Rien ne peut être scellé") && doctor.contains("clara"), "{doctor}");
}
