//! `estafette restore`.

use std::path::PathBuf;

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
