//! An editor who reads one section and means harm to another: all that an editor's program of that section ever sent is sent again with
//! their own session, as it was and with every lie in it. Nothing of the section changes, nothing of it is told, and once they are off the
//! roster nothing of theirs is heard.

use std::collections::BTreeMap;

use estafette_keys::roster::{RosterBody, UntrustedRoster};
use estafette_tests::editing::Editing;
use estafette_tests::editor::Editor;
use estafette_tests::http::{self, Said, says};
use estafette_tests::inventory::{EDITORS, from_hex};
use estafette_tests::lies::{self, Choice, MARK};
use estafette_tests::proxy::{Exchange, Passed, Proxy, goes_on, halves, with_body, with_session};
use estafette_tests::source::Source;
use rand::seq::SliceRandom;
use serde_json::{Value, json};

/// The section, and that which the hostile editor reads.
const SECTIONS: [&str; 2] = ["bruxelles", "geneve"];
/// What needs no session: it is as open to an editor who was struck off as to anybody.
const OPEN: [&str; 3] = ["GET /v1/roster", "POST /v1/login/challenge", "POST /v1/login"];
/// Of other ids, each is put in the place of so many.
const IDS: usize = 4;

/// What is sent once.
struct Attempt {
    name: String,
    said: Said,
}

/// Bruno, and what he must not touch.
struct Bruno {
    editing: Editing,
    /// Anna's program goes through it.
    _proxy: Proxy,
    codename: String,
    bearer: String,
    choice: Choice,
    /// Ids of the section's submissions: he knows those that he sends.
    ids: Vec<String>,
    tried: usize,
}

impl Bruno {
    /// Anna has asked for everything; from now on bruno reads the other section alone.
    fn begins() -> (Self, BTreeMap<String, Vec<Exchange>>) {
        let (editing, proxy) = Editing::begins();
        let heard = EDITORS.by_kind(proxy.take_exchanges());
        assert_eq!(heard.len(), 23, "{:?}", heard.keys());
        let codename = Source::new(editing.stack.source_socket()).write("Un texte qui a sa réponse", &[]);
        editing.anna.does(&["fetch"]);
        let item = editing.id("Un texte qui a sa réponse");
        editing.anna.does(&["reply", &item, "--message", "Bien reçu.", "--yes"]);
        let mut bruno = Self {
            editing,
            _proxy: proxy,
            codename,
            bearer: String::new(),
            choice: Choice::default(),
            ids: Vec::new(),
            tried: 0,
        };
        let third = bruno.follows(&bruno.editing.roster, |body| {
            for editor in body.editors.iter_mut().filter(|editor| editor.handle.as_str() == "bruno") {
                editor.sections.retain(|section| section.as_str() == SECTIONS[1]);
            }
        });
        bruno.editing.roster = third;
        // Each section has more than one.
        for _ in 0..2 {
            bruno.editing.arrives();
        }
        bruno.editing.anna.does(&["fetch"]);
        let anna = Editor::log_in(&bruno.editing.stack, 0);
        bruno.ids = anna.list().iter().map(|item| item["id"].as_str().expect("an id").to_owned()).collect();
        let his = Editor::log_in(&bruno.editing.stack, 1);
        let bearer = his.bearer().to_owned();
        bruno.bearer = bearer;
        let heard = heard.into_iter().map(|(kind, given)| {
            let of_his = |exchange: Exchange| Exchange { request: bruno.own(&exchange.request), ..exchange };
            (kind, given.into_iter().map(of_his).collect())
        });
        let heard = heard.collect();
        (bruno, heard)
    }

    /// Puts the roster in force that follows this one.
    fn follows(&self, known: &UntrustedRoster, change: impl FnOnce(&mut RosterBody)) -> UntrustedRoster {
        let stack = &self.editing.stack;
        let known = stack.checked(known);
        let next = stack.signed(|body| {
            (body.number, body.previous) = (known.body().number + 1, Some(known.hash()));
            change(body);
        });
        let roster = json!({ "text": next.text, "signatures": next.signatures });
        assert_eq!(Editor::log_in(stack, 0).send("PUT", "/v1/roster", &roster).status, 201);
        next
    }

    /// A request with his session in the place of whosever it was.
    fn own(&self, request: &[u8]) -> Vec<u8> {
        with_session(request, Some(&self.bearer))
    }

