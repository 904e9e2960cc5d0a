//! Editors join, leave and lose their machines while there are submissions that are still open.

use estafette_keys::editor::EditorSecrets;
use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::{Stack, now, today};
use serde_json::{Value, json};

fn editor(name: &str) -> EditorSecrets {
    let handle = name.parse().expect("a handle");
    EditorSecrets::generate(handle, today().week(), 8, now(), &mut rand::thread_rng()).expect("an editor")
}

/// Puts the next roster in force, with another editor under a name.
fn with(stack: &Stack, secrets: &EditorSecrets) {
    let first = stack.roster();
    let roster = stack.signed(|body| {
        (body.number, body.previous) = (2, Some(first.hash()));
        body.editors.retain(|editor| editor.handle != secrets.handle);
        body.editors
            .push(secrets.listed(body.sections.iter().map(|section| section.name.clone()).collect(), now()));
    });
    let roster: Value = json!({ "text": roster.text, "signatures": roster.signatures });
    assert_eq!(Editor::log_in(stack, 0).send("PUT", "/v1/roster", &roster).status, 201);
}

#[test]
fn who_is_new_reads_what_was_sent_before() {
    let stack = Stack::start();
    let film = vec![7; 500_000];
    let _ = Source::new(stack.source_socket()).write("Avant Clara", &[("film.mp4", "video/mp4", &film)]);
    let anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    let clara = editor("clara");
    with(&stack, &clara);
    let clara = Machine::of(&clara, &stack, &stack.editors_socket());
    assert!(clara.does(&["fetch"]).contains("pas scellé pour vous"), "it was not sealed to her");
    assert!(anna.does(&["fetch"]).contains("1 envoi scellé aussi"));
    assert!(!anna.does(&["fetch"]).contains("scellé aussi"), "once is enough");
    clara.does(&["fetch"]);
    let item = clara.only_item();
    assert!(clara.does(&["read", &item]).contains("Avant Clara"));
    clara.does(&["save", &item, "--out", &clara.path("files")]);
    assert!(std::fs::read(clara.path("files/film.mp4")).expect("it is saved") == film);
}

#[test]
fn who_lost_a_device_reads_again_with_new_keys_and_the_old_ones_are_out() {
    let stack = Stack::start();
    let _ = Source::new(stack.source_socket()).write("Avant la perte", &[]);
    let anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    let old_bruno = Machine::of(&stack.editors[1], &stack, &stack.editors_socket());
    let bruno = editor("bruno");
    with(&stack, &bruno);
    // The lost machine finds itself off the roster, and is given nothing.
    let output = old_bruno.run("passphrase", &["fetch"]);
    assert!(!output.status.success());
    let bruno = Machine::of(&bruno, &stack, &stack.editors_socket());
    bruno.does(&["fetch"]);
    anna.does(&["fetch"]);
    bruno.does(&["fetch"]);
    let item = bruno.only_item();
    assert!(bruno.does(&["read", &item]).contains("Avant la perte"));
}

/// A server that says who is without a slot does not choose who gets one.
#[test]
fn nobody_off_the_known_roster_is_sealed_to() {
    use estafette_tests::proxy::{Passed, Proxy, halves, with_body};
    let stack = Stack::start();
    let _ = Source::new(stack.source_socket()).write("Bonjour", &[]);
    let proxy = Proxy::before(&stack.editors_socket());
    let anna = Machine::joined_at(&stack, &proxy.socket());
    proxy.tamper(|head, answer| {
        if !head.starts_with("GET /v1/submissions ") {
            return Passed::Bytes(answer);
        }
        let mut listing: Value = serde_json::from_slice(halves(&answer).1).expect("JSON");
        listing["items"][0]["without"] = json!(["mallory"]);
        Passed::Bytes(with_body(&answer, listing.to_string().as_bytes()))
    });
    anna.does(&["fetch"]);
    assert!(
        !proxy
            .take_requests()
            .iter()
            .any(|head| head.contains("/slots/") || head.contains("/epochs/mallory"))
    );
}

