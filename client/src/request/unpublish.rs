//! `estafette unpublish`.

use crate::publish::SiteName;
use crate::vault::ShortId;

/// Take down what an item became.
pub(crate) struct Unpublish {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// Only on this site [default: wherever it is]
    pub site: Option<SiteName>,
    /// On a WordPress: delete the post and its pictures for good, rather than put it back to draft
    pub delete: bool,
    /// Don't ask the server first what the other editors did with it
    pub offline: bool,
    /// Don't ask
    pub yes: bool,
}
