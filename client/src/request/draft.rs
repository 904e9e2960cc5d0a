//! `estafette draft`.

use std::path::PathBuf;

use crate::vault::ShortId;

/// Write the text to publish.
pub(crate) struct Draft {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// Take the text from this file, or from standard input (-), in place of opening an editor
    pub file: Option<PathBuf>,
    /// Write on a disk where no memory-backed folder is found
    pub allow_disk: bool,
}
