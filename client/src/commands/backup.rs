//! Backs up the keys, sealed to a key on paper.

use std::path::PathBuf;

use estafette_files::private as private_file;
use estafette_keys::paper::PaperKey;

use super::ending::Ends;
use crate::clock::randomness;
use crate::failure::Cause;
use crate::session::Session;
use crate::vault::BackupError;

/// Back up your keys.
pub(crate) struct Backup {
    /// The file to write
    pub file: PathBuf,
    /// Make a new paper key; the old one opens backups of before, and no other
    pub new_paper_key: bool,
    /// Put in the epoch keys too: whoever has file and paper then opens what waits to be read
    pub with_epoch_keys: bool,
    /// Replace the file, if it is there
    pub replace: bool,
}

/// What came of it.
pub(crate) struct BackedUp {
    /// The file.
    pub file: PathBuf,
    /// To be written down now: shown once, and kept nowhere.
    pub paper: Option<PaperKey>,
    /// Whether it holds the epoch keys.
    pub with_epoch_keys: bool,
}

impl Ends for BackedUp {}

/// Runs `estafette backup`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Backup) -> Result<BackedUp, Cause> {
    let vault = session.open_vault()?;
    if !asked.replace && asked.file.symlink_metadata().is_ok() {
        return Err(BackupError::Exists.into());
    }
    let known = if asked.new_paper_key { None } else { vault.paper()? };
    let (recipient, paper) = if let Some(recipient) = known {
        (recipient, None)
    } else {
        let paper = PaperKey::generate(&mut randomness());
        (paper.identity().recipient(), Some(paper))
    };
    let sealed = vault.back_up(&recipient, asked.with_epoch_keys)?;
    private_file::write(&asked.file, &sealed).map_err(BackupError::File)?;
    // Last: a paper key that nobody was shown opens nothing that counts.
    if paper.is_some() {
        vault.keep_paper(&recipient)?;
    }
    Ok(BackedUp { file: asked.file.clone(), paper, with_epoch_keys: asked.with_epoch_keys })
}
