//! `estafette backup`.

use std::path::PathBuf;

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
