//! What `estafette send` does on a machine without a vault when the server, or someone in its place, lies.

use estafette_keys::roster::UntrustedRoster;
use estafette_tests::editor::Editor;
use estafette_tests::machine::Machine;
use estafette_tests::proxy::{Passed, Proxy};
use estafette_tests::stack::{Stack, today};
use serde_json::{Value, json};

use crate::hostile_server::{for_answers_to, json_of};

/// A machine that has the pin, and asks what is said to be the server.
struct Sender {
    machine: Machine,
    proxy: Proxy,
    pin: String,
}

impl Sender {
    fn of(stack: &Stack) -> Self {
        let proxy = Proxy::before(&stack.source_socket());
        Self { machine: Machine::bare(), proxy, pin: stack.pin().to_owned() }
    }

    fn arguments(&self, arguments: &[&str]) -> Vec<String> {
        let address = format!("unix:{}", self.proxy.socket().display());
        let pinned = ["--pin", &self.pin, "--address", &address].map(str::to_owned);
        arguments.iter().map(|argument| (*argument).to_owned()).chain(pinned).collect()
    }

    fn does(&self, arguments: &[&str]) -> String {
        let arguments = self.arguments(arguments);
        self.machine.does(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn fails(&self, arguments: &[&str]) -> String {
        let arguments = self.arguments(arguments);
        self.machine.fails(&arguments.iter().map(String::as_str).collect::<Vec<_>>())
    }

    fn serve(&self, roster: &UntrustedRoster) {
        let roster = json!({ "text": roster.text, "signatures": roster.signatures });
        self.proxy.tamper(json_of("GET /v1/roster", move |served| *served = roster.clone()));
    }
}

/// Bruno has no keys of the week.
const SEND: [&str; 8] =
    ["send", "bruxelles", "--publish", "edited", "--message", "Un texte", "--yes", "--allow-cert"];

#[test]
fn an_older_roster_or_another_history_is_refused_by_who_has_a_pin_alone() {
    let stack = Stack::start();
    let sender = Sender::of(&stack);
    let first = stack.roster();
    let hash = first.hash();
    // Bruno is taken off.
    let next = |expires: i32| {
        stack.signed(|body| {
            (body.number, body.previous, body.expires) = (2, Some(hash.clone()), today().plus_days(expires));
            body.editors.retain(|editor| editor.handle.as_str() != "bruno");
        })
    };
    let (second, fork) = (next(20), next(21));
    let anna = Editor::log_in(&stack, 0);
    let pushed = json!({ "text": second.text, "signatures": second.signatures });
    assert_eq!(anna.send("PUT", "/v1/roster", &pushed).status, 201);
    sender.does(&SEND);

    let folder = sender.machine.path("home/rosters");
    let kept: Vec<_> =
        std::fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("a file").path()).collect();
    let [kept] = kept.as_slice() else { panic!("one file: {kept:?}") };
    let text = std::fs::read_to_string(kept).expect("a file");
    assert_eq!(text, format!("2 {}\n", stack.checked(&second).hash()), "a number and a hash");
    let name = kept.file_name().and_then(|name| name.to_str()).expect("a name");
    assert!(
        !sender.pin.replace('-', "").contains(name.get(..8).expect("a name")),
        "whom it is about, the pin's holders know"
    );

    // The first one has not expired, is signed, and has bruno on it.
    let read = |name| std::fs::read_to_string(stack.path(name)).expect("a file");
    sender.serve(&UntrustedRoster { text: read("roster.toml"), signatures: vec![read("roster.asc")] });
    let older = sender.fails(&SEND);
    assert!(older.contains("plus ancien") && older.contains("à faire"), "{older}");
    sender.serve(&fork);
    let other = sender.fails(&SEND);
    assert!(other.contains("ne suit pas") && other.contains("à faire"), "{other}");
    assert_eq!(std::fs::read_to_string(kept).expect("a file"), text, "what is refused is not remembered");

    // How old it is, is said.
    sender.proxy.be_honest();
    let output = sender
        .machine
        .run("passphrase", &sender.arguments(&SEND).iter().map(String::as_str).collect::<Vec<_>>());
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success() && said.contains("Annuaire n° 2, signé le"), "{said}");
}

#[test]
fn one_id_is_asked_for_and_no_second_one_beside_it() {
    let stack = Stack::start();
    let sender = Sender::of(&stack);
    let sent: Value = serde_json::from_str(&sender.does(&[&SEND[..], &["--json"]].concat())).expect("JSON");
    sender.machine.put("codename", sent["codename"].as_str().expect("a codename").as_bytes());
    let codename = sender.machine.path("codename");
    let again = [&SEND[..], &["--again", "--codename-file", &codename]].concat();
    let begun =
        || sender.proxy.take_requests().iter().filter(|head| head.starts_with("POST /v1/uploads ")).count();
    let _ = begun();
    // Whatever it asks for is taken.
    let taken = "HTTP/1.1 409 Conflict\r\ncontent-length: 0\r\n\r\n";
    sender.proxy.tamper(for_answers_to("POST /v1/uploads ", move |_| Passed::Bytes(taken.into())));
    let said = sender.fails(&again);
    assert!(said.contains("déjà prise") && said.contains("à faire"), "{said}");
    assert_eq!(begun(), 1, "two ids in one session are of one codename");
    // The first message has a place of its own: the second one never meets it.
    sender.proxy.be_honest();
    sender.does(&again);
}

#[test]
fn no_key_of_the_week_is_no_leave_to_seal_to_a_lasting_one() {
    let stack = Stack::start();
    let sender = Sender::of(&stack);
    for which in [0, 1] {
        let _ = Editor::log_in(&stack, which);
    }
    let strict = &SEND[..SEND.len() - 1];
    // Bruno has published none, and that is said of him alone.
    let honest = sender.fails(strict);
    assert!(honest.contains("bruno") && !honest.contains("anna") && honest.contains("à faire"), "{honest}");
    sender.proxy.tamper(json_of("GET /v1/sections/", |stated| stated["epochs"] = json!([])));
    let _ = sender.proxy.take_requests();
    let stripped = sender.fails(strict);
    assert!(stripped.contains("aucune clé de cette semaine"), "{stripped}");
    assert!(stripped.contains("anna") && stripped.contains("bruno"), "{stripped}");
    assert!(!sender.proxy.take_requests().iter().any(|head| head.contains("/v1/uploads")), "nothing is sent");
    assert!(!std::path::Path::new(&sender.machine.path("home/outbox")).exists(), "nothing is sealed");
}
