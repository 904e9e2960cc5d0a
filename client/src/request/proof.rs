//! `estafette proof`.

use estafette_keys::day::Day;

use super::chosen::Chosen;
use crate::vault::ShortId;

/// Show its source what will be published.
pub(crate) struct Proof {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// An answer is asked for before this day; none is a yes, but of somebody in prison
    pub until: Day,
    /// What of it.
    pub chosen: Chosen,
    /// Don't ask
    pub yes: bool,
}
