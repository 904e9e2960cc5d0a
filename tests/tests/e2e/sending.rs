//! A collective writes from its own machine: sealed there, so that nobody on the way, the server included, has more than an
//! envelope; and what breaks on the way goes on where it was.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::secret::Secret;
use estafette_keys::source::SourceKeys;
use estafette_tests::editor::Editor;
use estafette_tests::http;
use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::Stack;
use estafette_tests::wire::Wire;
use serde_json::{Value, json};

const TEXT: &str = "Le collectif écrit depuis sa propre machine";

/// A machine with no vault, no key and no passphrase on it, that knows the network's pin.
struct Collective {
    machine: Machine,
    wire: Wire,
    pin: String,
}

impl Collective {
    fn of(stack: &Stack) -> Self {
        let wire = Wire::to(&stack.source_socket());
        Self { machine: Machine::bare(), wire, pin: stack.pin().to_owned() }
    }

    fn does(&self, arguments: &[&str]) -> String {
        let address = format!("unix:{}", self.wire.socket().display());
        self.machine.does(&[arguments, &["--pin", &self.pin, "--address", &address]].concat())
    }

    fn fails(&self, arguments: &[&str]) -> String {
        let address = format!("unix:{}", self.wire.socket().display());
        self.machine.fails(&[arguments, &["--pin", &self.pin, "--address", &address]].concat())
    }

    /// Sends; the codename is in a file then, and given.
    fn sends(&self, arguments: &[&str]) -> String {
        let always = [
            "send",
            "bruxelles",
            "--publish",
            "edited",
            "--message",
            TEXT,
            "--yes",
            "--allow-cert",
            "--json",
        ];
        let sent: Value = serde_json::from_str(&self.does(&[&always, arguments].concat())).expect("JSON");
        let codename = sent["codename"].as_str().expect("a codename").to_owned();
        self.machine.put("codename", codename.as_bytes());
        codename
    }

    fn with_codename(&self, verb: &str, arguments: &[&str]) -> String {
        self.does(&[&[verb, "--codename-file", &self.machine.path("codename")], arguments].concat())
    }

    /// What is waiting to be sent, on its disk.
    fn outbox(&self) -> usize {
        std::fs::read_dir(self.machine.path("home/outbox")).map_or(0, Iterator::count)
    }
}

#[test]
fn what_is_sealed_here_an_editor_opens_and_answers_and_nobody_between_sees_more_than_an_envelope() {
    let stack = Stack::start();
    let collective = Collective::of(&stack);
    let film: Vec<u8> = (0..3_000_000_u32).flat_map(u32::to_le_bytes).take(3_000_000).collect();
    collective.machine.put("film.mp4", &film);
    let codename = collective.sends(&[
        &collective.machine.path("film.mp4"),
        "--with",
        "subject=Pour Sam",
        "--sign-as",
        "Le collectif",
        "--not-before",
        "2030-01-01",
    ]);
    assert_eq!(codename.split(' ').count(), 8);
    assert_eq!(collective.outbox(), 0, "what arrived does not stay");

    let anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    let item = anna.only_item();
    let read: Value = serde_json::from_str(&anna.does(&["read", &item, "--json"])).expect("JSON");
    assert_eq!((&read["text"], &read["kind"]), (&json!(TEXT), &json!("communique")));
    let whole = read.to_string();
    for part in ["Pour Sam", "Le collectif", "2030-01-01", "video/mp4"] {
        assert!(whole.contains(part), "{part}: {whole}");
    }
    anna.does(&["save", &item, "--out", &anna.path("files")]);
    assert!(std::fs::read(anna.path("files/film.mp4")).expect("it is saved") == film);
    assert!(collective.with_codename("replies", &[]).contains("Pas de réponse"));
    anna.does(&["reply", &item, "--message", "Bien reçu.", "--yes"]);

    assert!(collective.with_codename("replies", &[]).contains("Bien reçu."));
    // The same mailbox from the web, and the same thread.
    let web = Source::new(stack.source_socket());
    assert!(web.enter(&codename).text().contains("Bien reçu."));
    let file = collective.machine.path("codename");
    let again = [
        "send",
        "bruxelles",
        "--publish",
        "background",
        "--message",
        "Merci",
        "--yes",
        "--allow-cert",
        "--again",
    ];
    collective.does(&[&again[..], &["--codename-file", &file]].concat());
    anna.does(&["fetch"]);
    let inbox = anna.does(&["inbox", "--json"]);
    assert_eq!(inbox.matches("\"id\":").count(), 2, "{inbox}");
    let thread: Value = serde_json::from_str(&anna.does(&["read", &item, "--json"])).expect("JSON");
    assert_eq!(thread["thread"].as_array().map(Vec::len), Some(1), "{thread}");
    assert!(collective.with_codename("withdraw", &["--all", "--yes"]).contains("2 envois"));
    assert!(collective.with_codename("replies", &["--delete", "--yes"]).contains("effacée"));
    assert!(collective.with_codename("replies", &[]).contains("Pas de réponse"));

    let heard = collective.wire.heard();
    assert!(heard.len() > film.len());
    let first = codename.split(' ').next().expect("a word");
    for needle in [TEXT, "Pour Sam", "Le collectif", "film.mp4", codename.as_str(), first] {
        assert!(memchr::memmem::find(&heard, needle.as_bytes()).is_none(), "{needle} went by");
    }
    assert!(memchr::memmem::find(&heard, &film[..64]).is_none());
}

