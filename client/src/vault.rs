//! What an editor has, sealed at rest under one passphrase. See the README for its layout, and how to open it with
//! stock `age`.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::rc::Rc;

use estafette_files::private as private_file;
use estafette_keys::age_format::{
    AgeWriter, Identity, OpenError, Recipient, open, open_with_passphrase, seal_with_passphrase,
};
use estafette_keys::editor::EditorSecrets;
use estafette_keys::secret::Secret;
use rand::{CryptoRng, RngCore};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::lock::Lock;

pub(crate) use backup::{Backup, BackupError};
pub(crate) use elsewhere::{Elsewhere, Told};
pub(crate) use error::VaultError;
pub(crate) use fault::{Fault, How};
pub(crate) use forwarded::Forwarded;
pub(crate) use from_pictures::{Drafted, FromPictures};
pub(crate) use gone::Gone;
pub(crate) use health::Health;
pub(crate) use heard::Heard;
pub(crate) use hours::forget_hours;
pub(crate) use index::{Index, Listed};
pub(crate) use item::Item;
pub(crate) use joined::Joined;
pub(crate) use keyring::{Keyring, Opener, closes, retention_days};
pub(crate) use lasting::{KeptUntil, last_day, section_retention};
pub(crate) use pictures::Prepared;
pub(crate) use proof::{AnswerTo, Proof, ProofAnswer};
pub(crate) use publication::{At, Listing, Publication, SiteRef, Snapshot};
pub(crate) use short_id::{ShortId, Unfound};
pub(crate) use site_name::SiteName;
pub(crate) use state::{Answered, Dated, Opened, State};
pub(crate) use statement::Stated;

pub(crate) use error::action;
use file_id::FileId;
use joined::JoinedError;

mod aside;
mod backup;
mod discarded;
mod editor;
mod elsewhere;
mod error;
mod fault;
mod file_id;
mod forwarded;
mod from_pictures;
mod gone;
mod health;
mod heard;
mod hours;
mod index;
mod item;
mod items;
mod joined;
mod keyring;
mod lasting;
mod listed;
mod pictures;
mod proof;
pub(crate) mod publication;
mod records;
mod seen;
mod short_id;
mod site_name;
mod sites;
mod stamp;
mod state;
mod statement;
pub(crate) mod steps;
pub(crate) mod templates;

/// Small files of the vault: keys, roster, states, journals.
const FILE_MAX: u64 = 8 * 1024 * 1024;

const KEY: &str = "key.age";
const EDITOR: &str = "editor.age";
const ROSTER: &str = "roster.age";
/// As every age file begins.
const AGE_FILE: &[u8] = b"age-encryption.org/";

/// An open vault.
pub(crate) struct Vault {
    home: PathBuf,
    identity: Identity,
    recipient: Recipient,
    /// The editor's keys, once they were opened, and the file they came from.
    editor: RefCell<Option<(FileId, Rc<EditorSecrets>)>>,
    /// The states of items that were opened, and the files they came from.
    states: RefCell<BTreeMap<PathBuf, (FileId, State)>>,
}

impl Vault {
    /// Whether there is a vault in this folder.
    #[must_use]
    pub(crate) fn exists(home: &Path) -> bool {
        home.join(KEY).symlink_metadata().is_ok()
    }

    /// Makes one, which must not be there. The passphrase file comes last: until then there is none.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn create(
        home: &Path,
        passphrase: &Secret<String>,
        work_factor: u8,
        secrets: &EditorSecrets,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<Self, VaultError> {
        if let Some(parent) = home.parent() {
            std::fs::create_dir_all(parent).map_err(action("make the folder around the vault"))?;
        }
        private_file::create_folder(home).map_err(action("make the vault's folder"))?;
        let _lock = Lock::wait(&home.join("lock")).map_err(action("lock the vault"))?;
        if Self::exists(home) {
            return Err(VaultError::Exists);
        }
        private_file::create_folder(&home.join("items")).map_err(action("make the vault's folder"))?;
        let identity = Identity::generate(rng);
        let vault = Self::of(home, identity);
        vault.seal_editor(secrets)?;
        let key = key_file(&vault.identity);
        let sealed = seal_with_passphrase(passphrase, work_factor, key.expose_secret().as_bytes())
            .map_err(|error| action("seal the vault's key")(error.0))?;
        private_file::write(&home.join(KEY), &sealed).map_err(action("write the vault's key"))?;
        Ok(vault)
    }

