//! `estafette save`.

use std::path::PathBuf;

use crate::vault::ShortId;

/// Save its files.
pub(crate) struct Save {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// Into this folder, made if need be [default: estafette-ITEM, here]
    pub out: Option<PathBuf>,
    /// Only the file with this number, as `read` shows it; can be repeated
    pub file: Vec<u32>,
}
