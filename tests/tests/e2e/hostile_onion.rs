//! A hostile onion process: it stands before the sources' socket, says of each connection which circuit it came by, and can say anything. Forms
//! and transfers that went through it are sent again with every lie. The server goes on, says nothing of its own, holds little, and an honest
//! text gets through.

use std::collections::BTreeMap;
use std::os::unix::net::UnixStream;
use std::path::Path;

use estafette_tests::editor::Editor;
use estafette_tests::http::{self, Said, preface, says};
use estafette_tests::inventory::SOURCES;
use estafette_tests::lies::{self, Choice, MARK};
use estafette_tests::machine::Machine;
use estafette_tests::proxy::{Exchange, Passed, Proxy, goes_on, halves, with_session};
use estafette_tests::source::{Form, Source, between, codename, content_type};
use estafette_tests::stack::{Plan, Stack};
use rand::Rng;
use rand::seq::SliceRandom;
use serde_json::Value;

const FORM: &str = "/fr/write/bruxelles/communique";
/// What a source wrote, and an editor answered.
const WRITTEN: [&str; 3] = ["Un texte par un formulaire", "Un texte par un programme", "Bien reçu, merci."];
/// What the server says by itself.
const OWN: [&str; 2] = ["estafette-server: ready", "estafette-server: stopped"];
/// How many connections are opened and shut.
const CONNECTIONS: usize = 4_000;
/// The most megabytes that the server ever holds. It was 62.
const MEGABYTES: u64 = 250;

