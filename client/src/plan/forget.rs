//! What `forget` would delete.

use crate::vault::ShortId;

/// What will be deleted.
pub struct Plan {
    /// The item.
    pub short: ShortId,
    /// Its section.
    pub section: String,
    /// For every editor?
    pub on_server: bool,
    /// Is there a draft, which goes too?
    pub drafted: bool,
}
