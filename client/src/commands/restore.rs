//! Makes a vault of a backup and its paper key.

use std::path::{Path, PathBuf};

use estafette_files::private as private_file;
use estafette_keys::codename::WordLanguage;
use estafette_keys::paper::PaperKey;
use estafette_keys::roster::Handle;
use estafette_keys::secret::Secret;

use super::ending::Ends;
use super::new_passphrase::new_passphrase;
use crate::clock::randomness;
use crate::config::secret_text_from;
use crate::failure::Cause;
use crate::person::Asked;
use crate::publish::site;
use crate::session::{Session, TRIES};
use crate::vault::{Backup, BackupError, Vault, VaultError};

/// Make a vault of a backup.
pub(crate) struct Restore {
    /// The backup
    pub file: PathBuf,
    /// Only see whether file and paper key go together
    pub check: bool,
    /// Read the paper key's words from a file, or from standard input (-)
    pub words_file: Option<PathBuf>,
    /// Accept a passphrase that is easy to guess
    pub allow_weak: bool,
    /// What one guess at the passphrase costs, as a power of two: 18 is about a second and 256 MB
    pub work_factor: u8,
}

/// No backup is larger.
const FILE_MAX: u64 = 4 * 1024 * 1024;

/// What came of it.
pub(crate) struct Restored {
    /// Whose vault.
    pub handle: Handle,
    /// Where; `None` when file and paper were only tried.
    pub home: Option<PathBuf>,
    /// Whether it belongs to a network.
    pub has_joined: bool,
    /// Whether there are epoch keys in it.
    pub with_epoch_keys: bool,
    /// So many sites came back, and were read again.
    pub sites: usize,
}

impl Ends for Restored {}

/// Runs `estafette restore`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Restore) -> Result<Restored, Cause> {
    let home = session.config.home.clone();
    if !asked.check && Vault::exists(&home) {
        return Err(VaultError::Exists.into());
    }
    let sealed = private_file::read(&asked.file, FILE_MAX).map_err(BackupError::File)?;
    let (paper, backup) = opened(session, asked, &sealed)?;
    let mut restored = Restored {
        handle: backup.secrets().handle.clone(),
        home: None,
        has_joined: backup.joined().is_some(),
        with_epoch_keys: !backup.secrets().epochs.is_empty(),
        sites: 0,
    };
    if !asked.check {
        let passphrase = new_passphrase(session, asked.allow_weak)?;
        let recipient = paper.identity().recipient();
        backup.restore(&home, &passphrase, asked.work_factor, &recipient, &mut randomness())?;
        restored.sites = looked_at(&home, &passphrase, &backup)?;
        restored.home = Some(home);
    }
    Ok(restored)
}

/// "Restored" is said of what opens again, from the disk, with the new passphrase.
fn looked_at(home: &Path, passphrase: &Secret<String>, backup: &Backup) -> Result<usize, Cause> {
    let vault = Vault::open(home, passphrase)?;
    let (kept, given) = (vault.editor()?, backup.secrets());
    let same_network = match vault.joined() {
        Ok(joined) => backup.joined().is_some_and(|known| known.roster.text() == joined.roster.text()),
        Err(VaultError::NotJoined) => backup.joined().is_none(),
        Err(error) => return Err(error.into()),
    };
    let same_keys = kept.device.public() == given.device.public()
        && kept.cert.cert().fingerprint() == given.cert.cert().fingerprint()
        && kept.epochs.len() == given.epochs.len();
    if !same_keys || !same_network || vault.paper()?.is_none() {
        return Err(VaultError::Damaged("editor.age").into());
    }
    Ok(site::all(&vault)?.len())
}

/// Asks for the paper key until it opens the backup.
fn opened(session: &mut Session<'_>, asked: &Restore, sealed: &[u8]) -> Result<(PaperKey, Backup), Cause> {
    let list = WordLanguage::for_tag(session.config.language.tag());
    let open = |typed: &Secret<String>| {
        let paper = PaperKey::parse(typed.expose_secret(), list).map_err(BackupError::Paper)?;
        let backup = Backup::open(sealed, &paper)?;
        Ok::<_, BackupError>((paper, backup))
    };
    if let Some(file) = &asked.words_file {
        return Ok(open(&secret_text_from(file)?)?);
    }
    let mut question = Asked::Paper;
    for _ in 1..TRIES {
        match open(&session.person.passphrase(question)?) {
            Err(BackupError::Paper(_) | BackupError::Open(_)) => question = Asked::PaperAgain,
            result => return Ok(result?),
        }
    }
    Ok(open(&session.person.passphrase(question)?)?)
}