    /// All that anna and a source see of the section.
    fn seen(&self) -> Vec<(String, Vec<u8>)> {
        let stack = &self.editing.stack;
        let anna = Editor::log_in(stack, 0);
        let mut seen: Vec<(String, Vec<u8>)> = Vec::new();
        for item in anna.list() {
            if item["section"] == SECTIONS[0] {
                seen.push((item.to_string(), anna.content(&item, 0).body));
            }
        }
        assert!(seen.len() >= self.ids.len(), "something is gone");
        for path in [
            "/v1/roster",
            "/v1/removed",
            "/v1/deleted",
            "/v1/notes?section=bruxelles",
            "/v1/epochs",
            "/v1/epochs/anna",
            "/v1/epochs/bruno",
        ] {
            let answer = anna.send("GET", path, &Value::Null);
            assert_eq!(answer.status, 200, "{path}");
            seen.push((path.to_owned(), answer.body));
        }
        let page = Source::new(stack.source_socket()).enter(&self.codename).text();
        // Behind them are forms, another at each time.
        let answers = page.split("<article").skip(1).filter_map(|article| article.split("<form").next());
        seen.push(("answers".to_owned(), answers.collect::<Vec<_>>().concat().into_bytes()));
        seen
    }

    /// What of it is otherwise by now.
    fn changed(&self, seen: &[(String, Vec<u8>)]) -> Vec<String> {
        let now = self.seen();
        let is_new = |one: &&(String, Vec<u8>)| !seen.contains(one);
        let is_gone = |one: &&(String, Vec<u8>)| !now.contains(one);
        let changed = now.iter().filter(is_new).chain(seen.iter().filter(is_gone));
        changed.map(|(name, bytes)| format!("{name}: {}", String::from_utf8_lossy(bytes))).collect()
    }

    /// Sends it; checks what is said.
    fn tries(&mut self, kind: &str, attempt: &Attempt) -> Vec<u16> {
        let which = format!("seed {}, {kind}, {}", self.choice.seed, attempt.name);
        let stack = &self.editing.stack;
        let heard = says(&stack.editors_socket(), &attempt.said);
        let (told, asked) = (String::from_utf8_lossy(&heard), attempt.said.bytes());
        let statuses: Vec<u16> = told
            .match_indices("HTTP/1.1 ")
            .filter_map(|(at, found)| told.get(at + found.len()..)?.get(..3)?.parse().ok())
            .collect();
        assert!(statuses.iter().all(|status| *status < 500), "{which}: {told}");
        assert!(!told.contains(MARK) && !told.contains("Le texte n°"), "{which}: {told}");
        assert!(!told.contains("\"token\""), "he is logged in as somebody: {which}: {told}");
        for id in &self.ids {
            let knows = memchr::memmem::find(&asked, id.as_bytes()).is_some();
            assert!(knows || !told.contains(id), "he is told of {id}: {which}: {told}");
            let bytes = memchr::memmem::find(&heard, &from_hex(id));
            assert!(bytes.is_none(), "he is given {id}: {which}");
        }
        assert_eq!(stack.said(), "estafette-server: ready\n", "{which}");
        self.tried += 1;
        statuses
    }

    /// Every attempt about one kind of request.
    fn about(&mut self, heard: &BTreeMap<String, Vec<Exchange>>, kind: &str) -> Vec<Attempt> {
        let attempt = |name: &str, said| Attempt { name: name.to_owned(), said };
        let (given, mut attempts) = (&heard[kind], Vec::new());
        for Exchange { request, .. } in given {
            attempts.push(attempt("as it was", Said::whole(request)));
            for [from, to] in [SECTIONS, ["anna", "bruno"]] {
                attempts.push(attempt(
                    &format!("{to} for {from}"),
                    Said::whole(&renamed(request, &[[from, to]])),
                ));
            }
            attempts.push(attempt("both", Said::whole(&renamed(request, &[SECTIONS, ["anna", "bruno"]]))));
            let ids = ids_in(request);
            for id in &ids {
                for other in self.ids.choose_multiple(&mut self.choice.rng, IDS) {
                    attempts.push(attempt("of another", Said::whole(&renamed(request, &[[id, other]]))));
                }
            }
        }
        let request = &given[0].request;
        let (head, body) = halves(request);
        let (first, second) = body.split_at(body.len() / 2);
        attempts.push(attempt("in pieces", Said::pieces(&[head.as_bytes(), first, second])));
        attempts.push(attempt("twice", Said::whole(&[goes_on(request), request.clone()].concat())));
        attempts.push(attempt("and hangs up", Said::unheard(request)));
        for lie in self.choice.of(lies::asked(heard, kind)) {
            let said = match lie.told(request) {
                Passed::Bytes(bytes) => Said::whole(&bytes),
                Passed::Nothing | Passed::Endless(_) | Passed::Then(..) => Said::whole(b""),
            };
            attempts.push(Attempt { name: lie.name, said });
        }
        attempts
    }
}

