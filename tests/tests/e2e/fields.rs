//! Every field that a day leaves on a disk, and every field that passes on a wire, is in `tests/fields.toml`, and no finer than it says.
//! Needles find what people wrote; this finds what programs add by themselves: times, names, order, counts.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use estafette_keys::editor::EditorSecrets;
use estafette_tests::desk::Desk;
use estafette_tests::editor::Editor;
use estafette_tests::inventory::{self, Api, EDITORS, Inventory, SOURCES, Value, files, sqlite};
use estafette_tests::machine::Machine;
use estafette_tests::proxy::Proxy;
use estafette_tests::source::{Form, Source, between, token};
use estafette_tests::stack::{Plan, Stack, now, program, today};
use estafette_tests::vault::Vault;
use estafette_tests::wordpress::{AGES, WordPress};

const LIST: &str = include_str!("../../fields.toml");
const SECURITY: &str = include_str!("../../../SECURITY.md");
/// What stands around the table in SECURITY.md.
const AROUND: [&str; 2] = ["<!-- tests/fields.toml: begin -->\n", "<!-- tests/fields.toml: end -->\n"];

/// Bytes of the journal's index that say how far it goes.
const INDEX_HEAD: usize = 136;
/// How long a server may be busy with its journal.
const PATIENCE: Duration = Duration::from_mins(1);

const SITES: Api = Api { name: "a WordPress", names: &[] };

/// A day with everything in it, seen on both wires.
struct Day {
    stack: Stack,
    editors: Proxy,
    sources: Proxy,
    anna: Machine,
    bruno: Machine,
    inventory: Inventory,
}

impl Day {
    fn begins() -> Self {
        let stack = Stack::start_as(&Plan { decoys: 2_000.0, expires_in: 400, ..Plan::default() });
        let (editors, sources) =
            (Proxy::before(&stack.editors_socket()), Proxy::before(&stack.source_socket()));
        let anna = Machine::joined_at(&stack, &editors.socket());
        anna.does(&["fetch"]);
        // Bruno has no key of the week yet: this is sealed to his cert.
        let _ = Source::new(stack.source_socket()).write("Le premier", &[]);
        let bruno = Machine::of(&stack.editors[1], &stack, &editors.socket());
        bruno.does(&["fetch"]);
        let inventory = Inventory::read(LIST, &["anna", "bruno", "clara", "bruxelles", "geneve"]);
        Self { stack, editors, sources, anna, bruno, inventory }
    }

