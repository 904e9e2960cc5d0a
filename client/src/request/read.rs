//! `estafette read`.

use crate::vault::ShortId;

/// Read one item.
pub(crate) struct Read {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// Don't use a pager, however long it is
    pub no_pager: bool,
    /// Leave it marked as new
    pub keep_new: bool,
}