/// What comes by this way is of a circuit that nobody had before.
fn new_circuit() -> Vec<u8> {
    preface(rand::thread_rng().r#gen())
}

/// A process between sources and the server.
struct Onion {
    stack: Stack,
    choice: Choice,
    codenames: Vec<String>,
}

impl Onion {
    /// A server that sources have written to, and all that passed; from now on each connection names its circuit.
    fn begins() -> (Self, BTreeMap<String, Vec<Exchange>>) {
        let mut stack = Stack::start_as(&Plan { circuits: false, ..Plan::default() });
        let anna = Editor::log_in(&stack, 0);
        let proxy = Proxy::before(&stack.source_socket());
        let web = Source::new(proxy.socket());
        let (machine, address) = (Machine::bare(), format!("unix:{}", proxy.socket().display()));
        let does =
            |words: &[&str]| machine.does(&[words, &["--pin", stack.pin(), "--address", &address]].concat());
        let by_form = web.write(WRITTEN[0], &[("plan.txt", "text/plain", b"octets")]);
        let send = [
            "send",
            "bruxelles",
            "--message",
            WRITTEN[1],
            "--publish",
            "edited",
            "--yes",
            "--json",
            "--allow-cert",
        ];
        let sent: Value = serde_json::from_str(&does(&send)).expect("JSON");
        let by_program = sent["codename"].as_str().expect("a codename").to_owned();
        machine.put("codename", by_program.as_bytes());
        let with = ["--codename-file", &machine.path("codename")];
        for item in anna.list() {
            assert_eq!(anna.reply(&anna.open(&item), WRITTEN[2]).status, 201);
        }
        // Each page of a source's, too.
        for path in ["/", "/fr/", "/fr/how", "/fr/leave", "/fr/replies", "/fr/write/bruxelles"] {
            let _ = web.fetch(path);
        }
        let answers = web.enter(&by_form).text();
        let value =
            |name: &str| between(&answers, &format!("name=\"{name}\" value=\""), "\"").expect("a field");
        let _ = web.fetch(&format!("/fr/arrived/{}", "0".repeat(32)));
        let _ = web.post("/fr/leave", &[("shown", "x")]);
        let (token, reply) = (value("token"), value("reply"));
        let _ = web.post("/fr/replies/file", &[("token", token), ("reply", reply), ("number", "0")]);
        let _ = web.post("/fr/replies/write", &[("token", token)]);
        let _ = web.post("/fr/replies/language", &[("codename", WRITTEN[1])]);
        let _ = web.post("/fr/write/bruxelles/communique/language", &[("text", "Bonjour"), ("files", "a")]);
        does(&[&["replies"], &with[..]].concat());
        does(&[&["replies", "--delete", "--yes"], &with[..]].concat());
        let again = [
            "send",
            "bruxelles",
            "--message",
            "À reprendre",
            "--publish",
            "edited",
            "--yes",
            "--json",
            "--allow-cert",
        ];
        let sent: Value = serde_json::from_str(&does(&again)).expect("JSON");
        machine.put("another", sent["codename"].as_str().expect("a codename").as_bytes());
        does(&["withdraw", "--all", "--yes", "--codename-file", &machine.path("another")]);
        let heard = SOURCES.by_kind(proxy.take_exchanges());
        for kind in EVERY {
            assert!(heard.contains_key(*kind), "{kind}: {:?}", heard.keys());
        }
        stack.names_circuits(true);
        let last = |(kind, given): (String, Vec<Exchange>)| {
            let own =
                |exchange: Exchange| Exchange { request: with_session(&exchange.request, None), ..exchange };
            (kind, given.into_iter().map(own).collect())
        };
        let heard = heard.into_iter().map(last).collect();
        let codenames = vec![by_form, by_program];
        (Self { stack, choice: Choice::default(), codenames }, heard)
    }

    /// Says it at a socket; checks what is answered.
    fn tries(&mut self, socket: &Path, kind: &str, name: &str, said: &Said) -> Vec<u16> {
        let which = format!("seed {}, {kind}, {name}", self.choice.seed);
        let heard = says(socket, said);
        let (told, asked) = (String::from_utf8_lossy(&heard), said.bytes());
        let statuses: Vec<u16> = told
            .match_indices("HTTP/1.1 ")
            .filter_map(|(at, found)| told.get(at + found.len()..)?.get(..3)?.parse().ok())
            .collect();
        // 503: what is flooded says so.
        assert!(statuses.iter().all(|status| *status < 500 || *status == 503), "{which}: {told}");
        // (On its own connection the server says keys: any bytes may be among them.)
        let is_text = kind != ITS_OWN;
        let repeats = is_text && told.contains(['\u{1b}', '\u{202e}']);
        assert!(!repeats, "it is repeated as it came: {which}: {told}");
        let knows = |words: &str| memchr::memmem::find(&asked, words.as_bytes()).is_some();
        assert!(knows(MARK) || !told.contains(MARK), "{which}: {told}");
        // A codename, or what a page gave for it, shows a source what is its own.
        let is_of_its_source = knows("codename=") || knows("token=");
        for words in WRITTEN.iter().copied().chain(self.codenames.iter().map(String::as_str)) {
            assert!(knows(words) || is_of_its_source || !told.contains(words), "{which}: {told}");
        }
        self.is_calm(&which);
        statuses
    }

    /// It says that it is ready and that it stopped, and nothing else.
    fn is_calm(&self, which: &str) {
        let said = self.stack.said();
        assert!(said.lines().all(|line| OWN.contains(&line)), "{which}: {said}");
    }

    /// A text by a circuit of its own; gives its codename.
    fn honest(&mut self, text: &str) {
        let socket = self.stack.source_socket();
        let asks = |method: &str, body: &[u8]| {
            let mut request = new_circuit();
            http::write_head(
                &mut request,
                method,
                FORM,
                &[("Content-Type", &content_type())],
                body.len() as u64,
            );
            request.extend_from_slice(body);
            let answer = says(&socket, &Said::whole(&request));
            http::try_read(answer.as_slice()).expect("an answer")
        };
        let page = asks("GET", b"").text();
        let nonce = between(&page, "name=\"nonce\" value=\"", "\"").expect("a nonce");
        let form = Form::filled(nonce, text).ended();
        let answer = asks("POST", &form);
        let given = codename(&answer);
        assert!(given.is_some(), "{}", answer.text());
        // Sent again by somebody who heard it, it is the same text.
        assert!(codename(&asks("POST", &form)) == given);
    }
}

/// The connection by which the onion process and the server speak of circuits.
const ITS_OWN: &str = "its own connection";

/// Every kind of request that sources and their programs have.
const EVERY: &[&str] = &[
    "GET /",
    "GET /fr/",
    "GET /fr/how",
    "GET /fr/arrived/{form}",
    "GET /fr/leave",
    "POST /fr/leave",
    "GET /fr/write/bruxelles",
    "GET /fr/write/bruxelles/communique",
    "POST /fr/write/bruxelles/communique",
    "POST /fr/write/bruxelles/communique/language",
    "GET /fr/replies",
    "POST /fr/replies",
    "POST /fr/replies/file",
    "POST /fr/replies/language",
    "POST /fr/replies/write",
    "GET /v1/roster",
    "GET /v1/sections/{section}",
    "POST /v1/uploads",
    "PUT /v1/uploads/{transfer}",
    "POST /v1/uploads/{transfer}/end",
    "POST /v1/mailbox",
    "POST /v1/mailbox/challenge",
    "POST /v1/mailbox/delete",
    "POST /v1/waiting",
    "POST /v1/withdraw",
];

/// What no onion process says first.
fn prefaces() -> Vec<(&'static str, Vec<u8>)> {
    let good = new_circuit();
    let changed = |at: usize, byte: u8| {
        let mut preface = good.clone();
        preface[at] = byte;
        preface
    };
    let mut noise = vec![0; 65_536];
    rand::thread_rng().fill(noise.as_mut_slice());
    let ctor = |rest: &str| format!("PROXY {rest}\r\n").into_bytes();
    vec![
        ("none", Vec::new()),
        ("half of one", good[..good.len() / 2].to_vec()),
        ("another version", changed(12, 0x31)),
        ("another command", changed(12, 0x22)),
        ("an address", changed(13, 0x11)),
        ("longer than it is", changed(15, 40)),
        ("as long as can be", changed(14, 0xff)),
        ("another value", changed(16, 0x01)),
        ("two", [good.clone(), new_circuit()].concat()),
        (
            "one of the other version behind it",
            [good.clone(), ctor("TCP6 fc00:dead:beef:4dad::0:26 ::1 38 80")].concat(),
        ),
        ("TCP4", ctor("TCP4 192.0.2.1 192.0.2.2 1 80")),
        ("the address of somebody", ctor("TCP6 2001:db8::1 ::1 38 80")),
        ("unknown", ctor("UNKNOWN")),
        ("a line without an end", ctor(&"TCP6 ".repeat(10_000))),
        ("noise", noise),
    ]
}

#[test]
fn whatever_an_onion_process_says_an_honest_text_gets_through() {
    let (mut onion, heard) = Onion::begins();
    let [sources, editors] = [onion.stack.source_socket(), onion.stack.editors_socket()];
    // A form that is well formed behind what no preface is: nothing of it is heard.
    let page = &heard["GET /fr/how"][0].request;
    for (name, before) in prefaces() {
        for socket in [&sources, &editors] {
            let said = Said::unended(&[before.as_slice(), page].concat());
            let statuses = onion.tries(socket, "a preface", name, &said);
            assert!(statuses.iter().all(|status| *status == 400), "{name}: {statuses:?}");
        }
    }
    // In pieces it is one; and both versions are.
    let good = new_circuit();
    let pieces: Vec<&[u8]> = good.chunks(9).chain([page.as_slice()]).collect();
    assert_eq!(onion.tries(&sources, "a preface", "in pieces", &Said::pieces(&pieces)), [200]);
    let ctor = b"PROXY TCP6 fc00:dead:beef:4dad::0:26 ::1 38 80\r\n".as_slice();
    assert_eq!(onion.tries(&sources, "a preface", "C-tor's", &Said::behind(ctor, page)), [200]);

    // The connection of the onion process itself: of circuits that there are not, and of what it must not say.
    let control = [b"\r\n\r\n\0\r\nQUIT\n".as_slice(), &[0x20, 0, 0, 0]].concat();
    let gone = |tag: u8| [vec![2], vec![tag; 16]].concat();
    for word in [gone(7).repeat(5_000), vec![1; 17], vec![9; 65_536], gone(7)[..9].to_vec(), page.clone()] {
        let said = Said::unended(&[control.as_slice(), &word].concat());
        for socket in [&sources, &editors] {
            assert!(onion.tries(socket, ITS_OWN, "a word", &said).is_empty());
        }
    }
    onion.honest("Après les préfaces");

    // Each way at the other's socket.
    for path in [
        "/v1/submissions",
        "/v1/removed",
        "/v1/deleted",
        "/v1/notes?section=bruxelles",
        "/v1/epochs",
        "/v1/login",
    ] {
        let request = format!("GET {path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
        let said = Said::behind(&new_circuit(), &request.into_bytes());
        assert_eq!(onion.tries(&sources, "an editors' path", path, &said), [404]);
    }
    for (kind, given) in heard.iter().filter(|(kind, _)| *kind != "GET /v1/roster") {
        let said = Said::behind(&new_circuit(), &given[0].request);
        assert_eq!(onion.tries(&editors, kind, "at the editors' socket", &said), [404], "{kind}");
    }

    // What sources sent, with every lie, by circuits of its own and by one.
    let one = new_circuit();
    for kind in heard.keys() {
        for exchange in &heard[kind] {
            onion.tries(&sources, kind, "again", &Said::behind(&one, &exchange.request));
        }
        let request = &heard[kind][0].request;
        let (head, body) = halves(request);
        let (first, second) = body.split_at(body.len() / 2);
        let circuit = new_circuit();
        let in_pieces = Said::pieces(&[&circuit, head.as_bytes(), first, second]);
        onion.tries(&sources, kind, "in pieces", &in_pieces);
        let twice = [goes_on(request), request.clone()].concat();
        onion.tries(&sources, kind, "twice", &Said::behind(&new_circuit(), &twice));
        onion.tries(
            &sources,
            kind,
            "and hangs up",
            &Said::unheard(&[new_circuit(), request.clone()].concat()),
        );
        for lie in onion.choice.of(lies::asked(&heard, kind)) {
            if let Passed::Bytes(bytes) = lie.told(request) {
                onion.tries(&sources, kind, &lie.name, &Said::behind(&new_circuit(), &bytes));
            }
        }
    }
    let mut all: Vec<(&String, &Exchange)> =
        heard.iter().flat_map(|(kind, given)| given.iter().map(move |exchange| (kind, exchange))).collect();
    all.shuffle(&mut onion.choice.rng);
    for (kind, exchange) in all {
        let said = Said::behind(&new_circuit(), &exchange.request);
        onion.tries(&sources, kind, "in another order", &said);
    }
    onion.honest("Après les mensonges");

    // Circuits without number, that say nothing, half a request, or hang up.
    for number in 0..CONNECTIONS {
        let bytes = [new_circuit(), page.clone()].concat();
        let part = &bytes[..bytes.len() * (number % 5) / 4];
        if let Ok(mut stream) = UnixStream::connect(if number % 7 == 0 { &editors } else { &sources }) {
            let _ = std::io::Write::write_all(&mut stream, part);
        }
    }
    onion.honest("Après les circuits");
    onion.is_calm("after all of it");
    let megabytes = onion.stack.peak_megabytes();
    assert!(megabytes < MEGABYTES, "{megabytes} MB");

    // What was accepted is there, once, and opens.
    onion.stack.names_circuits(false);
    let anna = Editor::log_in(&onion.stack, 0);
    let texts: Vec<String> = anna.list().iter().map(|item| anna.open(item).text).collect();
    let count = |text: &str| texts.iter().filter(|other| *other == text).count();
    for text in [WRITTEN[1], "Après les préfaces", "Après les mensonges", "Après les circuits"] {
        assert_eq!(count(text), 1, "{text}: {texts:?}");
    }
    // Its form is of before the server's last start: that it was sent already is forgotten, so that each time counts.
    assert!(count(WRITTEN[0]) > 1, "{texts:?}");
}