    /// Opens the one in this folder.
    ///
    /// # Errors
    /// [`VaultError::Missing`], [`VaultError::Passphrase`], [`VaultError::Newer`], [`VaultError::File`].
    pub(crate) fn open(home: &Path, passphrase: &Secret<String>) -> Result<Self, VaultError> {
        if !Self::exists(home) {
            return Err(VaultError::Missing);
        }
        let broken = |how| VaultError::Broken(Fault { item: None, file: KEY.into(), how });
        let sealed =
            private_file::read(&home.join(KEY), FILE_MAX).map_err(|error| broken(How::of(&error)))?;
        // What follows is only told from a wrong passphrase by whoever knows the right one.
        if !sealed.starts_with(AGE_FILE) {
            return Err(broken(How::Damaged));
        }
        let key = open_with_passphrase(passphrase, &sealed).map_err(|error| match error {
            OpenError::Version => VaultError::Newer,
            _ => VaultError::Passphrase,
        })?;
        let identity = std::str::from_utf8(key.expose_secret())
            .ok()
            .and_then(|text| text.lines().find(|line| !line.starts_with('#')))
            .and_then(|line| Identity::parse(line).ok())
            .ok_or_else(|| broken(How::Damaged))?;
        Ok(Self::of(home, identity))
    }

    fn of(home: &Path, identity: Identity) -> Self {
        let (home, recipient) = (home.to_owned(), identity.recipient());
        Self { home, recipient, identity, editor: RefCell::default(), states: RefCell::default() }
    }

    /// Opens the one in this folder with its own key.
    ///
    /// # Errors
    /// [`VaultError::Missing`]; [`VaultError::Passphrase`] when the key is another vault's.
    pub(crate) fn open_with_key(home: &Path, key: &Secret<String>) -> Result<Self, VaultError> {
        if !Self::exists(home) {
            return Err(VaultError::Missing);
        }
        let identity = Identity::parse(key.expose_secret()).map_err(|_| VaultError::Passphrase)?;
        let vault = Self::of(home, identity);
        // Keys that open and are of no form that this version knows are named by whoever uses them.
        if vault.editor().is_err() {
            vault.open_file(&home.join(EDITOR)).map_err(|_| VaultError::Passphrase)?;
        }
        Ok(vault)
    }

    /// Its own key, as text.
    #[must_use]
    pub(crate) fn key(&self) -> Secret<String> {
        self.identity.to_text()
    }

    /// Its folder.
    #[must_use]
    pub(crate) fn home(&self) -> &Path {
        &self.home
    }

    /// The network that was joined.
    ///
    /// # Errors
    /// [`VaultError::NotJoined`].
    pub(crate) fn joined(&self) -> Result<Joined, VaultError> {
        let path = self.home.join(ROSTER);
        if path.symlink_metadata().is_err() {
            return Err(VaultError::NotJoined);
        }
        Joined::parse(self.open_file(&path)?.expose_secret()).map_err(|error| match error {
            JoinedError::Malformed => self.broken(&path, How::Damaged),
            JoinedError::Newer => VaultError::Newer,
        })
    }