/// A request that says one thing wherever it said another.
fn renamed(request: &[u8], names: &[[&str; 2]]) -> Vec<u8> {
    let (head, body) = halves(request);
    let (line, rest) = head.split_once("\r\n").expect("a line");
    let rename = |text: &str| names.iter().fold(text.to_owned(), |text, [from, to]| text.replace(from, to));
    let head = format!("{}\r\n{rest}", rename(line));
    match std::str::from_utf8(body) {
        Ok(text) if !text.is_empty() => with_body(head.as_bytes(), rename(text).as_bytes()),
        _ => head.into_bytes(),
    }
}

/// The ids in a request's address.
fn ids_in(request: &[u8]) -> Vec<String> {
    let (head, _) = halves(request);
    let address = head.split(' ').nth(1).expect("an address");
    let is_id = |name: &&str| name.len() == 32 && name.bytes().all(|byte| byte.is_ascii_hexdigit());
    address.split(['/', '?', '=', '&']).filter(is_id).map(str::to_owned).collect()
}

#[test]
fn an_editor_of_another_section_changes_nothing_and_learns_nothing_by_any_request() {
    let (mut bruno, heard) = Bruno::begins();
    let inbox = |bruno: &Bruno| bruno.editing.anna.does(&["inbox", "--all", "--json"]);
    let (seen, in_vault) = (bruno.seen(), inbox(&bruno));
    for kind in heard.keys() {
        for attempt in bruno.about(&heard, kind) {
            bruno.tries(kind, &attempt);
        }
        let changed = bruno.changed(&seen);
        assert!(changed.is_empty(), "seed {}, after {kind}: {changed:#?}", bruno.choice.seed);
    }
    // In another order, so that each comes before what it follows from.
    let mut all: Vec<(&String, &Exchange)> =
        heard.iter().flat_map(|(kind, given)| given.iter().map(move |exchange| (kind, exchange))).collect();
    for _ in 0..2 {
        all.shuffle(&mut bruno.choice.rng);
        for (kind, exchange) in &all {
            let said = Said::whole(&exchange.request);
            bruno.tries(kind, &Attempt { name: "in another order".to_owned(), said });
        }
    }
    let changed = bruno.changed(&seen);
    assert!(changed.is_empty(), "seed {}, after all of it in another order: {changed:#?}", bruno.choice.seed);
    // No other session is one.
    let stack = &bruno.editing.stack;
    let asked = json!({ "editor": "anna" });
    let challenge = http::send(
        &stack.editors_socket(),
        "POST",
        "/v1/login/challenge",
        &[("Content-Type", "application/json")],
        asked.to_string().as_bytes(),
    );
    let challenge: Value = serde_json::from_slice(&challenge.body).expect("JSON");
    let challenge = format!("Bearer {}", challenge["challenge"].as_str().expect("a challenge"));
    let annas = Editor::log_in(stack, 0).bearer().to_owned();
    let (half, _) = annas.split_at(annas.len() / 2);
    let (_, his_half) = bruno.bearer.split_at(bruno.bearer.len().min(annas.len()) / 2);
    let forged = [
        None,
        Some("Bearer "),
        Some(challenge.as_str()),
        Some(half),
        Some(&format!("{half}{his_half}")),
        Some(&annas.to_lowercase()),
    ];
    for (kind, given) in heard.iter().filter(|(kind, _)| !OPEN.contains(&kind.as_str())) {
        for session in forged {
            let said = Said::whole(&with_session(&given[0].request, session));
            let attempt = Attempt { name: "with no session of anybody's".to_owned(), said };
            assert_eq!(bruno.tries(kind, &attempt), [401], "{kind}: {session:?}");
        }
    }
    let changed = bruno.changed(&seen);
    assert!(changed.is_empty() && inbox(&bruno) == in_vault, "seed {}: {changed:#?}", bruno.choice.seed);
    assert!(bruno.tried > 700, "{} tried", bruno.tried);
    bruno.editing.is_whole("all of it");

    // Struck off, he is heard no more, and his session is over.
    bruno.follows(&bruno.editing.roster, |body| {
        body.editors.retain(|editor| editor.handle.as_str() != "bruno");
    });
    for (kind, given) in heard.iter().filter(|(kind, _)| !OPEN.contains(&kind.as_str())) {
        for exchange in given {
            let attempt = Attempt { name: "struck off".to_owned(), said: Said::whole(&exchange.request) };
            assert_eq!(bruno.tries(kind, &attempt), [401], "{kind}");
        }
    }
    bruno.editing.is_whole("he is off the roster");
    assert!(bruno.editing.anna.does(&["inbox", "--all", "--json"]).contains("Un texte qui a sa réponse"));
}
