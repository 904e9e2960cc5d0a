//! What `forget` would delete.

use crate::vault::ShortId;

/// What will be deleted.
pub(crate) struct Plan {
    /// The item.
    pub short: ShortId,
    /// Its section; empty where the item's state can't be read.
    pub section: String,
    /// Whether it is deleted for every editor.
    pub on_server: bool,
    /// Whether there is a draft, which goes too.
    pub has_draft: bool,
}
