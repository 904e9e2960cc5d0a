//! A hostile server that tells every lie about every message, to an editor's program and to a sender's: none of them falls over, repeats what
//! it was told, seals to anybody who is not on the roster, or loses anything; and once the server is honest, all goes on.

use std::collections::BTreeMap;
use std::process::Output;
use std::time::{Duration, Instant};

use estafette_tests::editor::Editor;
use estafette_tests::inventory::{Api, EDITORS, SOURCES};
use estafette_tests::lies::{self, Lie, MARK};
use estafette_tests::machine::Machine;
use estafette_tests::proxy::{Exchange, Passed, Proxy};
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack, now, today};
use rand::rngs::StdRng;
use rand::{Rng, SeedableRng};
use serde_json::{Value, json};

/// No command takes longer, whatever it is told.
const PATIENCE: Duration = Duration::from_mins(1);
/// After so many lies it is asked whether all is there still.
const ROUND: usize = 25;
/// With each of so many lies about what there is, something new comes: what it is to fetch grows by it.
const SOMETIMES: usize = 8;

/// All of them take a quarter of an hour: they are told where this is in the environment. Else of those about single fields one in so many,
/// others in each run.
const ALL: &str = "ESTAFETTE_LIES";
const ONE_IN: u32 = 5;

/// Who tells lies, to whom.
struct Liar {
    proxy: Proxy,
    api: &'static Api,
    told: usize,
    seed: u64,
    rng: StdRng,
}

impl Liar {
    fn before(proxy: Proxy, api: &'static Api) -> Self {
        let seed = now().unsigned_abs();
        Self { proxy, api, told: 0, seed, rng: StdRng::seed_from_u64(seed) }
    }

    /// The lies that are told this time about one kind of request.
    fn about(&mut self, heard: &BTreeMap<String, Vec<Exchange>>, kind: &str) -> Vec<Lie> {
        let given: Vec<&Exchange> = heard[kind].iter().collect();
        #[expect(clippy::disallowed_methods, reason = "whoever runs the test says how long it may take")]
        let all = std::env::var_os(ALL).is_some();
        let mut lies = lies::about(&given, &others(heard, kind));
        lies.retain(|lie| all || !lie.is_of_a_field() || self.rng.gen_ratio(1, ONE_IN));
        lies
    }

    /// The honest exchanges so far, by kind of request.
    fn heard(&self) -> BTreeMap<String, Vec<Exchange>> {
        let mut kinds = BTreeMap::<String, Vec<Exchange>>::new();
        for exchange in self.proxy.take_exchanges() {
            kinds
                .entry(self.api.kind(&String::from_utf8_lossy(&exchange.request)))
                .or_default()
                .push(exchange);
        }
        kinds
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
        let which = format!("seed {}, {kind}, {}: {said}", self.seed, lie.name);
        assert!(began.elapsed() < PATIENCE, "it takes too long: {which}");
        assert!(matches!(output.status.code(), Some(0 | 1 | 3)), "{:?}: {which}", output.status);
        assert!(!said.contains(MARK) && !said.contains(['\u{1b}', '\u{202e}']), "it repeats it: {which}");
        for exchange in self.proxy.take_exchanges() {
            let request = String::from_utf8_lossy(&exchange.request).into_owned();
            assert!(!request.contains(MARK), "it tells it on: {which}: {request}");
        }
    }
}

/// An editor's program, and what is done so that it asks for everything.
struct Desk {
    stack: Stack,
    anna: Machine,
    item: String,
    written: usize,
    asked: usize,
}

impl Desk {
    fn arrives(&mut self) -> String {
        self.written += 1;
        let text = format!("Le texte n° {}, entier", self.written);
        let _ = Source::new(self.stack.source_socket()).write(&text, &[]);
        text
    }

    /// An id in the inbox, by its first words.
    fn id(&self, words: &str) -> String {
        let inbox: Value =
            serde_json::from_str(&self.anna.does(&["inbox", "--all", "--json"])).expect("JSON");
        let items = inbox["items"].as_array().expect("a list");
        let found =
            items.iter().find(|item| item["first_words"].as_str().is_some_and(|first| first.contains(words)));
        found.unwrap_or_else(|| panic!("{words}: {inbox}"))["id"].as_str().expect("an id").to_owned()
    }