    fn web(&self) -> Source {
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

    /// The server's disk as whoever pulls the plug finds it, once it has done what it does by itself; and a backup.
    fn server(&mut self) -> Vec<String> {
        let backup = self.stack.path("copy.sqlite");
        let config = self.stack.path("server.toml").display().to_string();
        let mut copies = Command::new(program("estafette-server"));
        let copied = copies.args(["backup", "--config", &config]).arg(&backup).output().expect("it runs");
        assert!(copied.status.success(), "{}", String::from_utf8_lossy(&copied.stderr));
        self.rests();
        self.inventory
            .see_all("server: data folder", files::below(self.stack.data(), "estafette.sqlite-shm"));
        self.inventory.see_all(
            "server: what it says",
            self.stack.said().lines().map(|line| ("a line".to_owned(), Value::Text(line.to_owned()))),
        );
        let mut told = Vec::new();
        let database = self.stack.data().join("estafette.sqlite");
        // Into a backup the sealed bytes are filled one after another, in the order of their keys: between its rows is what was there before.
        told.extend(sqlite::between_rows(&std::fs::read(&database).expect("a database")));
        for file in [database, backup] {
            self.inventory.see_all(
                "database or backup: its head",
                sqlite::head(&std::fs::read(&file).expect("a database")),
            );
            for (table, column, value) in sqlite::values(&file) {
                self.inventory.see(&format!("database or backup: {table}"), &column, &value);
            }
        }
        told
    }

    /// Stops the server in its tracks where it has done with its journal, a second after something came, and kills it there.
    fn rests(&mut self) {
        let (data, began) = (self.stack.data().to_owned(), Instant::now());
        let signals = |name: &str| {
            let sent = Command::new("kill").arg(name).arg(self.stack.process().to_string()).status();
            assert!(sent.expect("kill").success());
        };
        let known = |name: &str| std::fs::metadata(data.join(name)).expect("a file");
        let has_done = || {
            let index = std::fs::read(data.join("estafette.sqlite-shm")).expect("the journal's index");
            known("estafette.sqlite-wal").len() == 0
                && known("estafette.sqlite").mtime() % 86_400 == 0
                && index.iter().skip(INDEX_HEAD).all(|byte| *byte == 0)
        };
        loop {
            signals("-STOP");
            if has_done() {
                break;
            }
            signals("-CONT");
            assert!(began.elapsed() < PATIENCE, "it never rests");
            std::thread::park_timeout(Duration::from_millis(50));
        }
        self.stack.kill();
    }

    /// An editor's machine, locked; and open.
    fn vault(&mut self) {
        self.inventory.see_all("vault, locked", files::below(Path::new(&self.anna.path("home")), ""));
        let vault = Vault::of(&self.anna);
        for item in vault.items() {
            self.inventory.see("vault, open", "state", &Value::Text(vault.state(&item).to_string()));
        }
        let backup = std::fs::read(self.anna.path("backup.age")).expect("a backup");
        self.inventory.see("a backup of keys", "file", &Value::Bytes(backup));
    }

    /// What is published: a page and a picture of a static site, a folder for any other, and what a WordPress is sent.
    fn sites(&mut self) {
        let desk = Desk::with_a_picture();
        let (machine, item) = (&desk.machine, &desk.item);
        let publishes =
            |to: &[&str]| machine.does(&[&["publish", item, "--with-pictures", "--yes"], to].concat());
        publishes(&["--to", &machine.site()]);
        self.inventory.see_all(
            "a static site: a page's folder",
            published(&machine.path("site/content/bruxelles/refus-de-plateaux")),
        );
        machine.does(&["export", item, "--out", &machine.path("exported")]);
        self.inventory.see_all("an exported folder", published(&machine.path("exported")));
        let wordpress = WordPress::start(AGES[0]);
        let (address, noted) = wordpress.noting();
        wordpress.is_known_by(machine, &address, "editor", &[]);
        publishes(&["--site", "blog"]);
        for request in noted.lock().expect("nobody panicked").iter() {
            inventory::request(&mut self.inventory, &SITES, request);
        }
    }
}

/// What is in a folder that was published, without the times at which this machine wrote it: a site's visitors get none.
fn published(folder: &str) -> Vec<(String, Value)> {
    let fields = files::below(Path::new(folder), "").into_iter();
    fields.filter(|(name, _)| !name.starts_with("all: ")).collect()
}

#[test]
fn no_field_is_left_or_passes_that_the_list_lacks_or_is_finer_than_it_says() {
    let mut day = Day::begins();
    day.pages();
    day.a_source();
    day.a_program();
    day.editors();
    day.wires();
    let mut faults = day.server();
    day.vault();
    day.sites();
    faults.extend(day.inventory.faults());
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), faults.join("\n"));
}

/// Both APIs' documents are made of their code: what they have, the day has, too.
#[test]
fn every_request_of_both_apis_is_in_the_list() {
    let documents = [
        ("editors' API", include_str!("../../../server/openapi.json")),
        ("sources' API", include_str!("../../../server/openapi-source.json")),
    ];
    for (api, document) in documents {
        let document: serde_json::Value = serde_json::from_str(document).expect("JSON");
        for (path, methods) in document["paths"].as_object().expect("paths") {
            // Which id it is, is said by where it stands.
            let path = path.replace("{mailbox}", "{id}");
            for method in methods.as_object().expect("methods").keys() {
                let place = format!("name = \"{api}: {} {path}\"", method.to_uppercase());
                assert!(LIST.contains(&place), "{place}");
            }
        }
    }
}

#[test]
fn the_table_in_security_is_the_list() {
    let (_, rest) = SECURITY.split_once(AROUND[0]).expect("a beginning");
    let (table, _) = rest.split_once(AROUND[1]).expect("an end");
    let list = Inventory::read(LIST, &[]).table();
    assert!(table == list, "the table between the marks in SECURITY.md is to be:\n{list}");
}