#[test]
fn a_wire_that_breaks_costs_nothing_but_time() {
    let stack = Stack::start();
    let collective = Collective::of(&stack);
    let film = vec![9; 20_000_000];
    collective.machine.put("film.mp4", &film);
    // In the middle of the first piece of sixteen megabytes, and again in the second.
    collective.wire.breaks_after(6_000_000, true);
    collective.sends(&[&collective.machine.path("film.mp4")]);
    // What had come was not sent again.
    let heard = collective.wire.heard().len();
    assert!(heard < 24_000_000, "{heard}");
    let anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    anna.does(&["save", &anna.only_item(), "--out", &anna.path("files")]);
    assert!(std::fs::read(anna.path("files/film.mp4")).expect("it is saved") == film);
}

#[test]
fn a_machine_that_is_switched_off_goes_on_with_the_codename_alone() {
    let mut stack = Stack::start();
    let collective = Collective::of(&stack);
    let film = vec![9; 3_000_000];
    collective.machine.put("film.mp4", &film);
    collective.wire.breaks_after(1_000_000, false);
    let path = collective.machine.path("film.mp4");
    let send = [
        "send",
        "bruxelles",
        &path,
        "--publish",
        "edited",
        "--message",
        TEXT,
        "--yes",
        "--allow-cert",
        "--patience",
        "2",
    ];
    let said = collective.fails(&send);
    assert!(said.contains("send --resume"), "{said}");
    let codename = said.lines().map(str::trim).find(|line| line.split(' ').count() == 8).expect("a codename");
    collective.machine.put("codename", codename.as_bytes());
    assert_eq!(collective.outbox(), 1);
    for folder in std::fs::read_dir(collective.machine.path("home/outbox")).expect("a folder") {
        for file in std::fs::read_dir(folder.expect("a parcel").path()).expect("a folder") {
            let bytes = std::fs::read(file.expect("a file").path()).expect("bytes");
            for needle in [TEXT, "bruxelles", "film.mp4"] {
                assert!(memchr::memmem::find(&bytes, needle.as_bytes()).is_none(), "{needle} is on the disk");
            }
        }
    }
    // Meanwhile the server was started again, and has forgotten the half.
    collective.wire.mend();
    stack.kill();
    stack.run();
    let other = Source::new(stack.source_socket()).write("D’une autre personne", &[]);
    collective.machine.put("other", other.as_bytes());
    let other = collective.machine.path("other");
    let said = collective.fails(&["send", "--resume", "--codename-file", &other]);
    assert!(said.contains("aucun envoi de ce nom de code"), "{said}");
    assert!(collective.with_codename("send", &["--resume"]).contains("est arrivé"));
    assert_eq!(collective.outbox(), 0);
    let anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    assert!(anna.does(&["inbox"]).contains('2'));

    // And who has lost the codename can throw away what is left.
    collective.wire.breaks_after(1_000_000, false);
    let _ = collective.fails(&send);
    assert_eq!(collective.outbox(), 1);
    assert!(collective.machine.does(&["send", "--discard"]).contains("1 envoi"));
    assert_eq!(collective.outbox(), 0);
}

#[test]
fn what_is_wrong_is_said_before_anything_leaves() {
    let stack = Stack::start();
    let collective = Collective::of(&stack);
    let send = |arguments: &[&str]| {
        let always = ["send", "--publish", "edited", "--yes", "--allow-cert"];
        collective.fails(&[&always, arguments].concat())
    };
    assert!(send(&["nulle-part", "--message", "x"]).contains("pas de section"));
    assert!(send(&["bruxelles", "--message", " "]).contains("ni texte ni fichier"));
    assert!(send(&["bruxelles", "--message", "x", "--with", "prison=Haren"]).contains("n’a pas ce champ"));
    assert!(send(&["bruxelles", "--message", "x", "/nulle/part.jpg"]).contains("impossible de lire"));
    assert!(send(&["bruxelles", "--message", &"x".repeat(120_000)]).contains("trop longue"));
    assert_eq!(collective.outbox(), 0);
    assert_eq!(Editor::log_in(&stack, 0).list().len(), 0);
    let other = "0000-0000-0000-0000-0000-0000-0000-0000-0000-0000";
    let address = format!("unix:{}", stack.source_socket().display());
    let said = collective.machine.fails(&[
        "send",
        "bruxelles",
        "--publish",
        "edited",
        "--message",
        "x",
        "--yes",
        "--pin",
        other,
        "--address",
        &address,
    ]);
    assert!(said.contains("ce code n’est pas celui"), "{said}");
}

