//! Every field that a day leaves on a disk, and every field that passes on a wire, is in `tests/fields.toml`, and no finer than it says.
//! Needles find what people wrote; this finds what programs add by themselves: times, names, order, counts.

use std::os::unix::fs::MetadataExt;
use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use estafette_tests::desk::Desk;
use estafette_tests::gancio::Gancio;
use estafette_tests::inventory::{self, Api, Engine, Inventory, Value, files, sqlite};
use estafette_tests::stack::program;
use estafette_tests::vault::Vault;
use estafette_tests::wordpress::{AGES, WordPress};

use day::Day;

mod day;
mod postgres;

const LIST: &str = include_str!("../../fields.toml");
const SECURITY: &str = include_str!("../../../SECURITY.md");
/// What stands around the table in SECURITY.md.
const AROUND: [&str; 2] = ["<!-- tests/fields.toml: begin -->\n", "<!-- tests/fields.toml: end -->\n"];

/// Bytes of the journal's index that say how far it goes.
const INDEX_HEAD: usize = 136;
/// How long a server may be busy with its journal.
const PATIENCE: Duration = Duration::from_mins(1);

const SITES: Api = Api { name: "a WordPress", names: &[] };
const AGENDAS: Api = Api { name: "a Gancio", names: &[] };

impl Day {
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
        // An event, with its file, and on an agenda.
        let fields = [("starts", "2031-12-05"), ("starts-at", "19:00"), ("place", "Lyon")];
        let event = Desk::with_an_event("Bal", &fields);
        let agenda = Gancio::default();
        wordpress.is_known_by(&event.machine, &address, "editor", &["--zone", "Europe/Brussels"]);
        agenda.is_known_to(&event.machine, &agenda.url, &[]);
        for site in ["blog", "agenda"] {
            for title in ["Bal", "Grand bal"] {
                event.machine.does(&["publish", &event.item, "--site", site, "--title", title, "--yes"]);
            }
        }
        for request in noted.lock().expect("nobody panicked").iter() {
            inventory::request(&mut self.inventory, &SITES, request);
        }
        event.machine.does(&["unpublish", &event.item, "--site", "agenda", "--yes"]);
        for request in agenda.requests() {
            inventory::request(&mut self.inventory, &AGENDAS, &request);
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
    let mut day = Day::played(None);
    let mut faults = day.server();
    day.vault();
    day.sites();
    faults.extend(day.inventory.faults(&[""]));
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
    let list = Inventory::read(LIST, Engine::Sqlite, &[]).table();
    assert!(table == list, "the table between the marks in SECURITY.md is to be:\n{list}");
}
