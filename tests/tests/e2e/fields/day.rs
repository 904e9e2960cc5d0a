//! A day with everything in it: sources, programs and editors, and both wires.

use std::path::Path;

use estafette_keys::editor::EditorSecrets;
use estafette_tests::editor::Editor;
use estafette_tests::inventory::{self, EDITORS, Engine, Inventory, SOURCES, files};
use estafette_tests::machine::Machine;
use estafette_tests::noted;
use estafette_tests::proxy::Proxy;
use estafette_tests::source::{Form, Source, between, token};
use estafette_tests::stack::{Plan, Stack, now, today};

use super::LIST;

/// A day with everything in it, seen on both wires.
pub(super) struct Day {
    pub(super) stack: Stack,
    editors: Proxy,
    sources: Proxy,
    pub(super) anna: Machine,
    bruno: Machine,
    pub(super) inventory: Inventory,
}

impl Day {
    /// What sources and editors do in one, at an instance that keeps it in the data folder, or in this database.
    pub(super) fn played(database: Option<String>) -> Self {
        let mut day = Self::begins(database);
        day.pages();
        day.a_source();
        day.a_program();
        day.editors();
        day.wires();
        day
    }

    fn begins(database: Option<String>) -> Self {
        let engine = if database.is_some() { Engine::Postgres } else { Engine::Sqlite };
        let plan = Plan { decoys: 2_000.0, expires_in: 400, database, ..Plan::default() };
        let stack = Stack::start_as(&plan);
        let (editors, sources) =
            (Proxy::before(&stack.editors_socket()), Proxy::before(&stack.source_socket()));
        let anna = Machine::joined_at(&stack, &editors.socket());
        anna.does(&["fetch"]);
        // Bruno has no key of the week yet: this is sealed to his cert.
        let source = Source::new(stack.source_socket());
        let _ = source.write("Le premier", &[]);
        // What is as large as this comes alone.
        let _ = source.write("Le plan", &[("plan.bin", "application/octet-stream", &vec![9; 1_100_000])]);
        let bruno = Machine::of(&stack.editors[1], &stack, &editors.socket());
        bruno.does(&["fetch"]);
        let inventory = Inventory::read(LIST, engine, &["anna", "bruno", "clara", "bruxelles", "geneve"]);
        Self { stack, editors, sources, anna, bruno, inventory }
    }

    pub(super) fn web(&self) -> Source {
        Source::new(self.stack.source_socket())
    }

    /// What sources see: each page that has a form, or an answer.
    fn pages(&mut self) {
        let web = self.web();
        for path in ["/", "/fr/", "/fr/how", "/fr/replies", "/fr/write/bruxelles", "/fr/nowhere"] {
            inventory::page(&mut self.inventory, "pages: any", &web.fetch(path));
        }
        for kind in ["tip", "communique", "prisoner", "event", "offer", "invite", "contact", "correction"] {
            inventory::page(
                &mut self.inventory,
                "pages: the form",
                &web.fetch(&format!("/fr/write/bruxelles/{kind}")),
            );
        }
    }

    /// A source writes, is answered, answers, takes back.
    fn a_source(&mut self) {
        let web = self.web();
        let form = Form::filled(&web.nonce(), "Refus de plateaux").field("subject", "Plateaux");
        let answer = web.send(&form.file("photo.bin", "application/octet-stream", &vec![7; 300_000]).ended());
        inventory::page(&mut self.inventory, "pages: it has arrived", &answer);
        let codename = estafette_tests::source::codename(&answer).expect("a codename");
        let refused = Form::filled(&web.nonce(), "").field("sign-as", "Sam");
        inventory::page(&mut self.inventory, "pages: the form", &web.send(&refused.ended()));
        let asked = Form::filled(&web.nonce(), "Voir clara@example.org");
        let asked = asked.file("a.txt", "text/plain", b"a").file("b.jpg", "image/jpeg", noted::PICTURE);
        inventory::page(&mut self.inventory, "pages: the form", &web.send(&asked.ended()));
        self.anna.does(&["fetch"]);
        let item = self.found("Plateaux");
        self.anna.does(&["reply", &item, "--message", "Bien reçu.", "--yes"]);
        self.anna.put("draft.md", "# Plateaux\n\nDeux phrases.\n".as_bytes());
        self.anna.does(&["draft", &item, "--file", &self.anna.path("draft.md")]);
        let tomorrow = today().plus_days(1).to_string();
        self.anna.does(&["proof", &item, "--until", &tomorrow, "--yes"]);
        let answers = web.enter(&codename);
        inventory::page(&mut self.inventory, "pages: answers", &answers);
        web.answers_on(&answers.text(), "yes", "");
        self.anna.does(&["fetch"]);
        self.anna.does(&["publish", &item, "--to", &self.anna.site(), "--yes"]);
        self.anna.does(&["forward", &item, "--to", "geneve", "--why", "C’est arrivé là-bas.", "--yes"]);
        // Others learn of it by a note.
        self.anna.does(&["fetch"]);
        self.bruno.does(&["fetch"]);
        let (token, text) = (token(&answers), answers.text());
        let reply = between(&text, "name=\"reply\" value=\"", "\"").expect("an answer");
        inventory::page(
            &mut self.inventory,
            "pages: answers",
            &web.post("/fr/replies/delete", &[("token", &token), ("reply", reply)]),
        );
    }

