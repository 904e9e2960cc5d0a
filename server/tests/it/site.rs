//! An instance as an operator has it: files in a folder, and the configuration that names them.

use std::io::Write;
use std::path::PathBuf;

use estafette_server::clock::Clock;
use estafette_server::config::{Config, Decoys, Limits, Listen, NetworkTable, Pages, StoreTable};
use tempfile::TempDir;

use crate::api::{Api, a_root, signed_roster};
use crate::instance::NOON;

pub(crate) struct Site {
    pub(crate) folder: TempDir,
    pub(crate) clock: Clock,
    pub(crate) config: Config,
}

impl Site {
    pub(crate) fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = |name: &str| folder.path().join(name);
        let clock = Clock::at(NOON);
        let (anna, zoe) = (Api::editor("anna", &clock), Api::editor("zoe", &clock));
        let (roster, pin) = signed_roster(&a_root(&clock), &anna, &zoe, &clock);
        write(path("roster.toml"), &roster.text);
        write(path("roster.toml.asc"), roster.signatures.first().expect("a signature"));
        let config = Config {
            data: path("data"),
            roster: path("roster.toml"),
            signatures: vec![path("roster.toml.asc")],
            pin: pin.to_string(),
            listen: Listen {
                source: format!("unix:{}", path("source.sock").display()),
                editors: format!("unix:{}", path("editors.sock").display()),
                circuits: false,
            },
            store: StoreTable::default(),
            pages: Pages::default(),
            network: NetworkTable::default(),
            decoys: Decoys { per_day: 0.0, ..Decoys::default() },
            limits: Limits { disk_reserve_megabytes: 1, ..Limits::default() },
        };
        Self { folder, clock, config }
    }

    pub(crate) fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }
}

fn write(path: PathBuf, text: &str) {
    let file = std::fs::OpenOptions::new().write(true).create_new(true).open(path);
    file.and_then(|mut file| file.write_all(text.as_bytes())).expect("written");
}
