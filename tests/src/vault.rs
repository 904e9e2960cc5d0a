//! An editor's vault from outside, opened as stock `age` would: for what a program that was killed left in it.

use std::fs::OpenOptions;
use std::io::{Read, Write};
use std::path::PathBuf;

use estafette_keys::age_format::{AgeWriter, Identity, open, open_with_passphrase};
use estafette_keys::secret::Secret;
use serde_json::Value;

use crate::machine::{Machine, PASSPHRASE};

/// A vault, open.
pub struct Vault {
    home: PathBuf,
    identity: Identity,
}

impl Vault {
    /// That of a machine.
    #[must_use]
    pub fn of(machine: &Machine) -> Self {
        let home = PathBuf::from(machine.path("home"));
        let sealed = std::fs::read(home.join("key.age")).expect("its key");
        let key = open_with_passphrase(&Secret::new(PASSPHRASE.to_owned()), &sealed)
            .expect("the passphrase opens it");
        let text = std::str::from_utf8(key.expose_secret()).expect("text");
        let line = text.lines().find(|line| !line.starts_with('#')).expect("a key");
        Self { home, identity: Identity::parse(line).expect("a key") }
    }

    /// The ids of all items, whole or not.
    #[must_use]
    pub fn items(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.home.join("items")).expect("a folder").filter_map(Result::ok);
        entries.map(|entry| entry.file_name().into_string().expect("an id")).collect()
    }

    /// What was done with an item.
    #[must_use]
    pub fn state(&self, item: &str) -> Value {
        let sealed = std::fs::read(self.path(item)).expect("its state");
        let mut text = Vec::new();
        let opened = open(&[&self.identity], sealed.as_slice());
        opened.expect("it opens").read_to_end(&mut text).expect("it is whole");
        serde_json::from_slice(&text).expect("JSON")
    }

    /// Changes that.
    pub fn change(&self, item: &str, change: impl FnOnce(&mut Value)) {
        let mut state = self.state(item);
        change(&mut state);
        let recipient = self.identity.recipient();
        let mut writer = AgeWriter::new(&[&recipient], Vec::new()).expect("a writer");
        writer.write_all(state.to_string().as_bytes()).expect("it is written");
        let sealed = writer.finish().expect("it is sealed");
        let file = OpenOptions::new().write(true).truncate(true).open(self.path(item));
        file.and_then(|mut file| file.write_all(&sealed)).expect("it is written");
    }

    /// Brings an item to where it was when it had arrived and nobody had looked at it: there a killed `fetch` leaves it.
    pub fn forget_looking(&self, item: &str) {
        self.change(item, |state| {
            state["opened"] = Value::from("untried");
            state["archived"] = Value::from(false);
            state.as_object_mut().expect("an object").remove("answer");
        });
    }

    fn path(&self, item: &str) -> PathBuf {
        self.home.join("items").join(item).join("state.age")
    }
}
