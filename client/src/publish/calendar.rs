//! An event as calendars read it (RFC 5545): days as days, hours as instants, which mean the same wherever it is read. It names
//! neither who wrote it nor with what, and no time finer than a day but the event's own. It is written here rather than by a
//! library: this is all there is to say, and each line of it is public.

use estafette_keys::day::Day;
use estafette_keys::hex;
use estafette_keys::moment::Moment;
use jiff::Timestamp;
use jiff::civil::Time;
use rand::RngCore;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::Event;
use super::zone::Zone;
use crate::vault::Listing;

/// The file's name, which says nothing.
pub(crate) const FILE: &str = "event.ics";

/// It has to be there, and is nobody's name.
const PRODUCT: &str = "PRODID:-//Agenda//Event//EN";

/// A line's octets, without its end.
const LINE_MAX: usize = 75;

/// An event, ready for calendars.
#[derive(Clone)]
pub(crate) struct Entry {
    /// What calendars know it by.
    pub listing: Listing,
    when: When,
    /// The properties that a change is a change of.
    told: Vec<String>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum When {
    /// The first day, and the first one after the last.
    Days(Day, Day),
    Hours(Timestamp, Option<Timestamp>),
}

/// An event in a page's front matter: as it was written, and as calendars have it.
#[derive(Serialize)]
pub(crate) struct Fields<'a> {
    starts: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    place: Option<&'a str>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    cancelled: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    starts_utc: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    ends_utc: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    uid: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    sequence: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    changed: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<&'static str>,
}

impl Entry {
    /// The event under this title; `before` is how calendars know it already. `None` where it has an hour and the site no zone: a
    /// bare hour is another instant in each calendar.
    #[must_use]
    pub(crate) fn of(
        title: &str,
        event: &Event,
        zone: Option<&Zone>,
        before: Option<&Listing>,
        today: Day,
        rng: &mut impl RngCore,
    ) -> Option<Self> {
        let when = When::of(event, zone)?;
        let told = told(title, event, when);
        let said = hex::encode(&Sha256::digest(told.join("\n")));
        let listing = match before {
            Some(before) if before.said == said => before.clone(),
            Some(before) => {
                Listing { sequence: before.sequence.saturating_add(1), day: today, said, ..before.clone() }
            }
            None => Listing { uid: uid(rng), sequence: 0, day: today, said },
        };
        Some(Self { listing, when, told })
    }

    /// When it begins, and when it ends, as dates or instants (ISO 8601); the last day counts.
    #[must_use]
    pub(crate) fn dates(&self) -> (String, Option<String>) {
        match self.when {
            When::Hours(starts, ends) => (starts.to_string(), ends.map(|ends| ends.to_string())),
            When::Days(first, after) => {
                let last = after.plus_days(-1);
                (first.to_string(), Some(last).filter(|last| *last > first).map(|last| last.to_string()))
            }
        }
    }

    /// The same for who knows nothing but instants: a day goes from its first minute to its last one, by the clocks of this zone.
    #[must_use]
    pub(crate) fn instants(&self, zone: &Zone) -> Option<(Timestamp, Option<Timestamp>)> {
        match self.when {
            When::Hours(starts, ends) => Some((starts, ends)),
            When::Days(first, after) => {
                let last = zone.instant(after.plus_days(-1), Time::constant(23, 59, 0, 0))?;
                Some((zone.instant(first, Time::midnight())?, Some(last)))
            }
        }
    }

    /// The file.
    #[must_use]
    pub(crate) fn file(&self) -> String {
        let listing = &self.listing;
        let before = [
            "BEGIN:VCALENDAR",
            "VERSION:2.0",
            PRODUCT,
            "BEGIN:VEVENT",
            &format!("UID:{}", listing.uid),
            &format!("DTSTAMP:{}T000000Z", basic(listing.day)),
            &format!("SEQUENCE:{}", listing.sequence),
        ];
        let after = ["END:VEVENT", "END:VCALENDAR"];
        let mut file = String::new();
        for line in before.into_iter().chain(self.told.iter().map(String::as_str)).chain(after) {
            fold(line, &mut file);
        }
        file
    }
}

/// Something that is due on a day.
pub(crate) struct OnDay {
    /// What calendars know it by.
    pub uid: String,
    /// The day.
    pub day: Day,
    /// What is shown.
    pub title: String,
    /// Of which kind it is.
    pub category: Option<&'static str>,
}

