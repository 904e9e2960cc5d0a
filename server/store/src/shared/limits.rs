//! When a row is past its time, as SQL reads it.

use estafette_keys::day::Day;
use estafette_keys::message::SectionName;
use serde_json::json;

use super::Expiry;

/// The one place that says when a row is past its time: of which day it must be at least, by its section. As SQL reads it.
pub(crate) struct Limits {
    /// A JSON list of section and day.
    pub(crate) oldest: String,
    pub(crate) floor: i64,
    pub(crate) today: i64,
}

impl Limits {
    pub(crate) fn of(expiry: &Expiry) -> Self {
        let oldest: Vec<_> = expiry.oldest.iter().map(|(section, day)| (section.clone(), [*day])).collect();
        Self {
            oldest: days_by_section(&oldest),
            floor: expiry.floor.days_since_epoch(),
            today: expiry.today.days_since_epoch(),
        }
    }
}

/// A JSON list of section and days.
pub(crate) fn days_by_section<const N: usize>(days: &[(SectionName, [Day; N])]) -> String {
    let row = |(section, days): &(SectionName, [Day; N])| {
        let days = days.iter().map(|day| json!(day.days_since_epoch()));
        std::iter::once(json!(section.as_str())).chain(days).collect::<Vec<_>>()
    };
    json!(days.iter().map(row).collect::<Vec<_>>()).to_string()
}
