//! `estafette archive`.

use crate::vault::ShortId;

/// Put an item away.
pub(crate) struct Archive {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// Bring it back
    pub undo: bool,
}
