//! Secret keys that stay in gpg-agent (a real one): it signs and opens, and the vault never has them.

use estafette_keys::openpgp::Cert;
use estafette_keys::roster::{Editor as Listed, UntrustedRequest};
use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::Stack;
use serde_json::json;

/// Puts who asked on the roster, by the request that `init` wrote.
fn take_on(stack: &Stack, machine: &Machine) {
    let request = std::fs::read_to_string(machine.path("home/request.toml")).expect("a request");
    let asked = UntrustedRequest::parse(&request).and_then(|request| request.verify(time::now())).expect("a request");
    assert!(asked.is_signed, "the agent signed it");
    let asked = asked.editor;
    let first = stack.roster();
    let roster = stack.signed(|body| {
        (body.number, body.previous) = (2, Some(first.hash()));
        let sections = body.sections.iter().map(|section| section.name.clone()).collect();
        body.editors.push(Listed { sections, ..asked });
    });
    let roster = json!({ "text": roster.text, "signatures": roster.signatures });
    assert_eq!(Editor::log_in(stack, 0).send("PUT", "/v1/roster", &roster).status, 201);
}

fn reads_with_the_agent(primary: &str, receives: Option<&str>) {
    let stack = Stack::start();
    let mut clara = Machine::bare();
    let cert = clara.with_gnupg(primary, receives);
    clara.does(&["init", "--handle", "clara", "--cert", &cert, "--work-factor", "15"]);
    let request = std::fs::read_to_string(clara.path("home/request.toml")).expect("a request");
    let public = Cert::parse(&std::fs::read(&cert).expect("a cert")).expect("a cert");
    assert!(request.contains(&public.fingerprint().to_string()));
    take_on(&stack, &clara);
    // Before she publishes epoch keys: sealed to the cert.
    let source = Source::new(stack.source_socket());
    let _ = source.write("À la clé de l’agent", &[]);
    clara.does(&["join", &format!("unix:{}", stack.editors_socket().display()), "--pin", stack.pin()]);
    clara.does(&["fetch"]);
    let item = clara.only_item();
    let slot = std::fs::read(format!("{}/{item}/slot", clara.path("home/items"))).expect("a slot");
    assert!(slot.starts_with(b"-----BEGIN PGP MESSAGE-----"));
    assert!(clara.does(&["read", &item]).contains("À la clé de l’agent"));
    // What the agent signed holds: this one is sealed to the epoch key that it certified.
    let _ = source.write("À la clé de la semaine", &[]);
    clara.does(&["fetch"]);
    assert_eq!(clara.does(&["inbox", "--json"]).matches("\"id\"").count(), 2);
    assert_eq!(clara.does(&["keys", "rotate", "--yes"]).matches("publiées").count(), 1);
}

#[test]
fn ed25519_and_cv25519() {
    reads_with_the_agent("ed25519", Some("cv25519"));
}

#[test]
fn rsa_4096() {
    reads_with_the_agent("rsa4096", Some("rsa4096"));
}

#[test]
fn a_cert_that_will_not_do_is_refused_by_name_before_anything_is_made() {
    let mut clara = Machine::bare();
    let cert = clara.with_gnupg("ed25519", None);
    let init = |file: &str| clara.fails(&["init", "--handle", "clara", "--cert", file]);
    assert!(init(&cert).contains("ne peut pas recevoir"), "signing only");
    for (fault, told) in [
        ("expired.asc", "périmé"),
        ("revoked.asc", "révoqué"),
        ("weak-rsa1024.asc", "trop faible"),
        ("secret-bearing.asc", "clé secrète"),
        ("two-certs.asc", "plusieurs"),
        ("cut.asc", "abîmé"),
        // Sound, and its secret key is in no agent here.
        ("sound.asc", "gpg-agent n’a pas signé"),
    ] {
        let said = init(&format!("{}/../keys/tests/vectors/cert/{fault}", env!("CARGO_MANIFEST_DIR")));
        assert!(said.contains(told), "{fault}: {said}");
    }
    assert!(!std::path::Path::new(&clara.path("home")).exists());
}
