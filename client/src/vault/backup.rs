//! What a backup holds: keys, the network, the names of sites. Not the items, which would outlive their keys in it, nor
//! the passphrase; and epoch keys only where that was asked for.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::path::Path;

use estafette_keys::age_format::{AgeWriter, OpenError, Recipient, SealError, open};
use estafette_keys::editor::EditorSecrets;
use estafette_keys::paper::{PaperError, PaperKey};
use estafette_keys::secret::Secret;
use rand::{CryptoRng, RngCore};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::{Joined, SiteName, Vault, VaultError};
use crate::failure::{Details, Explained};
use crate::words::{Key, key};

/// The version of the text.
const VERSION: u8 = 1;
/// A roster and an editor's keys, twice over.
const BACKUP_MAX: u64 = 4 * 1024 * 1024;
const MALFORMED: OpenError = OpenError::Malformed("not a backup");

/// A backup, opened.
pub(crate) struct Backup {
    secrets: EditorSecrets,
    joined: Option<Joined>,
    sites: String,
}

/// Why a backup could not be made or restored.
#[derive(Debug, thiserror::Error)]
pub(crate) enum BackupError {
    /// The paper key does not open it.
    #[error("the backup does not open")]
    Open(#[source] OpenError),
    /// It could not be sealed.
    #[error("could not seal the backup")]
    Seal(#[source] SealError),
    /// The vault failed.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A file can't be read or written.
    #[error("could not use the backup's file")]
    File(#[source] std::io::Error),
    /// There is a file already.
    #[error("there is a file already")]
    Exists,
    /// What was typed is no paper key.
    #[error("not a paper key")]
    Paper(#[source] PaperError),
}

impl Explained for BackupError {
    fn key(&self) -> Key {
        match self {
            Self::Vault(error) => error.key(),
            Self::Open(OpenError::Version) => key!("error-newer"),
            Self::Open(_) => key!("error-backup-open"),
            Self::Seal(_) => key!("error-backup-seal"),
            Self::File(_) => key!("error-backup-file"),
            Self::Exists => key!("error-backup-exists"),
            Self::Paper(error) => error.key(),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Vault(error) => error.details(),
            Self::File(cause) => Details::of_system(cause),
            Self::Paper(error) => error.details(),
            _ => Details::default(),
        }
    }
}

#[derive(Serialize, Deserialize, Zeroize, ZeroizeOnDrop)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct BackupForm {
    estafette_backup: u8,
    /// As `keys/FORMAT.md` §10 has it.
    editor: String,
    /// As in the vault's `roster.age`; empty before a network was joined.
    network: String,
    /// As in the vault's `sites.age`.
    sites: String,
}

/// Only the version, to tell a newer backup from a broken one.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case")]
struct VersionForm {
    estafette_backup: u64,
}

impl Backup {
    /// Opens one.
    ///
    /// # Errors
    /// [`BackupError::Open`].
    pub(crate) fn open(sealed: &[u8], paper: &PaperKey) -> Result<Self, BackupError> {
        let read = || {
            let mut text = Secret::new(String::with_capacity(sealed.len()));
            open(&[&paper.identity()], sealed)?
                .take(BACKUP_MAX)
                .read_to_string(text.expose_secret_mut())
                .map_err(|_| OpenError::NotOpened)?;
            Self::parse(text.expose_secret())
        };
        read().map_err(BackupError::Open)
    }

    fn parse(text: &str) -> Result<Self, OpenError> {
        let version: VersionForm = toml::from_str(text).map_err(|_| MALFORMED)?;
        if version.estafette_backup != u64::from(VERSION) {
            return Err(OpenError::Version);
        }
        let form: BackupForm = toml::from_str(text).map_err(|_| MALFORMED)?;
        let joined = match form.network.as_str() {
            "" => None,
            network => Some(Joined::parse(network.as_bytes()).map_err(|_| MALFORMED)?),
        };
        Ok(Self { secrets: EditorSecrets::parse(&form.editor)?, joined, sites: form.sites.clone() })
    }

    /// Whose it is, with which keys.
    #[must_use]
    pub(crate) fn secrets(&self) -> &EditorSecrets {
        &self.secrets
    }

    /// The network it belongs to.
    #[must_use]
    pub(crate) fn joined(&self) -> Option<&Joined> {
        self.joined.as_ref()
    }

    /// Makes a vault of it, where there is none.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn restore(
        &self,
        home: &Path,
        passphrase: &Secret<String>,
        work_factor: u8,
        paper: &Recipient,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<Vault, VaultError> {
        let vault = Vault::create(home, passphrase, work_factor, &self.secrets, rng)?;
        if let Some(joined) = &self.joined {
            vault.keep_joined(joined)?;
        }
        let sites: BTreeMap<SiteName, Value> =
            serde_json::from_str(&self.sites).map_err(|_| VaultError::Damaged("sites.age"))?;
        vault.keep_sites(&sites)?;
        vault.keep_paper(paper)?;
        Ok(vault)
    }
}

impl Vault {
    /// Seals what a backup holds to a paper key.
    ///
    /// # Errors
    /// [`BackupError`].
    pub(crate) fn back_up(&self, paper: &Recipient, with_epoch_keys: bool) -> Result<Vec<u8>, BackupError> {
        let mut secrets = self.open_editor(&self.home.join(super::EDITOR))?;
        if !with_epoch_keys {
            secrets.epochs.clear();
        }
        let network = match self.joined() {
            Ok(joined) => joined.to_text().map_err(|_| VaultError::Damaged("roster.age"))?,
            Err(VaultError::NotJoined) => Vec::new(),
            Err(error) => return Err(error.into()),
        };
        let sites =
            serde_json::to_string(&self.sites::<Value>()?).map_err(|_| VaultError::Damaged("sites.age"))?;
        seal(&secrets, network, sites, paper).map_err(BackupError::Seal)
    }
}

fn seal(
    secrets: &EditorSecrets,
    network: Vec<u8>,
    sites: String,
    paper: &Recipient,
) -> Result<Vec<u8>, SealError> {
    let unwritable = |_| SealError(std::io::Error::other("the backup can't be written"));
    let form = BackupForm {
        estafette_backup: VERSION,
        editor: secrets.to_text()?.expose_secret().clone(),
        network: String::from_utf8(network).map_err(|_| SealError(std::io::ErrorKind::InvalidData.into()))?,
        sites,
    };
    let text = Secret::new(toml::to_string(&form).map_err(unwritable)?);
    let mut writer = AgeWriter::new(&[paper], Vec::new())?;
    writer.write_all(text.expose_secret().as_bytes()).map_err(SealError)?;
    writer.finish()
}