    /// Remembers the network.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn keep_joined(&self, joined: &Joined) -> Result<(), VaultError> {
        let text = joined.to_text().map_err(|_| VaultError::Damaged(ROSTER))?;
        self.seal_file(&self.home.join(ROSTER), &text)
    }

    /// The keys, bound to the network that was joined.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn keyring(&self, joined: &Joined) -> Result<Keyring, VaultError> {
        Ok(Keyring::new(self.editor()?, joined.roster.body().instance))
    }

    /// Held while this process fetches.
    ///
    /// # Errors
    /// [`VaultError::Fetching`] when another does.
    pub(crate) fn lock_fetch(&self) -> Result<Lock, VaultError> {
        let lock = Lock::try_now(&self.home.join("fetch.lock")).map_err(action("lock the vault"))?;
        lock.ok_or(VaultError::Fetching)
    }

    fn lock(&self) -> Result<Lock, VaultError> {
        Lock::wait(&self.home.join("lock")).map_err(action("lock the vault"))
    }

    /// The error of a file that is broken.
    fn broken(&self, path: &Path, how: How) -> VaultError {
        let file = path.strip_prefix(&self.home).unwrap_or(path).to_owned();
        let parts: Vec<_> = file.components().filter_map(|part| part.as_os_str().to_str()).collect();
        let item = match parts.as_slice() {
            ["items", id, ..] => id.parse().ok(),
            _ => None,
        };
        VaultError::Broken(Fault { item, file, how })
    }

    fn seal_file(&self, path: &Path, text: &[u8]) -> Result<(), VaultError> {
        private_file::write(path, &sealed(&self.recipient, text)?)
            .map_err(action("write a file of the vault"))
    }

    fn open_file(&self, path: &Path) -> Result<Secret<Vec<u8>>, VaultError> {
        self.open_file_of(path, FILE_MAX)
    }

    /// A file of at most so many bytes.
    fn open_file_of(&self, path: &Path, limit: u64) -> Result<Secret<Vec<u8>>, VaultError> {
        let sealed = private_file::read(path, limit).map_err(|error| self.broken(path, How::of(&error)))?;
        self.open_sealed(path, &sealed)
    }

    /// What was read in a file.
    fn open_sealed(&self, path: &Path, sealed: &[u8]) -> Result<Secret<Vec<u8>>, VaultError> {
        // Shorter than what is sealed: the buffer never grows, so no copy is left behind.
        let mut text = Secret::new(Vec::with_capacity(sealed.len()));
        let damaged = || self.broken(path, How::Damaged);
        open(&[&self.identity], sealed)
            .map_err(|error| if matches!(error, OpenError::Version) { VaultError::Newer } else { damaged() })?
            .read_to_end(text.expose_secret_mut())
            .map_err(|_| damaged())?;
        Ok(text)
    }

    fn open_json<T: Default + DeserializeOwned>(&self, name: &'static str) -> Result<T, VaultError> {
        let path = self.home.join(name);
        if path.symlink_metadata().is_err() {
            return Ok(T::default());
        }
        serde_json::from_slice(self.open_file(&path)?.expose_secret())
            .map_err(|_| self.broken(&path, How::Damaged))
    }

    fn seal_json<T: Serialize>(&self, name: &'static str, value: &T) -> Result<(), VaultError> {
        let text = serde_json::to_vec(value).map_err(|_| VaultError::Damaged(name))?;
        self.seal_file(&self.home.join(name), &text)
    }
}

fn sealed(recipient: &Recipient, text: &[u8]) -> Result<Vec<u8>, VaultError> {
    AgeWriter::new(&[recipient], Vec::new())
        .and_then(|mut writer| {
            writer.write_all(text).map_err(estafette_keys::age_format::SealError)?;
            writer.finish()
        })
        .map_err(|error| action("seal a file of the vault")(error.0))
}

/// As `age-keygen -pq` writes one.
fn key_file(identity: &Identity) -> Secret<String> {
    let recipient = identity.recipient().to_string();
    let secret = identity.to_text();
    let mut text = Secret::new(String::with_capacity(recipient.len() + 128));
    for piece in ["# public key: ", &recipient, "\n", secret.expose_secret(), "\n"] {
        text.expose_secret_mut().push_str(piece);
    }
    text
}

#[cfg(test)]
mod tests;