/// What is due, as one calendar, made on this day.
#[must_use]
pub(crate) fn of_days(days: &[OnDay], today: Day) -> String {
    let mut file = String::new();
    for line in ["BEGIN:VCALENDAR", "VERSION:2.0", PRODUCT] {
        fold(line, &mut file);
    }
    for one in days {
        let category = one.category.map(|category| format!("CATEGORIES:{}", escaped(category)));
        let lines = [
            "BEGIN:VEVENT".to_owned(),
            format!("UID:{}", one.uid),
            format!("DTSTAMP:{}T000000Z", basic(today)),
            format!("DTSTART;VALUE=DATE:{}", basic(one.day)),
            format!("DTEND;VALUE=DATE:{}", basic(one.day.plus_days(1))),
            format!("SUMMARY:{}", escaped(&one.title)),
            // A day on which something is due is not a day on which nobody is free.
            "TRANSP:TRANSPARENT".to_owned(),
        ];
        for line in lines.into_iter().chain(category).chain(["END:VEVENT".to_owned()]) {
            fold(&line, &mut file);
        }
    }
    fold("END:VCALENDAR", &mut file);
    file
}

const INSTANT: &str = "%Y%m%dT%H%M%SZ";

impl<'a> Fields<'a> {
    /// The event's own, and those of its entry.
    #[must_use]
    pub(crate) fn of(event: &'a Event, entry: Option<&'a Entry>) -> Self {
        let (starts_utc, ends_utc) = match entry.map(|entry| entry.when) {
            Some(When::Hours(starts, ends)) => (Some(starts.to_string()), ends.map(|ends| ends.to_string())),
            Some(When::Days(..)) | None => (None, None),
        };
        let listing = entry.map(|entry| &entry.listing);
        Self {
            starts: event.starts.to_string(),
            ends: event.ends.map(|ends| ends.to_string()),
            place: event.place.as_deref(),
            cancelled: event.is_cancelled,
            starts_utc,
            ends_utc,
            uid: listing.map(|listing| listing.uid.as_str()),
            sequence: listing.map(|listing| listing.sequence),
            changed: listing.map(|listing| listing.day.to_string()),
            file: entry.map(|_| FILE),
        }
    }
}

impl When {
    fn of(event: &Event, zone: Option<&Zone>) -> Option<Self> {
        let first = event.starts.day;
        let Some(time) = event.starts.time else {
            // It ends with its last day, whatever the hour.
            let last = event.ends.map_or(first, |ends| ends.day).max(first);
            return Some(Self::Days(first, last.plus_days(1)));
        };
        let zone = zone?;
        let starts = zone.instant(first, time)?;
        let ends = match event.ends {
            Some(Moment { day, time: Some(time) }) => zone.instant(day, time),
            // The end of its last day, if that is another one.
            Some(Moment { day, time: None }) if day > first => {
                zone.instant(day.plus_days(1), Time::midnight())
            }
            Some(Moment { time: None, .. }) | None => None,
        };
        // What ends before it begins has no end that a calendar takes: as across an hour that does not exist.
        Some(Self::Hours(starts, ends.filter(|ends| *ends > starts)))
    }
}

fn told(title: &str, event: &Event, when: When) -> Vec<String> {
    let (starts, ends) = match when {
        When::Days(first, after) => {
            let day = |name: &str, day: Day| format!("{name};VALUE=DATE:{}", basic(day));
            (day("DTSTART", first), Some(day("DTEND", after)))
        }
        When::Hours(starts, ends) => {
            let instant = |name: &str, instant: Timestamp| format!("{name}:{}", instant.strftime(INSTANT));
            (instant("DTSTART", starts), ends.map(|ends| instant("DTEND", ends)))
        }
    };
    let summary = format!("SUMMARY:{}", escaped(title));
    let place = event.place.as_deref().map(escaped).filter(|place| !place.is_empty());
    let place = place.map(|place| format!("LOCATION:{place}"));
    let status = event.is_cancelled.then(|| "STATUS:CANCELLED".to_owned());
    [Some(starts), ends, Some(summary), place, status].into_iter().flatten().collect()
}

/// As RFC 7986 has it: a random UUID, and nothing of a machine.
fn uid(rng: &mut impl RngCore) -> String {
    let mut bytes = [0; 16];
    rng.fill_bytes(&mut bytes);
    bytes[6] = bytes[6] & 0x0f | 0x40;
    bytes[8] = bytes[8] & 0x3f | 0x80;
    let digits = hex::encode(&bytes);
    let mut digits = digits.chars();
    let parts = [8, 4, 4, 4, 12].map(|length| digits.by_ref().take(length).collect::<String>());
    parts.join("-")
}

/// `20261205`
fn basic(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// A text as a property's value: on one line, without signs that act instead of being read.
fn escaped(text: &str) -> String {
    let mut value = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '\n' => value.push_str("\\n"),
            '\\' | ';' | ',' => value.extend(['\\', letter]),
            '\u{2028}' | '\u{2029}' => value.push(' '),
            '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {}
            letter if letter.is_control() => {}
            letter => value.push(letter),
        }
    }
    value
}

/// A line in pieces that old programs take, none of which cuts a letter.
fn fold(text: &str, file: &mut String) {
    let mut octets = 0;
    for letter in text.chars() {
        if octets + letter.len_utf8() > LINE_MAX {
            file.push_str("\r\n ");
            octets = 1;
        }
        file.push(letter);
        octets += letter.len_utf8();
    }
    file.push_str("\r\n");
}

#[cfg(test)]
mod tests;