    /// A program writes, twice, reads its answer, takes back.
    fn a_program(&mut self) {
        let machine = Machine::bare();
        let address = format!("unix:{}", self.sources.socket().display());
        let does = |arguments: &[&str]| {
            machine.does(&[arguments, &["--pin", self.stack.pin(), "--address", &address]].concat())
        };
        machine.put("film.bin", &vec![9; 200_000]);
        let film = machine.path("film.bin");
        let always =
            ["--publish", "edited", "--message", "De notre machine", "--yes", "--allow-cert", "--json"];
        let sent: serde_json::Value =
            serde_json::from_str(&does(&[&["send", "bruxelles", &film], &always[..]].concat()))
                .expect("JSON");
        machine.put("codename", sent["codename"].as_str().expect("a codename").as_bytes());
        let codename = machine.path("codename");
        does(&[&["send", "bruxelles", "--again", "--codename-file", &codename], &always[..]].concat());
        self.anna.does(&["fetch"]);
        let item = self.found("De notre machine");
        self.anna.does(&["reply", &item, "--message", "Merci.", "--yes"]);
        let with = ["--codename-file", &codename];
        does(&[&["replies"], &with[..]].concat());
        does(&[&["replies", "--delete", "--yes"], &with[..]].concat());
        does(&[&["withdraw", "--all", "--yes"], &with[..]].concat());
        self.inventory.see_all("a sender's home", files::below(Path::new(&machine.path("home")), ""));
    }

    fn found(&self, words: &str) -> String {
        let inbox: serde_json::Value =
            serde_json::from_str(&self.anna.does(&["inbox", "--all", "--json"])).expect("JSON");
        let items = inbox["items"].as_array().expect("a list");
        let item =
            items.iter().find(|item| item["first_words"].as_str().is_some_and(|first| first.contains(words)));
        item.unwrap_or_else(|| panic!("{words}: {inbox}"))["id"].as_str().expect("an id").to_owned()
    }

    /// What editors do to submissions and to each other.
    fn editors(&mut self) {
        for text in ["Supprimé", "Supprimé et rendu"] {
            let _ = self.web().write(text, &[]);
        }
        let _ = self.web().announce("Veillée", 60);
        self.anna.does(&["fetch"]);
        for text in ["Supprimé et rendu", "Supprimé"] {
            self.anna.does(&["forget", &self.found(text), "--on-server", "--yes"]);
            if text == "Supprimé et rendu" {
                self.anna.does(&["undelete", "--all"]);
            }
        }
        // Another roster, with somebody new, who gets slots of what is there.
        let clara = EditorSecrets::generate(
            "clara".parse().expect("a handle"),
            today().week(),
            8,
            now(),
            &mut rand::thread_rng(),
        );
        let clara = clara.expect("an editor");
        let hash = self.stack.roster().hash();
        let roster = self.stack.signed(|body| {
            (body.number, body.previous) = (2, Some(hash));
            body.editors.push(
                clara.listed(body.sections.iter().map(|section| section.name.clone()).collect(), now()),
            );
        });
        self.anna.put("roster/roster.toml", roster.text.as_bytes());
        self.anna.put("roster/roster.toml.root.asc", roster.signatures[0].as_bytes());
        self.anna.does(&["roster", "--dir", &self.anna.path("roster"), "push"]);
        let clara = Machine::of(&clara, &self.stack, &self.editors.socket());
        clara.does(&["fetch"]);
        self.anna.does(&["fetch"]);
        clara.does(&["fetch"]);
        let _ = self.web().write("Le dernier, qui reste", &[]);
        self.bruno.does(&["fetch"]);
        self.anna.does(&["fetch"]);
        self.anna.does(&["backup", &self.anna.path("backup.age")]);
    }

    /// Both wires, as they were.
    fn wires(&mut self) {
        // What a program does whose vault went back to before its keys.
        let anna = Editor::log_in_at(&self.stack, 0, self.editors.socket());
        let id = anna.list()[0]["id"].as_str().expect("an id").to_owned();
        let given_up =
            anna.send("DELETE", &format!("/v1/submissions/{id}/slots/anna"), &serde_json::Value::Null);
        assert_eq!(given_up.status, 204);
        for exchange in self.editors.take_exchanges() {
            inventory::exchange(&mut self.inventory, &EDITORS, &exchange);
        }
        for exchange in self.sources.take_exchanges() {
            inventory::exchange(&mut self.inventory, &SOURCES, &exchange);
        }
    }
}