/// Nor what is sealed for: who has no key of the week, as the server says, waits for it.
#[test]
fn what_was_sealed_to_keys_of_the_week_is_never_sealed_on_to_a_cert() {
    use estafette_tests::proxy::{Passed, Proxy};
    let stack = Stack::start();
    let proxy = Proxy::before(&stack.editors_socket());
    let anna = Machine::joined_at(&stack, &proxy.socket());
    anna.does(&["fetch"]);
    let _ = Source::new(stack.source_socket()).write("À la clé de la semaine", &[]);
    anna.does(&["fetch"]);
    let clara = editor("clara");
    with(&stack, &clara);
    let clara = Machine::of(&clara, &stack, &stack.editors_socket());
    clara.does(&["fetch"]);
    // She has published her keys. The server says that she has none.
    let none = "HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n";
    proxy.tamper(move |head, answer| {
        if head.starts_with("GET /v1/epochs/clara") {
            Passed::Bytes(none.into())
        } else {
            Passed::Bytes(answer)
        }
    });
    let _ = proxy.take_requests();
    assert!(!anna.does(&["fetch"]).contains("scellé aussi"));
    let asked = proxy.take_requests();
    assert!(asked.iter().any(|head| head.contains("/epochs/clara")), "{asked:?}");
    assert!(!asked.iter().any(|head| head.contains("/slots/")), "{asked:?}");
    proxy.be_honest();
    assert!(anna.does(&["fetch"]).contains("1 envoi scellé aussi"));
    clara.does(&["fetch"]);
    let item = clara.only_item();
    assert!(clara.does(&["read", &item]).contains("À la clé de la semaine"));
    let slot = std::fs::read(format!("{}/{item}/slot", clara.path("home/items"))).expect("a slot");
    assert!(slot.starts_with(b"age-encryption.org/v1"));
}

/// A slot that is none, or of something else, keeps nobody from getting one: whoever put it there.
#[test]
fn a_slot_that_opens_with_no_key_whatever_it_is_is_asked_for_again() {
    let stack = Stack::start();
    let [anna, bruno] =
        [0, 1].map(|which| Machine::of(&stack.editors[which], &stack, &stack.editors_socket()));
    bruno.does(&["fetch"]);
    let source = Source::new(stack.source_socket());
    let _ = source.write("Un autre envoi", &[]);
    anna.does(&["fetch"]);
    let other = Editor::log_in(&stack, 0).list()[0].clone();
    for (text, wrong) in [("Plus rien", json!("AAAA")), ("Celui d’un autre", other["slot"].clone())] {
        let known = Editor::log_in(&stack, 0).list();
        let _ = source.write(text, &[]);
        let [hers, his] = [0, 1].map(|which| Editor::log_in(&stack, which));
        let new = hers.list().into_iter().find(|item| !known.contains(item)).expect("an item");
        let slot = format!("/v1/submissions/{}/slots/anna", new["id"].as_str().expect("an id"));
        assert_eq!(hers.send("DELETE", &slot, &Value::Null).status, 204);
        assert_eq!(his.send("PUT", &slot, &json!({ "slot": wrong })).status, 201);
    }
    anna.does(&["fetch"]);
    assert!(!anna.does(&["inbox", "--json"]).contains("Plus rien"));
    anna.does(&["fetch", "--reseal"]);
    bruno.does(&["fetch"]);
    anna.does(&["fetch"]);
    let inbox = anna.does(&["inbox", "--json"]);
    assert!(inbox.contains("Plus rien") && inbox.contains("Celui d’un autre"), "{inbox}");
}

/// Once an editor's keys were heard of, a server that shows none, or older ones, is not believed.
#[test]
fn keys_that_were_heard_of_are_not_hidden_afterwards() {
    use estafette_tests::proxy::{Passed, Proxy};
    let stack = Stack::start();
    let proxy = Proxy::before(&stack.editors_socket());
    let anna = Machine::joined_at(&stack, &proxy.socket());
    let clara = editor("clara");
    with(&stack, &clara);
    let clara = Machine::of(&clara, &stack, &stack.editors_socket());
    clara.does(&["fetch"]);
    let old = std::sync::Arc::new(std::sync::Mutex::new(None));
    let heard = std::sync::Arc::clone(&old);
    proxy.tamper(move |head, answer| {
        if head.starts_with("GET /v1/epochs/clara") {
            heard.lock().expect("a lock").get_or_insert_with(|| answer.clone());
        }
        Passed::Bytes(answer)
    });
    // She lacks this one, and so anna asks for her keys.
    let source = Source::new(stack.source_socket());
    let write = || drop(source.write("Une lettre", &[]));
    write();
    anna.does(&["fetch"]);
    let item = anna.only_item();
    anna.does(&["reply", &item, "--message", "Bien reçu.", "--yes"]);
    anna.does(&["fetch"]);
    clara.does(&["keys", "rotate", "--yes"]);
    anna.does(&["reply", &item, "--message", "Encore une fois.", "--yes"]);
    assert!(!anna.does(&["fetch"]).contains("ne montre pas"));
    let old = old.lock().expect("a lock").clone().expect("her first keys");
    let none = b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n".to_vec();
    for lie in [none, old] {
        proxy.tamper(move |head, answer| {
            Passed::Bytes(if head.starts_with("GET /v1/epochs/clara") { lie.clone() } else { answer })
        });
        anna.does(&["reply", &item, "--message", "Et encore.", "--yes"]);
        let said = anna.does(&["fetch"]);
        assert!(said.contains("ne montre pas") && said.contains("clara"), "{said}");
    }
}