#[test]
fn an_envelope_that_does_not_fit_is_refused_and_so_is_who_has_no_key_of_the_mailbox() {
    let stack = Stack::start();
    let socket = stack.source_socket();
    let json = |path: &str, body: &Value| {
        let headers = [("Content-Type", "application/json")];
        let answer = http::send(&socket, "POST", path, &headers, body.to_string().as_bytes());
        (answer.status, serde_json::from_slice::<Value>(&answer.body).unwrap_or_default())
    };
    let put = |path: &str, bytes: &[u8]| http::send(&socket, "PUT", path, &[], bytes).status;
    let (transfer, id) = ("a".repeat(32), "b".repeat(32));
    let begin = |transfer: &str, id: &str, section: &str| {
        json("/v1/uploads", &json!({ "transfer": transfer, "id": id, "section": section }))
    };
    assert_eq!(begin(&transfer, &id, "nulle-part").0, 404);
    assert_eq!(begin("xyz", &id, "bruxelles").0, 400);
    let (status, begun) = begin(&transfer, &id, "bruxelles");
    assert_eq!((status, &begun["offset"], &begun["stored"]), (200, &json!(0), &json!(false)));
    // Another with the same id, and the same with another: neither is this one.
    assert_eq!(begin(&"c".repeat(32), &id, "bruxelles").0, 409);
    assert_eq!(begin(&transfer, &"d".repeat(32), "bruxelles").0, 409);

    let at = |offset: u64, size: u64| format!("/v1/uploads/{transfer}?offset={offset}&size={size}");
    let chunk = vec![1; 131_072];
    assert_eq!(put(&at(0, 300_000), &chunk), 204);
    assert_eq!(put(&at(0, 300_000), &chunk), 409, "it is there already");
    assert_eq!(put(&at(131_072, 131_080), &chunk), 413, "more than it was to be");
    assert_eq!(put(&at(0, u64::MAX), &chunk), 413);
    assert_eq!(put(&format!("/v1/uploads/{}?offset=0&size=9", "e".repeat(32)), b"x"), 404);
    assert_eq!(begin(&transfer, &id, "bruxelles").1["offset"], 131_072);

    let end = |size: u64, slots: Value| {
        json(&format!("/v1/uploads/{transfer}/end"), &json!({ "size": size, "slots": slots })).0
    };
    let slot = |editor: &str, slot: &[u8]| json!({ "editor": editor, "slot": BASE64_STANDARD.encode(slot) });
    let good = b"age-encryption.org/v1\n";
    assert_eq!(end(300_000, json!([slot("anna", good)])), 409, "it is not whole");
    assert_eq!(end(131_072, json!([])), 409);
    assert_eq!(end(131_072, json!([slot("personne", good)])), 409, "no editor of the section");
    assert_eq!(end(131_072, json!([slot("anna", b"no slot")])), 400);
    assert_eq!(end(131_072, json!([slot("anna", good), slot("anna", good)])), 400);
    assert_eq!(end(131_072, json!([slot("anna", &[good.as_slice(), &[0; 20_000]].concat())])), 400);
    assert_eq!(end(131_072, json!([slot("anna", good), slot("personne", good)])), 201);
    assert_eq!(end(131_072, json!([slot("anna", good)])), 404, "it is over");
    assert_eq!(begin(&transfer, &id, "bruxelles").1["stored"], true);
    let list = Editor::log_in(&stack, 0).list();
    assert_eq!((list.len(), &list[0]["id"], &list[0]["size"]), (1, &json!(id), &json!(131_072)));

    let challenge = json("/v1/mailbox/challenge", &json!({})).1["challenge"].clone();
    let read = |key: &[u8], challenge: &Value, signature: &[u8]| {
        let (key, signature) = (BASE64_STANDARD.encode(key), BASE64_STANDARD.encode(signature));
        let mailbox = json!({ "key": key, "challenge": challenge, "signature": signature });
        json("/v1/mailbox", &json!({ "mailbox": mailbox, "after": null })).0
    };
    assert_eq!(read(&[1; 32], &challenge, &[2; 64]), 401);
    assert_eq!(read(&[1; 31], &challenge, &[2; 64]), 400);
    let keys = SourceKeys::from_root(Secret::new([7; 32]));
    let bytes = BASE64_STANDARD.decode(challenge.as_str().expect("text")).expect("base64");
    let (key, instance) = (keys.mailbox_key(), stack.roster().body().instance);
    let signature = key.prove(instance, &bytes);
    assert_eq!(read(key.public().as_bytes(), &challenge, &signature), 200);
    assert_eq!(read(key.public().as_bytes(), &json!(BASE64_STANDARD.encode([0; 44])), &signature), 401);
    let elsewhere = key.prove(estafette_keys::ids::InstanceId::from_bytes([9; 16]), &bytes);
    assert_eq!(read(key.public().as_bytes(), &challenge, &elsewhere), 401);
}
