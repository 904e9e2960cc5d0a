//! Opens everything there is in a vault, item by item, and names what does not open; and makes anew what can be made of
//! the rest.

use std::path::Path;

use estafette_files::private as private_file;
use estafette_keys::day::Day;
use estafette_keys::ids::ReplyId;
use estafette_keys::message::{MessageOpener, SectionName};
use estafette_keys::roster::Roster;

use super::{Answered, Fault, How, Item, Keyring, Opened, State, Vault, VaultError};

/// How a vault is.
#[derive(Default)]
pub(crate) struct Health {
    /// What is broken.
    pub faults: Vec<Fault>,
    /// How many items are there.
    pub items: usize,
    /// How many of them open.
    pub open: usize,
    /// How many are sealed to keys that are not here.
    pub closed: usize,
}

impl Vault {
    /// Opens all of it: `deep` to the last byte of every item, else to the end of its text.
    #[must_use]
    pub(crate) fn examine(&self, keyring: Option<&Keyring>, deep: bool) -> Health {
        let mut health = Health::default();
        let mut note = |result: Result<(), VaultError>| {
            if let Err(VaultError::Broken(fault)) = result {
                health.faults.push(fault);
            }
        };
        note(self.editor().map(drop));
        note(self.joined().map(drop));
        note(self.sites::<serde::de::IgnoredAny>().map(drop));
        note(self.paper().map(drop));
        note(self.open_json::<Vec<estafette_keys::ids::SubmissionId>>(super::discarded::DISCARDED).map(drop));
        note(self.statement().map(drop));
        note(
            self.open_json::<std::collections::BTreeMap<String, super::Heard>>(super::heard::FILE).map(drop),
        );
        for name in ["lock", "fetch.lock"] {
            note(self.check_lock(name));
        }
        // What stays of items whose time is over.
        match self.records() {
            Ok(records) => records.iter().for_each(|record| note(record.state().map(drop))),
            Err(error) => note(Err(error)),
        }
        match self.known() {
            Ok(items) => items.iter().for_each(|item| item.examine(keyring, deep, &mut health)),
            Err(error) => health.faults.extend(error.fault().cloned()),
        }
        health
    }

    /// A lock is a file, or not there yet.
    fn check_lock(&self, name: &str) -> Result<(), VaultError> {
        let path = self.home.join(name);
        match path.symlink_metadata() {
            Ok(metadata) if !metadata.is_file() => {
                Err(self.broken(&path, How::Unreadable(std::io::ErrorKind::InvalidInput)))
            }
            _ => Ok(()),
        }
    }

    /// Makes everything in it private again; says how many files and folders were not.
    #[must_use]
    pub(crate) fn close_to_others(&self) -> usize {
        let mut closed = 0;
        let mut folders = vec![self.home.clone()];
        while let Some(folder) = folders.pop() {
            closed += usize::from(make_private(&folder));
            for entry in std::fs::read_dir(&folder).into_iter().flatten().flatten() {
                match entry.file_type() {
                    Ok(kind) if kind.is_dir() => folders.push(entry.path()),
                    Ok(kind) if kind.is_file() => closed += usize::from(make_private(&entry.path())),
                    _ => {}
                }
            }
        }
        closed
    }
}

fn make_private(path: &Path) -> bool {
    let is_open =
        private_file::loose_bits(path).is_ok_and(|bits| bits != 0) || !private_file::is_usable(path);
    is_open && private_file::make_private(path).is_ok()
}

impl Item<'_> {
    fn examine(&self, keyring: Option<&Keyring>, deep: bool, health: &mut Health) {
        health.items += 1;
        let mut note = |error: &VaultError| health.faults.extend(error.fault().cloned());
        let state = match self.state() {
            Ok(state) => state,
            Err(error) => return note(&error),
        };
        if let Err(error) = self.waiting_reply() {
            note(&error);
        }
        if let Err(error) = self.check_content(&state) {
            note(&error);
        }
        let Some(keyring) = keyring else { return };
        let key = match self.key(keyring, &state) {
            Ok(key) => key,
            // A slot of a cert that is damaged inside looks like one that is sealed to another.
            Err(VaultError::OtherKeys(_) | VaultError::Open(_)) => {
                health.closed += 1;
                return;
            }
            Err(error) => return note(&error),
        };
        for beside in [self.draft(&key).map(drop), self.pictures(&key).map(drop), self.shown(&key).map(drop)]
        {
            if let Err(error) = beside {
                note(&error);
            }
        }
        for picture in self.pictures(&key).unwrap_or_default() {
            if let Err(error) = self.picture(&key, picture.number) {
                note(&error);
            }
        }
        for answered in &state.replies {
            if let Err(error) = self.reply(&key, answered.id) {
                note(&error);
            }
        }
        // What was refused when it arrived is known already.
        if state.opened == Opened::Refused {
            return;
        }
        let opened =
            self.open(keyring, &state).and_then(|opener| if deep { self.through(opener) } else { Ok(()) });
        match opened {
            Ok(()) => health.open += 1,
            // Its length was looked at: it is named once.
            Err(_) if self.check_content(&state).is_err() => {}
            Err(error) => health.faults.extend(error.fault().cloned()),
        }
    }

    /// Reads a message to its end.
    fn through<R: std::io::Read>(&self, mut opener: MessageOpener<R>) -> Result<(), VaultError> {
        let mut buffer = vec![0; 64 * 1024];
        let broken = |_| self.broken_content();
        while opener.next_file().map_err(broken)?.is_some() {
            while opener.read_file(&mut buffer).map_err(broken)? > 0 {}
        }
        opener.finish().map(drop).map_err(broken)
    }

    /// What can be known of it without its state: section, day and size by the server's word, and what lies beside it. What
    /// else the state said (where it was published, what its source was asked) is lost.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn begin_again(&self, section: SectionName, day: Day, size: u64) -> Result<State, VaultError> {
        let mut state = State::new(section, day, size);
        state.drafted = self.has_draft();
        let entries = std::fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let reply = |entry: std::fs::DirEntry| {
            let name = entry.file_name();
            name.to_str()?.strip_prefix("reply-")?.strip_suffix(".age")?.parse::<ReplyId>().ok()
        };
        let mut replies: Vec<ReplyId> = entries.filter_map(reply).collect();
        replies.sort_unstable();
        state.replies = replies.into_iter().map(|id| Answered { id, day }).collect();
        self.keep_state(&state)?;
        Ok(state)
    }

    /// The same without a server: the message itself says section and day. `None` where it does not open.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn begin_again_alone(
        &self,
        keyring: &Keyring,
        roster: &Roster,
        today: Day,
    ) -> Result<Option<State>, VaultError> {
        let Ok(content) = self.content_path().symlink_metadata() else { return Ok(None) };
        for section in &roster.body().sections {
            let tried = State::new(section.name.clone(), today, content.len());
            let Ok(opener) = self.open(keyring, &tried) else { continue };
            let day = opener.header().day;
            return self.begin_again(section.name.clone(), day, content.len()).map(Some);
        }
        Ok(None)
    }
}
