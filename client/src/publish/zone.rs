//! The clocks that the readers of a site live by. Their rules are built in: a machine's own zone says where an editor sits, and its
//! rules may be old, or not there.

use std::fmt;
use std::str::FromStr;

use estafette_keys::day::Day;
use jiff::Timestamp;
use jiff::civil::{Date, Time};
use jiff::tz::{TimeZone, TimeZoneDatabase};
use serde::{Deserialize, Serialize};

/// The text names no zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no time zone has this name")]
pub(crate) struct ZoneError;

/// A zone of the IANA's list: `Europe/Brussels`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub(crate) struct Zone(TimeZone);

impl Zone {
    /// The instant at which its clocks show this. An hour that they pass over counts as if they had not been put forward yet, and of
    /// one that they show twice, it is the first. `None` at the calendar's ends.
    #[must_use]
    pub(crate) fn instant(&self, day: Day, time: Time) -> Option<Timestamp> {
        let (year, month, of_month) = day.civil();
        let moment = Date::new(year, month, of_month).ok()?.to_datetime(time);
        // As RFC 5545 wants it, too (§3.3.5).
        Some(self.0.to_ambiguous_zoned(moment).compatible().ok()?.timestamp())
    }

    fn name(&self) -> &str {
        self.0.iana_name().unwrap_or_default()
    }
}

impl FromStr for Zone {
    type Err = ZoneError;

    fn from_str(text: &str) -> Result<Self, ZoneError> {
        let zone = TimeZoneDatabase::bundled().get(text).map_err(|_| ZoneError)?;
        if zone.is_unknown() || zone.iana_name().is_none() { Err(ZoneError) } else { Ok(Self(zone)) }
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl TryFrom<String> for Zone {
    type Error = ZoneError;

    fn try_from(text: String) -> Result<Self, ZoneError> {
        text.parse()
    }
}

impl From<Zone> for String {
    fn from(zone: Zone) -> Self {
        zone.name().to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn instant(zone: &str, day: &str, time: &str) -> String {
        let zone: Zone = zone.parse().expect("a zone");
        let instant = zone.instant(day.parse().expect("a day"), time.parse().expect("a time"));
        instant.expect("an instant").to_string()
    }

    #[test]
    fn a_zone_is_one_of_the_list_and_keeps_its_name() {
        for (typed, name) in [
            ("Europe/Brussels", "Europe/Brussels"),
            ("europe/zurich", "Europe/Zurich"),
            ("America/Argentina/Buenos_Aires", "America/Argentina/Buenos_Aires"),
            ("utc", "UTC"),
        ] {
            let zone: Zone = typed.parse().expect("a zone");
            assert_eq!(zone.to_string(), name);
            let kept = serde_json::to_string(&zone).expect("JSON");
            assert_eq!(serde_json::from_str::<Zone>(&kept).expect("a zone"), zone);
        }
        for no_zone in
            ["", "Brussels", "Europe/Bruxelles", "CEST", "+01:00", "Etc/Unknown", "../etc/passwd", "local"]
        {
            assert_eq!(no_zone.parse::<Zone>(), Err(ZoneError), "{no_zone}");
        }
    }

    #[test]
    fn summer_and_winter_have_their_hours() {
        assert_eq!(instant("Europe/Brussels", "2026-12-05", "19:00"), "2026-12-05T18:00:00Z");
        assert_eq!(instant("Europe/Brussels", "2027-07-05", "19:00"), "2027-07-05T17:00:00Z");
        assert_eq!(instant("America/Montreal", "2026-12-05", "19:00"), "2026-12-06T00:00:00Z");
        assert_eq!(instant("Asia/Kathmandu", "2026-12-05", "00:30"), "2026-12-04T18:45:00Z");
    }

    #[test]
    fn an_hour_that_does_not_exist_and_one_that_exists_twice_are_one_instant() {
        // The clocks go from 2 to 3: 2:30 is what a clock that nobody put forward shows.
        assert_eq!(instant("Europe/Brussels", "2027-03-28", "02:30"), "2027-03-28T01:30:00Z");
        assert_eq!(instant("Europe/Brussels", "2027-03-28", "03:30"), "2027-03-28T01:30:00Z");
        // They go from 3 back to 2: the first of the two.
        assert_eq!(instant("Europe/Brussels", "2027-10-31", "02:30"), "2027-10-31T00:30:00Z");
        assert_eq!(instant("Europe/Brussels", "2027-10-31", "03:00"), "2027-10-31T02:00:00Z");
        // Half an hour, in the other half of the year.
        assert_eq!(instant("Australia/Lord_Howe", "2026-10-04", "02:15"), "2026-10-03T15:45:00Z");
    }
}
