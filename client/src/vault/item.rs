//! One item's folder: `slot`, `content.age`, `state.age`, and what the editor wrote about it.

use std::fs::File;
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};

use estafette_keys::envelope::{ItemKey, SLOT_MAX};
use estafette_keys::ids::{ReplyId, SubmissionId};
use estafette_keys::message::MessageOpener;

use super::keyring::{Keyring, Opener, open_beside, seal_beside};
use super::state::{State, StateError};
use super::{Vault, VaultError, action, private_file};

/// A draft, or an answer, is shorter.
const TEXT_MAX: u64 = 4 * 1024 * 1024;

/// One item of a vault.
pub struct Item<'a> {
    pub(super) vault: &'a Vault,
    pub(super) id: SubmissionId,
    pub(super) folder: PathBuf,
}

impl Item<'_> {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> SubmissionId {
        self.id
    }

    /// Has all of it arrived?
    #[must_use]
    pub fn is_whole(&self) -> bool {
        self.content_path().exists()
    }

    /// Where its sealed content is.
    #[must_use]
    pub fn content_path(&self) -> PathBuf {
        self.folder.join("content.age")
    }

    /// Where its sealed content is while it arrives.
    #[must_use]
    pub fn partial_path(&self) -> PathBuf {
        self.folder.join("content.age.part")
    }

    /// Makes its folder, with slot and state.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn begin(&self, slot: &[u8], state: &State) -> Result<(), VaultError> {
        private_file::create_folder(&self.folder).map_err(action("make a folder of the vault"))?;
        private_file::write(&self.folder.join("slot"), slot).map_err(action("write a slot"))?;
        self.keep_state(state)
    }

    /// What was done with it.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn state(&self) -> Result<State, VaultError> {
        let text = self.vault.open_file(&self.folder.join("state.age"))?;
        State::parse(text.expose_secret()).map_err(|error| match error {
            StateError::Malformed => VaultError::Damaged("state.age"),
            StateError::Newer => VaultError::Newer,
        })
    }

    /// Changes what was done with it, while no other process does.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn update(&self, change: impl FnOnce(&mut State)) -> Result<State, VaultError> {
        let _lock = self.vault.lock()?;
        let mut state = self.state()?;
        change(&mut state);
        self.keep_state(&state)?;
        Ok(state)
    }

    /// The key of its content.
    ///
    /// # Errors
    /// [`VaultError::Open`].
    pub fn key(&self, keyring: &Keyring, state: &State) -> Result<ItemKey, VaultError> {
        keyring.open_slot(&self.slot()?, self.id, state).map_err(VaultError::Open)
    }

    /// Its key, sealed to this editor.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn slot(&self) -> Result<Vec<u8>, VaultError> {
        private_file::read(&self.folder.join("slot"), SLOT_MAX as u64).map_err(action("read a slot"))
    }

    /// Keeps another slot in its place: the same key, sealed to another one of this editor's.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn keep_slot(&self, slot: &[u8]) -> Result<(), VaultError> {
        private_file::write(&self.folder.join("slot"), slot).map_err(action("write a slot"))
    }

    /// Opens its message: header and text are read, files wait.
    ///
    /// # Errors
    /// [`VaultError::Open`].
    pub fn open(&self, keyring: &Keyring, state: &State) -> Result<Opener, VaultError> {
        self.open_with(&self.key(keyring, state)?, keyring, state)
    }

    /// Opens its message with this key.
    ///
    /// # Errors
    /// [`VaultError::Open`].
    pub fn open_with(&self, key: &ItemKey, keyring: &Keyring, state: &State) -> Result<Opener, VaultError> {
        let file = private_file::open(&self.content_path()).map_err(action("read an item"))?;
        let content = key.open_content(BufReader::new(file)).map_err(VaultError::Open)?;
        MessageOpener::begin(content, &keyring.binding(self.id, state)).map_err(VaultError::Open)
    }

    /// The draft.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn draft(&self, key: &ItemKey) -> Result<Option<String>, VaultError> {
        read_beside(&self.folder.join("draft.age"), key)
    }

    /// Keeps a draft, sealed to the item's own key: it closes together with the item.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn keep_draft(&self, key: &ItemKey, text: &str) -> Result<(), VaultError> {
        keep_beside(&self.folder.join("draft.age"), key, text)
    }

    /// An answer that was sent.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn reply(&self, key: &ItemKey, id: ReplyId) -> Result<Option<String>, VaultError> {
        read_beside(&self.folder.join(format!("reply-{id}.age")), key)
    }

    /// Keeps an answer's text, sealed to the item's own key.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn keep_reply(&self, key: &ItemKey, id: ReplyId, text: &str) -> Result<(), VaultError> {
        keep_beside(&self.folder.join(format!("reply-{id}.age")), key, text)
    }

    /// The sealed answer that waits to be sent, as the journal has it.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn waiting_reply(&self) -> Result<Option<Vec<u8>>, VaultError> {
        let path = self.folder.join("outgoing.age");
        if !path.exists() {
            return Ok(None);
        }
        self.vault.open_file(&path).map(|text| Some(text.expose_secret().clone()))
    }

    /// Writes the journal of an answer before it is sent; `None` once it arrived.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn keep_waiting_reply(&self, journal: Option<&[u8]>) -> Result<(), VaultError> {
        let path = self.folder.join("outgoing.age");
        match journal {
            Some(journal) => self.vault.seal_file(&path, journal),
            None => private_file::remove(&path).map_err(action("clear the journal of an answer")),
        }
    }

    /// Deletes it, with everything written about it.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn remove(&self) -> Result<(), VaultError> {
        private_file::remove_folder(&self.folder).map_err(action("delete an item"))
    }

    /// The partial content, to go on at its end, and how much of it is there.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn partial(&self) -> Result<(File, u64), VaultError> {
        let file = private_file::open_to_append(&self.partial_path()).map_err(action("write an item"))?;
        let length = file.metadata().map_err(action("write an item"))?.len();
        Ok((file, length))
    }

    /// Gives the content that arrived whole its name.
    ///
    /// # Errors
    /// [`VaultError`].
    pub fn finish(&self, partial: &File) -> Result<(), VaultError> {
        private_file::finish(partial, &self.partial_path(), &self.content_path())
            .map_err(action("write an item"))
    }

    pub(super) fn keep_state(&self, state: &State) -> Result<(), VaultError> {
        let text = state.to_text().map_err(|_| VaultError::Damaged("state.age"))?;
        self.vault.seal_file(&self.folder.join("state.age"), &text)
    }
}

/// A text sealed to the item's own key, of at most [`TEXT_MAX`].
fn read_beside(path: &Path, key: &ItemKey) -> Result<Option<String>, VaultError> {
    match private_file::read(path, TEXT_MAX) {
        Ok(sealed) => open_beside(key, &sealed, TEXT_MAX).map(Some).map_err(VaultError::Open),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(action("read what was written about an item")(error)),
    }
}

fn keep_beside(path: &Path, key: &ItemKey, text: &str) -> Result<(), VaultError> {
    let sealed = seal_beside(key, text.as_bytes()).map_err(|error| action("seal a text")(error.0))?;
    private_file::write(path, &sealed).map_err(action("write what was written about an item"))
}
