//! `estafette keep`.

use estafette_keys::day::Day;

use crate::vault::ShortId;

/// Keep an item until a day.
pub(crate) struct Keep {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// Keep it until this day, for the whole section; at most a year after it came
    pub until: Day,
}
