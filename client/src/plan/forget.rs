//! What `forget` would delete.

use crate::vault::ShortId;

/// What will be deleted.
pub(crate) struct Plan {
    /// The item.
    pub short: ShortId,
    /// Its section; empty where the item's state can't be read.
    pub section: String,
    /// To which other sections it was handed: there it goes, too, where it is deleted for every editor.
    pub forwarded: Vec<String>,
    /// Whether what further comes from its author is put aside because of it, by this editor's word.
    pub has_block: bool,
    /// Whether it is deleted for every editor.
    pub on_server: bool,
    /// Whether there is a draft, which goes too.
    pub has_draft: bool,
}
