//! How long an item is kept: one rule, the server's. It goes from here on the day on which it goes there.

use estafette_keys::day::Day;
use estafette_keys::kept::KEPT_DAYS_MAX;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Roster;
use serde::{Deserialize, Serialize};

/// That an item is kept past its section's retention.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct KeptUntil {
    /// The last day.
    pub until: Day,
    /// The last day on which the slot that is here opens; `None` where it is sealed to the cert, which has no end.
    pub opens: Option<Day>,
    /// The last day on which what we put on the server opens for the section's other editors; `None` before that.
    pub shared: Option<Day>,
}

/// For how many days a section keeps what it gets. An item of no section is kept as long as the longest retention allows.
#[must_use]
pub(crate) fn section_retention(roster: &Roster, section: &SectionName) -> i32 {
    roster.section(section).map_or(KEPT_DAYS_MAX, |section| i32::from(section.retention_days))
}

/// The last day on which something is kept that came on this day, and that an editor has kept until another.
#[must_use]
pub(crate) fn last_day(came: Day, retention: i32, kept: Option<Day>) -> Day {
    let usual = came.plus_days(retention);
    kept.map_or(usual, |kept| kept.max(usual))
}