    /// Brings about that a command asks for this, and gives the command.
    fn prepares(&mut self, kind: &str) -> Vec<String> {
        let asks = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect::<Vec<_>>();
        let item = self.item.clone();
        match kind {
            "PUT /v1/mailboxes/{id}/replies/{id}" => {
                asks(&["reply", &item, "--message", "Bien reçu.", "--yes"])
            }
            "DELETE /v1/submissions/{id}" => {
                let text = self.arrives();
                self.anna.does(&["fetch"]);
                asks(&["forget", &self.id(&text), "--on-server", "--yes"])
            }
            "GET /v1/deleted" => asks(&["undelete"]),
            "PUT /v1/submissions/{id}/restored" => {
                let text = self.arrives();
                self.anna.does(&["fetch"]);
                self.anna.does(&["forget", &self.id(&text), "--on-server", "--yes"]);
                asks(&["undelete", "--all"])
            }
            "PUT /v1/submissions/{id}/kept" => {
                asks(&["keep", &item, "--until", &today().plus_days(90).to_string()])
            }
            "PUT /v1/roster" => asks(&["roster", "--dir", &self.anna.path("roster"), "push"]),
            "PUT /v1/epochs" => asks(&["keys", "rotate", "--yes"]),
            "PUT /v1/notes/{id}" | "DELETE /v1/notes/{id}" => {
                // On what day the source was answered is told to the others, each time.
                self.anna.does(&["reply", &item, "--message", "Encore.", "--yes"]);
                asks(&["fetch"])
            }
            "PUT /v1/submissions/{id}/slots/{editor}" | "GET /v1/epochs/{editor}" => {
                let bruno = Editor::log_in(&self.stack, 1);
                let given_up =
                    bruno.send("DELETE", &format!("/v1/submissions/{item}/slots/bruno"), &Value::Null);
                // It is not there where the last lie was that it could not be put there.
                assert!([204, 404].contains(&given_up.status));
                asks(&["fetch"])
            }
            kind => {
                self.asked += 1;
                let lists = kind == "GET /v1/submissions" && self.asked.is_multiple_of(SOMETIMES);
                if lists || kind == "GET /v1/submissions/{id}/content" {
                    self.arrives();
                }
                asks(&["fetch"])
            }
        }
    }

    /// Of an honest server, what comes next is there, and the first text is whole.
    fn is_whole(&mut self, after: &str) {
        let next = self.arrives();
        let output = self.anna.run("passphrase", &["fetch"]);
        let said =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "after {after}: {said}");
        assert!(self.anna.does(&["read", &self.item]).contains("Le texte n° 1, entier"), "after {after}");
        let _ = self.id(&next);
    }
}

#[test]
fn an_editors_program_bears_every_lie_about_every_message() {
    let stack = Stack::start_as(&Plan { expires_in: 400, ..Plan::default() });
    let proxy = Proxy::before(&stack.editors_socket());
    let anna = Machine::joined_at(&stack, &proxy.socket());
    Machine::of(&stack.editors[1], &stack, &stack.editors_socket()).does(&["fetch"]);
    let mut desk = Desk { stack, anna, item: String::new(), written: 0, asked: 0 };
    let text = desk.arrives();
    desk.anna.does(&["fetch"]);
    desk.item = desk.id(&text);
    let hash = desk.stack.roster().hash();
    let roster = desk.stack.signed(|body| (body.number, body.previous) = (2, Some(hash)));
    desk.anna.put("roster/roster.toml", roster.text.as_bytes());
    desk.anna.put("roster/roster.toml.root.asc", roster.signatures[0].as_bytes());
    // Once all that can be asked for is asked for, honestly.
    for kind in DONE_BY_PEOPLE {
        let command = desk.prepares(kind);
        desk.anna.does(&command.iter().map(String::as_str).collect::<Vec<_>>());
    }
    let mut liar = Liar::before(proxy, &EDITORS);
    let heard = liar.heard();
    for kind in DONE_BY_PEOPLE {
        assert!(heard.contains_key(*kind), "{kind} is asked for");
    }
    // Something waits to be brought back while lies are told about that.
    let _ = desk.prepares("PUT /v1/submissions/{id}/restored");
    for kind in heard.keys() {
        let mut last = String::new();
        for (number, lie) in liar.about(&heard, kind).iter().enumerate() {
            let command = desk.prepares(kind);
            let command: Vec<&str> = command.iter().map(String::as_str).collect();
            liar.tells(kind, lie, || desk.anna.run("passphrase", &command));
            last = format!("{kind}, {}", lie.name);
            if number % ROUND == ROUND - 1 {
                desk.is_whole(&last);
            }
        }
        desk.is_whole(&last);
    }
    assert!(liar.told > 300, "{} lies", liar.told);
}

/// What is not asked for at each `fetch`.
const DONE_BY_PEOPLE: &[&str] = &[
    "PUT /v1/mailboxes/{id}/replies/{id}",
    "DELETE /v1/submissions/{id}",
    "GET /v1/deleted",
    "PUT /v1/submissions/{id}/restored",
    "PUT /v1/submissions/{id}/kept",
    "PUT /v1/roster",
    "PUT /v1/epochs",
    "PUT /v1/notes/{id}",
    "PUT /v1/submissions/{id}/slots/{editor}",
    "GET /v1/epochs/{editor}",
];

/// An answer to each of two other kinds: what has most in it, and what comes next.
fn others<'a>(heard: &'a BTreeMap<String, Vec<Exchange>>, kind: &str) -> Vec<&'a Exchange> {
    let others = || heard.iter().filter(|(other, _)| *other != kind).filter_map(|(_, given)| given.first());
    let next = heard.range(kind.to_owned()..).nth(1).and_then(|(_, given)| given.first());
    others().max_by_key(|exchange| exchange.answer.len()).into_iter().chain(next).collect()
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
        for lie in liar.about(&heard, kind) {
            liar.tells(kind, &lie, || machine.run("passphrase", &command(kind)));
        }
        // Nobody told it that anything arrived that did not.
        machine.does(&send);
    }
    let editors: Vec<Value> = Editor::log_in(&stack, 0).list();
    assert!(editors.iter().all(|item| item["slot"].is_string()), "{}", json!(editors));
    assert!(liar.told > 130, "{} lies", liar.told);
}
