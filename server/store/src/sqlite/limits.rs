//! When a row is past its time, as SQL reads it.

use serde_json::json;

use crate::shared::Expiry;

/// The one place that says when a row is past its time: of which day it must be at least, by its section. As SQL reads it.
pub(super) struct Limits {
    /// A JSON list of section and day.
    pub(super) oldest: String,
    pub(super) floor: i64,
    pub(super) today: i64,
}

impl Limits {
    pub(super) fn of(expiry: &Expiry) -> Self {
        let oldest = expiry.oldest.iter();
        let oldest: Vec<_> =
            oldest.map(|(section, day)| json!([section.as_str(), day.days_since_epoch()])).collect();
        Self {
            oldest: json!(oldest).to_string(),
            floor: expiry.floor.days_since_epoch(),
            today: expiry.today.days_since_epoch(),
        }
    }
}
