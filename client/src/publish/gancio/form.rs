//! An event as an agenda has it: an instant, a place, a text in HTML, tags, one picture.

use jiff::Timestamp;
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::api::Part;
use super::place::Place;
use crate::publish::event::without_event;
use crate::publish::target::{Content, Dropped, Picture};
use crate::publish::wordpress::terms::{Rule, slugs};
use crate::publish::zone::Zone;
use crate::publish::{Event, html, shown};
use estafette_keys::hex;

/// What is sent.
pub(super) struct Form<'a> {
    pub(super) title: &'a str,
    pub(super) place: Place,
    pub(super) starts: i64,
    ends: Option<i64>,
    /// It lasts several days, rather than into the night.
    is_of_days: bool,
    text: String,
    tags: Vec<String>,
    picture: Option<&'a Picture>,
}

impl<'a> Form<'a> {
    /// Of a content that is an event; `None` at the calendar's ends.
    pub(super) fn of(content: &'a Content, event: &Event, zone: &Zone, tags: &[Rule]) -> Option<Self> {
        let (starts, ends) = content.entry.as_ref()?.instants(zone)?;
        let text = without_event(&content.body, event, &content.language);
        Some(Self {
            title: &content.title,
            place: Place::of(event.place.as_deref(), &content.language),
            starts: starts.as_second(),
            ends: ends.map(Timestamp::as_second),
            is_of_days: is_of_days(event),
            text: html::page(text, &content.language),
            tags: slugs(tags, &content.section, content.kind),
            picture: content.pictures.first(),
        })
    }

    /// What an agenda has no room for.
    pub(super) fn left_out(content: &Content, event: &Event) -> Vec<Dropped> {
        let hours = event.starts.time.is_none().then_some(Dropped::Hours);
        let pictures = (content.pictures.len() > 1).then_some(Dropped::Pictures);
        hours.into_iter().chain(pictures).collect()
    }

    /// Its fields; `id` where it is there already.
    pub(super) fn parts(&self, id: Option<u64>) -> Vec<Part<'a>> {
        let text = |name, value: &dyn ToString| Part::Text(name, value.to_string());
        let mut parts: Vec<Part<'a>> = id.map(|id| text("id", &id)).into_iter().collect();
        parts.extend([
            text("title", &self.title),
            text("description", &self.text),
            text("place_name", &self.place.name),
            text("place_address", &self.place.address),
            text("start_datetime", &self.starts),
            // Nothing stands for none: what is not named stays as it was.
            text("end_datetime", &self.ends.map(|ends| ends.to_string()).unwrap_or_default()),
            text("multidate", &self.is_of_days),
        ]);
        parts.extend(self.tags.iter().map(|tag| text("tags[]", tag)));
        if let Some(picture) = self.picture {
            parts.push(text("image_name", &picture.alt));
            parts.push(Part::Picture {
                name: picture.name(),
                media_type: picture.format.media_type(),
                bytes: &picture.file,
            });
        }
        parts
    }

    /// What a list of events shows of it.
    pub(super) fn face(&self) -> String {
        hash(&[
            self.title.trim(),
            &self.starts.to_string(),
            &number(self.ends),
            &self.place.name.to_lowercase(),
        ])
    }

    /// The whole of it, as far as it is text.
    pub(super) fn whole(&self) -> String {
        hash(&[&self.face(), &self.place.address.to_lowercase(), &shown::text(&self.text)])
    }

    pub(super) fn picture(&self) -> Option<String> {
        let picture = self.picture?;
        let mut hasher = Sha256::new();
        hasher.update(&picture.file);
        hasher.update(&picture.alt);
        Some(hex::encode(&hasher.finalize()))
    }

    /// Whether an answer has the text, and whether it has when and where.
    pub(super) fn is_kept(&self, there: &Value) -> (bool, bool) {
        let text =
            shown::text(description(there)) == shown::text(&self.text) && title(there) == self.title.trim();
        let when = there.get("start_datetime").and_then(Value::as_i64) == Some(self.starts)
            && ends(there) == self.ends;
        let is = |field: &str, value: &str| place(there, field) == value.to_lowercase();
        let is_place = is("name", &self.place.name) && is("address", &self.place.address);
        (text, when && is_place)
    }
}

/// What a list shows of an event that is there.
pub(super) fn face(there: &Value) -> String {
    let starts = there.get("start_datetime").and_then(Value::as_i64).unwrap_or_default();
    hash(&[title(there), &starts.to_string(), &number(ends(there)), &place(there, "name")])
}

/// The whole of an event that is there.
pub(super) fn whole(there: &Value) -> String {
    hash(&[&face(there), &place(there, "address"), &shown::text(description(there))])
}

fn title(there: &Value) -> &str {
    there.get("title").and_then(Value::as_str).unwrap_or_default().trim()
}

fn description(there: &Value) -> &str {
    there.get("description").and_then(Value::as_str).unwrap_or_default()
}

fn ends(there: &Value) -> Option<i64> {
    there.get("end_datetime").and_then(Value::as_i64).filter(|ends| *ends > 0)
}

fn place(there: &Value, field: &str) -> String {
    there.pointer(&format!("/place/{field}")).and_then(Value::as_str).unwrap_or_default().to_lowercase()
}

fn number(ends: Option<i64>) -> String {
    ends.map(|ends| ends.to_string()).unwrap_or_default()
}

/// A concert that ends at two in the morning is one evening.
fn is_of_days(event: &Event) -> bool {
    let Some(ends) = event.ends else { return false };
    let is_next = ends.day == event.starts.day.plus_days(1);
    let is_short = matches!((event.starts.time, ends.time), (Some(from), Some(until)) if until < from);
    ends.day > event.starts.day && !(is_next && is_short)
}

fn hash(texts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update((text.len() as u64).to_be_bytes());
        hasher.update(text);
    }
    hex::encode(&hasher.finalize())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_told_from_an_evening() {
        for (starts, ends, expected) in [
            ("2031-12-05T19:00", Some("2031-12-05T22:00"), false),
            ("2031-12-05T19:00", Some("2031-12-06T02:00"), false),
            ("2031-12-05T19:00", Some("2031-12-06T19:00"), true),
            ("2031-12-05T19:00", Some("2031-12-07T02:00"), true),
            ("2031-12-05", Some("2031-12-06"), true),
            ("2031-12-05", None, false),
            ("2031-12-05", Some("2031-12-01"), false),
        ] {
            let moment = |text: &str| text.parse().expect("a moment");
            let (starts, ends) = (moment(starts), ends.map(moment));
            let event = Event { starts, ends, place: None, is_cancelled: false };
            assert_eq!(is_of_days(&event), expected, "{} {:?}", event.starts, event.ends);
        }
    }
}
