//! `estafette withdraw`.

use super::correspondence::Correspondence;
use crate::vault::ShortId;

/// Take back what you sent, with its codename.
pub(crate) struct Withdraw {
    /// The beginning of an id; without it, what still waits is listed
    pub item: Option<ShortId>,
    /// Everything that still waits
    pub all: bool,
    /// Where to, and as whom.
    pub way: Correspondence,
    /// Don't ask
    pub yes: bool,
}
