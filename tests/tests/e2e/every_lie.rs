//! A hostile server that tells every lie about every message, to an editor's program and to a sender's: none of them falls over, repeats what
//! it was told, seals to anybody who is not on the roster, or loses anything; and once the server is honest, all goes on.

use std::collections::BTreeMap;
use std::process::Output;
use std::time::{Duration, Instant};

use estafette_tests::editing::Editing;
use estafette_tests::editor::Editor;
use estafette_tests::inventory::{Api, EDITORS, SOURCES};
use estafette_tests::lies::{self, Choice, Lie, MARK};
use estafette_tests::machine::Machine;
use estafette_tests::proxy::{Exchange, Passed, Proxy};
use estafette_tests::stack::Stack;
use serde_json::{Value, json};

/// No command takes longer, whatever it is told.
const PATIENCE: Duration = Duration::from_mins(1);
/// After so many lies it is asked whether all is there still.
const ROUND: usize = 25;

/// Who tells lies, to whom.
struct Liar {
    proxy: Proxy,
    api: &'static Api,
    told: usize,
    choice: Choice,
}

impl Liar {
    fn before(proxy: Proxy, api: &'static Api) -> Self {
        Self { proxy, api, told: 0, choice: Choice::default() }
    }

    /// The honest exchanges so far, by kind of request.
    fn heard(&self) -> BTreeMap<String, Vec<Exchange>> {
        self.api.by_kind(self.proxy.take_exchanges())
    }

    /// Tells a lie about one kind of request, while something runs; checks what came of it.
    fn tells(&mut self, kind: &str, lie: &Lie, runs: impl FnOnce() -> Output) {
        let (api, about, told) = (self.api, kind.to_owned(), lie.clone());
        let _ = self.proxy.take_exchanges();
        self.proxy.tamper(
            move |head, answer| {
                if api.kind(head) == about { told.told(&answer) } else { Passed::Bytes(answer) }
            },
        );
        let began = Instant::now();
        let output = runs();
        let said =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        self.proxy.be_honest();
        self.told += 1;
        let which = format!("seed {}, {kind}, {}: {said}", self.choice.seed, lie.name);
        assert!(began.elapsed() < PATIENCE, "it takes too long: {which}");
        assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{:?}: {which}", output.status);
        assert!(!said.contains(MARK) && !said.contains(['\u{1b}', '\u{202e}']), "it repeats it: {which}");
        for exchange in self.proxy.take_exchanges() {
            let request = String::from_utf8_lossy(&exchange.request).into_owned();
            assert!(!request.contains(MARK), "it tells it on: {which}: {request}");
        }
    }
}

#[test]
fn an_editors_program_bears_every_lie_about_every_message() {
    let (mut editing, proxy) = Editing::begins();
    let mut liar = Liar::before(proxy, &EDITORS);
    let heard = liar.heard();
    assert_eq!(heard.len(), 23, "{:?}", heard.keys());
    // Something waits to be brought back while lies are told about that.
    let _ = editing.prepares("PUT /v1/submissions/{id}/restored");
    for kind in heard.keys() {
        let mut last = String::new();
        for (number, lie) in liar.choice.of(lies::about(&heard, kind)).iter().enumerate() {
            let command = editing.prepares(kind);
            let command: Vec<&str> = command.iter().map(String::as_str).collect();
            liar.tells(kind, lie, || editing.anna.run("passphrase", &command));
            last = format!("{kind}, {}", lie.name);
            if number % ROUND == ROUND - 1 {
                editing.is_whole(&last);
            }
        }
        editing.is_whole(&last);
    }
    assert!(liar.told > 300, "{} lies", liar.told);
}

#[test]
fn a_senders_program_bears_every_lie_about_every_message() {
    let stack = Stack::start();
    Machine::joined(&stack).does(&["fetch"]);
    Machine::of(&stack.editors[1], &stack, &stack.editors_socket()).does(&["fetch"]);
    let proxy = Proxy::before(&stack.source_socket());
    let (machine, address) = (Machine::bare(), format!("unix:{}", proxy.socket().display()));
    machine.put("film.bin", &vec![9; 150_000]);
    let (film, codename) = (machine.path("film.bin"), machine.path("codename"));
    let always = ["--pin", stack.pin(), "--address", &address];
    let send = [
        &[
            "send",
            "bruxelles",
            &film,
            "--message",
            "Bonjour",
            "--publish",
            "edited",
            "--yes",
            "--json",
            "--patience",
            "0",
        ],
        &always[..],
    ]
    .concat();
    let with = [&["--codename-file", &codename], &always[..]].concat();
    let sent: Value = serde_json::from_str(&machine.does(&send)).expect("JSON");
    machine.put("codename", sent["codename"].as_str().expect("a codename").as_bytes());
    let command = |kind: &str| match kind {
        "POST /v1/mailbox" | "POST /v1/mailbox/challenge" => [&["replies"], &with[..]].concat(),
        "POST /v1/mailbox/delete" => [&["replies", "--delete", "--yes"], &with[..]].concat(),
        "POST /v1/waiting" | "POST /v1/withdraw" => [&["withdraw", "--all", "--yes"], &with[..]].concat(),
        _ => send.clone(),
    };
    let mut liar = Liar::before(proxy, &SOURCES);
    let answers = |which: &str| {
        let anna = Editor::log_in(&stack, 0);
        let items = anna.list();
        let opened = items
            .iter()
            .map(|item| anna.open(item))
            .find(|opened| opened.text == which)
            .expect("it is there");
        assert_eq!(anna.reply(&opened, "Bien reçu.").status, 201);
    };
    answers("Bonjour");
    for kind in ["POST /v1/mailbox", "POST /v1/mailbox/delete"] {
        machine.does(&command(kind));
    }
    machine.does(&command("POST /v1/withdraw"));
    let heard = liar.heard();
    assert_eq!(heard.len(), 10, "{:?}", heard.keys());
    for kind in heard.keys() {
        for lie in liar.choice.of(lies::about(&heard, kind)) {
            liar.tells(kind, &lie, || machine.run("passphrase", &command(kind)));
        }
        // Nobody told it that anything arrived that did not.
        machine.does(&send);
    }
    let editors: Vec<Value> = Editor::log_in(&stack, 0).list();
    assert!(editors.iter().all(|item| item["slot"].is_string()), "{}", json!(editors));
    assert!(liar.told > 130, "{} lies", liar.told);
}
