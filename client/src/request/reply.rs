//! `estafette reply`.

use std::path::PathBuf;

use crate::vault::ShortId;

/// Answer its source.
pub(crate) struct Reply {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// The answer itself; your shell may keep it in its history
    pub message: Option<String>,
    /// The answer is in this file, or on standard input (-)
    pub file: Option<PathBuf>,
    /// Change the answer that waits to be sent
    pub edit: bool,
    /// Write on a disk where no memory-backed folder is found
    pub allow_disk: bool,
    /// Don't ask before sending
    pub yes: bool,
}
