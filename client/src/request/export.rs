//! `estafette export`.

use std::path::PathBuf;

use super::chosen::Chosen;
use crate::vault::ShortId;

/// Write it into a folder, for a site this program does not know.
pub(crate) struct Export {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// Into this folder, made if need be
    pub out: PathBuf,
    /// What of it.
    pub chosen: Chosen,
}
