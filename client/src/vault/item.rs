//! One item's folder: `slot`, `content.age`, `state.age`, and what the editor wrote about it.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use estafette_files::private as private_file;
use estafette_keys::age_format::OpenError;
use estafette_keys::envelope::{ItemKey, SLOT_MAX, SlotForm, slot_form};
use estafette_keys::ids::{ReplyId, SubmissionId};
use estafette_keys::message::MessageOpener;

use super::keyring::{Keyring, LiesUnder, Opener, open_beside, seal_beside};
use super::publication::{Publication, SiteRef};
use super::state::{Opened, State, StateError};
use super::{FILE_MAX, Fault, How, Vault, VaultError, action};
use crate::scratch::names::Temporary;

/// A draft, or an answer, is shorter.
pub(super) const TEXT_MAX: u64 = 4 * 1024 * 1024;

/// One item of a vault.
pub(crate) struct Item<'a> {
    pub(super) vault: &'a Vault,
    pub(super) id: SubmissionId,
    pub(super) folder: PathBuf,
}

impl Item<'_> {
    /// Its id.
    #[must_use]
    pub(crate) fn id(&self) -> SubmissionId {
        self.id
    }

    /// Whether all of it has arrived.
    #[must_use]
    pub(crate) fn is_whole(&self) -> bool {
        self.content_path().symlink_metadata().is_ok_and(|metadata| metadata.is_file())
    }

    /// Whether it is on its way, so that nobody has seen it yet.
    #[must_use]
    pub(crate) fn is_arriving(&self) -> bool {
        let is_new = || self.state().is_ok_and(|state| state.opened == Opened::Untried && !state.read);
        self.content_path().symlink_metadata().is_err() && is_new()
    }

    /// What stands in the place of its folder.
    #[must_use]
    pub(crate) fn misplaced(&self) -> Option<Fault> {
        let is_folder = self.folder.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
        let broken = self.vault.broken(&self.folder, How::Damaged);
        broken.fault().filter(|_| !is_folder).cloned()
    }

    /// Where its sealed content is.
    #[must_use]
    pub(crate) fn content_path(&self) -> PathBuf {
        self.folder.join("content.age")
    }

    /// Where its sealed content is while it arrives.
    #[must_use]
    pub(crate) fn partial_path(&self) -> PathBuf {
        self.folder.join(Temporary::Arriving.name_of(""))
    }

    /// Makes its folder, with slot and state. What was done with it before is still so.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn begin(&self, slot: &[u8], state: &State) -> Result<(), VaultError> {
        for folder in [&self.vault.home.join("items"), &self.folder] {
            private_file::create_folder(folder).map_err(action("make a folder of the vault"))?;
        }
        self.keep_slot(slot)?;
        if self.state().is_ok() { Ok(()) } else { self.keep_state(state) }
    }

    /// Its slot, as it was fetched.
    ///
    /// # Errors
    /// [`VaultError::Broken`].
    pub(crate) fn slot(&self) -> Result<Vec<u8>, VaultError> {
        let path = self.folder.join("slot");
        private_file::read(&path, SLOT_MAX as u64).map_err(|error| self.vault.broken(&path, How::of(&error)))
    }

    /// Keeps its slot, in place of the one that is there.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn keep_slot(&self, slot: &[u8]) -> Result<(), VaultError> {
        private_file::write(&self.folder.join("slot"), slot).map_err(action("write a slot"))
    }

    /// What was done with it: opened once, and again where somebody has changed it.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn state(&self) -> Result<State, VaultError> {
        let file = self.state_file();
        if let Some(state) = self.remembered(file.as_ref()) {
            return Ok(state);
        }
        let state = self.open_state(&self.sealed_state()?)?;
        self.remember(file, &state);
        Ok(state)
    }

    pub(super) fn sealed_state(&self) -> Result<Vec<u8>, VaultError> {
        let path = self.folder.join("state.age");
        private_file::read(&path, FILE_MAX).map_err(|error| self.vault.broken(&path, How::of(&error)))
    }

    pub(super) fn open_state(&self, sealed: &[u8]) -> Result<State, VaultError> {
        let path = self.folder.join("state.age");
        let text = self.vault.open_sealed(&path, sealed)?;
        State::parse(text.expose_secret()).map_err(|error| match error {
            StateError::Malformed => self.vault.broken(&path, How::Damaged),
            StateError::Newer => VaultError::Newer,
        })
    }

    /// Changes what was done with it, while no other process does.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn update(&self, change: impl FnOnce(&mut State)) -> Result<State, VaultError> {
        let _lock = self.vault.lock()?;
        let mut state = self.state()?;
        change(&mut state);
        self.keep_state(&state)?;
        Ok(state)
    }

    /// The key of its content.
    ///
    /// # Errors
    /// [`VaultError::OtherKeys`], [`VaultError::Broken`], [`VaultError::Open`].
    pub(crate) fn key(&self, keyring: &Keyring, state: &State) -> Result<ItemKey, VaultError> {
        self.opened_by(state, |slot| keyring.open_slot(slot, self.id, state))
    }

    /// The same, and what may lie under the key that opened it.
    pub(super) fn key_and_week(
        &self,
        keyring: &Keyring,
        state: &State,
    ) -> Result<(ItemKey, LiesUnder), VaultError> {
        self.opened_by(state, |slot| keyring.open_slot_by(slot, self.id, state))
    }

    fn opened_by<T>(
        &self,
        state: &State,
        open: impl FnOnce(&[u8]) -> Result<T, OpenError>,
    ) -> Result<T, VaultError> {
        let slot = self.slot()?;
        let damaged = || self.vault.broken(&self.folder.join("slot"), How::Damaged);
        let form = slot_form(&slot).ok_or_else(damaged)?;
        open(&slot).map_err(|error| match (form, error) {
            (SlotForm::Age, OpenError::NotOpened) => VaultError::OtherKeys(state.day.week()),
            // Cut off, or with something behind it.
            (_, OpenError::Malformed(_) | OpenError::Read(_) | OpenError::TooLarge(_)) => damaged(),
            (_, error) => VaultError::Open(error),
        })
    }

    /// Opens its message: header and text are read, files wait.
    ///
    /// # Errors
    /// Those of [`Self::key`].
    pub(crate) fn open(&self, keyring: &Keyring, state: &State) -> Result<Opener, VaultError> {
        self.open_with(&self.key(keyring, state)?, keyring, state)
    }

    /// Opens its message with this key.
    ///
    /// # Errors
    /// [`VaultError::Broken`], [`VaultError::Open`].
    pub(crate) fn open_with(
        &self,
        key: &ItemKey,
        keyring: &Keyring,
        state: &State,
    ) -> Result<Opener, VaultError> {
        self.check_content(state)?;
        let path = self.content_path();
        let file = private_file::open(&path).map_err(|error| self.vault.broken(&path, How::of(&error)))?;
        let damaged = |error| match error {
            OpenError::NotOpened | OpenError::Read(_) => self.vault.broken(&path, How::Damaged),
            error => VaultError::Open(error),
        };
        let content = key.open_content(BufReader::new(file)).map_err(damaged)?;
        MessageOpener::begin(content, &keyring.binding(self.id, state)).map_err(damaged)
    }

    /// Whether its content is there, in full length.
    ///
    /// # Errors
    /// [`VaultError::Broken`].
    pub(crate) fn check_content(&self, state: &State) -> Result<(), VaultError> {
        let path = self.content_path();
        match path.symlink_metadata() {
            Err(error) => Err(self.vault.broken(&path, How::of(&error))),
            Ok(metadata) if metadata.is_file() && metadata.len() == state.size => Ok(()),
            Ok(_) => Err(self.vault.broken(&path, How::Damaged)),
        }
    }

    /// The error of a content that stops opening on the way.
    #[must_use]
    pub(crate) fn broken_content(&self) -> VaultError {
        self.vault.broken(&self.content_path(), How::Damaged)
    }

    /// An answer that was sent.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn reply(&self, key: &ItemKey, id: ReplyId) -> Result<Option<String>, VaultError> {
        self.read_beside(&format!("reply-{id}.age"), key)
    }

    /// Keeps an answer's text, sealed to the item's own key.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn keep_reply(&self, key: &ItemKey, id: ReplyId, text: &str) -> Result<(), VaultError> {
        self.keep_beside(&format!("reply-{id}.age"), key, text)
    }

    /// What sites show otherwise than it was meant, as it was kept.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn shown(&self, key: &ItemKey) -> Result<Option<String>, VaultError> {
        self.read_beside("shown.age", key)
    }

    /// Keeps what sites show otherwise than it was meant; nothing: forgets it.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn keep_shown(&self, key: &ItemKey, text: Option<&str>) -> Result<(), VaultError> {
        match text {
            Some(text) => self.keep_beside("shown.age", key, text),
            None => private_file::remove(&self.folder.join("shown.age"))
                .map_err(action("write what was written about an item")),
        }
    }

    /// Forgets an answer's text.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn forget_reply(&self, id: ReplyId) -> Result<(), VaultError> {
        private_file::remove(&self.folder.join(format!("reply-{id}.age"))).map_err(action("forget an answer"))
    }

    /// The sealed answer that waits to be sent, as the journal has it.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn waiting_reply(&self) -> Result<Option<Vec<u8>>, VaultError> {
        let path = self.folder.join("outgoing.age");
        if path.symlink_metadata().is_err() {
            return Ok(None);
        }
        self.vault.open_file(&path).map(|text| Some(text.expose_secret().clone()))
    }

    /// Writes the journal of an answer before it is sent; `None` once it arrived.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn keep_waiting_reply(&self, journal: Option<&[u8]>) -> Result<(), VaultError> {
        let path = self.folder.join("outgoing.age");
        match journal {
            Some(journal) => self.vault.seal_file(&path, journal),
            None => private_file::remove(&path).map_err(action("clear the journal of an answer")),
        }
    }

    /// Whether there is a draft, whatever its state says.
    #[must_use]
    pub(crate) fn has_draft(&self) -> bool {
        self.folder.join("draft.age").symlink_metadata().is_ok()
    }

    /// Remembers a publication; an item has one on each site.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn keep_publication(&self, publication: &Publication) -> Result<(), VaultError> {
        let kept = |state: &mut State| {
            state.publications.retain(|other| other.site != publication.site);
            state.publications.push(publication.clone());
        };
        self.update(kept).map(drop)
    }

    /// Forgets what was on a site and is there no more.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn forget_publication(&self, site: &SiteRef) -> Result<(), VaultError> {
        self.update(|state| state.publications.retain(|other| other.site != *site)).map(drop)
    }

    /// Deletes it, with everything written about it, what was put aside of it and what an index has of it.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn remove(&self) -> Result<(), VaultError> {
        // No other process writes down what it has read of it before this one is done.
        let _lock = self.vault.lock()?;
        self.vault.unlist(self.id)?;
        self.remove_unlisted()
    }

    /// Deletes what nobody looked at yet, which is in no index.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn remove_unlisted(&self) -> Result<(), VaultError> {
        private_file::remove_folder(&self.folder).map_err(action("delete an item"))?;
        let aside = self.vault.aside_of(self.id);
        if aside.symlink_metadata().is_ok() {
            private_file::remove_folder(&aside).map_err(action("delete an item"))?;
        }
        Ok(())
    }

    /// Whether its folder holds nothing yet but, perhaps, its slot: who made it was interrupted at once.
    #[must_use]
    pub(crate) fn is_bare(&self) -> bool {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return false };
        let is_sealed =
            |name: std::ffi::OsString| Path::new(&name).extension().is_some_and(|end| end == "age");
        entries.filter_map(Result::ok).all(|entry| !is_sealed(entry.file_name()))
    }

    /// Whether some of its content has arrived, and not all.
    #[must_use]
    pub(crate) fn has_begun(&self) -> bool {
        self.partial_path().symlink_metadata().is_ok_and(|metadata| metadata.len() > 0)
    }

    /// The partial content, to go on at its end, and how much of it is there.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn partial(&self) -> Result<(File, u64), VaultError> {
        let file = private_file::open_to_append(&self.partial_path()).map_err(action("write an item"))?;
        let length = file.metadata().map_err(action("write an item"))?.len();
        Ok((file, length))
    }

    /// Gives the content that arrived whole its name.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn finish(&self, partial: &File) -> Result<(), VaultError> {
        private_file::finish(partial, &self.partial_path(), &self.content_path())
            .map_err(action("write an item"))
    }

    pub(super) fn keep_state(&self, state: &State) -> Result<(), VaultError> {
        let text = state.to_text().map_err(|_| VaultError::Damaged("state.age"))?;
        self.vault.seal_file(&self.folder.join("state.age"), &text)
    }

    /// A text sealed to the item's own key, of at most [`TEXT_MAX`].
    pub(super) fn read_beside(&self, name: &str, key: &ItemKey) -> Result<Option<String>, VaultError> {
        let path = self.folder.join(name);
        match private_file::read(&path, TEXT_MAX) {
            Ok(sealed) => open_beside(key, &sealed, TEXT_MAX)
                .map(Some)
                .map_err(|_| self.vault.broken(&path, How::Damaged)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(self.vault.broken(&path, How::of(&error))),
        }
    }

    pub(super) fn keep_beside(&self, name: &str, key: &ItemKey, text: &str) -> Result<(), VaultError> {
        let sealed = seal_beside(key, text.as_bytes()).map_err(|error| action("seal a text")(error.0))?;
        private_file::write(&self.folder.join(name), &sealed)
            .map_err(action("write what was written about an item"))
    }
}
