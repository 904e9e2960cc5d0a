//! An editor's program, and what is done so that it asks for everything that the API has.

use estafette_keys::roster::UntrustedRoster;
use serde_json::{Value, json};

use crate::editor::Editor;
use crate::machine::Machine;
use crate::proxy::Proxy;
use crate::source::Source;
use crate::stack::{Plan, Stack, today};

/// With each of so many lies about what there is, something new comes: what it is to fetch grows by it.
const SOMETIMES: usize = 8;

const BINARY: &str = "application/octet-stream";
/// More than comes together with others.
static LARGE: [u8; 1_100_000] = [9; 1_100_000];

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
    "DELETE /v1/submissions/{id}/slots/{editor}",
    "GET /v1/submissions/{id}/content",
];

/// An editor's program, and what is done so that it asks for everything.
pub struct Editing {
    /// Where she reads.
    pub stack: Stack,
    /// Her machine.
    pub anna: Machine,
    /// The first text.
    pub item: String,
    /// The roster that she put in force.
    pub roster: UntrustedRoster,
    written: usize,
    asked: usize,
}

impl Editing {
    /// Asks for everything once, honestly, of a new server; with who stands between the two.
    #[must_use]
    pub fn begins() -> (Self, Proxy) {
        let stack = Stack::start_as(&Plan { expires_in: 400, ..Plan::default() });
        let proxy = Proxy::before(&stack.editors_socket());
        let anna = Machine::joined_at(&stack, &proxy.socket());
        Machine::of(&stack.editors[1], &stack, &stack.editors_socket()).does(&["fetch"]);
        let hash = stack.roster().hash();
        let roster = stack.signed(|body| (body.number, body.previous) = (2, Some(hash)));
        anna.put("roster/roster.toml", roster.text.as_bytes());
        anna.put("roster/roster.toml.root.asc", roster.signatures[0].as_bytes());
        let mut editing = Self { stack, anna, item: String::new(), roster, written: 0, asked: 0 };
        let text = editing.arrives();
        editing.anna.does(&["fetch"]);
        editing.item = editing.id(&text);
        for kind in DONE_BY_PEOPLE {
            let command = editing.prepares(kind);
            editing.anna.does(&command.iter().map(String::as_str).collect::<Vec<_>>());
        }
        (editing, proxy)
    }

    /// Another text arrives; gives it.
    pub fn arrives(&mut self) -> String {
        self.arrives_with(&[])
    }

    fn arrives_with(&mut self, files: &[(&str, &str, &[u8])]) -> String {
        self.written += 1;
        let text = format!("Le texte n° {}, entier", self.written);
        let _ = Source::new(self.stack.source_socket()).write(&text, files);
        text
    }

    /// An id in the inbox, by its first words.
    #[must_use]
    pub fn id(&self, words: &str) -> String {
        let inbox: Value =
            serde_json::from_str(&self.anna.does(&["inbox", "--all", "--json"])).expect("JSON");
        let items = inbox["items"].as_array().expect("a list");
        let found =
            items.iter().find(|item| item["first_words"].as_str().is_some_and(|first| first.contains(words)));
        found.unwrap_or_else(|| panic!("{words}: {inbox}"))["id"].as_str().expect("an id").to_owned()
    }

    /// Brings about that a command asks for this, and gives the command.
    pub fn prepares(&mut self, kind: &str) -> Vec<String> {
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
            "DELETE /v1/submissions/{id}/slots/{editor}" => {
                // What is sealed to her opens with no key of hers.
                let known = Editor::log_in(&self.stack, 0).list();
                self.arrives();
                let [anna, bruno] = [0, 1].map(|which| Editor::log_in(&self.stack, which));
                let new = anna.list().into_iter().find(|item| !known.contains(item)).expect("an item");
                let id = new["id"].as_str().expect("an id");
                let slot = format!("/v1/submissions/{id}/slots/anna");
                assert_eq!(anna.send("DELETE", &slot, &Value::Null).status, 204);
                assert_eq!(bruno.send("PUT", &slot, &json!({ "slot": "AAAA" })).status, 201);
                self.anna.does(&["fetch"]);
                asks(&["fetch", "--reseal"])
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
                match kind {
                    // What is large comes alone.
                    "GET /v1/submissions/{id}/content" => self.arrives_with(&[("plan.bin", BINARY, &LARGE)]),
                    "POST /v1/submissions/contents" => self.arrives_with(&[]),
                    _ if lists => self.arrives_with(&[]),
                    _ => String::new(),
                };
                asks(&["fetch"])
            }
        }
    }

    /// Of an honest server, what comes next is there, and the first text is whole.
    pub fn is_whole(&mut self, after: &str) {
        let next = self.arrives();
        let output = self.anna.run("passphrase", &["fetch"]);
        let said =
            String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "after {after}: {said}");
        assert!(self.anna.does(&["read", &self.item]).contains("Le texte n° 1, entier"), "after {after}");
        let _ = self.id(&next);
    }
}
