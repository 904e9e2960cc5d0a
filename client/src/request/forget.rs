//! `estafette forget`.

use crate::vault::ShortId;

/// Delete an item.
pub(crate) struct Forget {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// On the server too, for every editor of the section
    pub on_server: bool,
    /// Don't ask
    pub yes: bool,
}
