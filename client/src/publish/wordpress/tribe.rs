//! The plugin The Events Calendar: its events are posts of a kind of their own, and when and where they take place is told by its own
//! REST interface (`tribe/events/v1`). It shows that itself, with structured data and a file for calendars.

use serde_json::{Value, json};

use super::WordPressError;
use super::journal::{Keep, Posted, hash, journal};
use super::letters::meaning;
use super::rest::{Rest, number};
use super::shown::plain;
use crate::publish::Event;
use crate::publish::event::Told;
use crate::publish::zone::Zone;

const NAMESPACE: &str = "tribe/events/v1";
const KIND: &str = "tribe_events";

/// Whether a site has it. One that closes what would say so has not.
pub(super) fn is_there(rest: &Rest<'_>) -> Result<bool, WordPressError> {
    let Some(index) = told(rest, "/", &[("_fields", "namespaces")])? else { return Ok(false) };
    let names = index.get("namespaces").and_then(Value::as_array);
    if !names.is_some_and(|names| names.iter().any(|name| name == NAMESPACE)) {
        return Ok(false);
    }
    let kind = told(rest, &format!("/wp/v2/types/{KIND}"), &[])?;
    Ok(kind.is_some_and(|kind| kind.get("rest_base").and_then(Value::as_str) == Some(KIND)))
}

/// Whether nobody but us said when and where it is.
pub(super) fn is_untouched(rest: &Rest<'_>, id: u64, posted: &Posted) -> Result<bool, WordPressError> {
    if posted.fields.is_empty() {
        return Ok(true);
    }
    let there = rest.get(&route(id), &[])?;
    Ok(posted.fields.contains(&fields_hash(&there.value)))
}

/// Says when and where it is. `false` where the site says something else afterwards.
pub(super) fn write(
    rest: &Rest<'_>,
    id: u64,
    event: &Event,
    zone: Option<&Zone>,
    posted: &mut Posted,
    keep: Keep<'_>,
) -> Result<bool, WordPressError> {
    let mut fields = fields(event, zone);
    let place = Told::of(event, "").place;
    let mut wanted = fields.clone();
    wanted["venue"] = json!({ "venue": place });
    let wanted = fields_hash(&wanted);
    let before = rest.get(&route(id), &[])?.value;
    if fields_hash(&before) != wanted {
        // Who may publish would publish it, if nothing were said of that.
        let own = rest.get(&posted.route(id), &[("context", "edit")])?.value;
        let was = own.get("status").and_then(Value::as_str).unwrap_or("draft").to_owned();
        fields["status"] = json!(was);
        if let Some(place) = place.filter(|place| venue(&before) != name(place)) {
            fields["venue"] = match known_venue(rest, &place)? {
                Some(known) => json!(known),
                // Its name is public before the event is, else.
                None => json!({ "venue": place, "status": was }),
            };
        }
        posted.fields.push(wanted.clone());
        keep(posted).map_err(journal)?;
        rest.put(&route(id), &fields)?;
        let now = rest.get(&posted.route(id), &[("context", "edit")])?.value;
        let is_public = now.get("status").and_then(Value::as_str) == Some("publish");
        if is_public && was != "publish" {
            rest.put(&posted.route(id), &json!({ "status": "draft" }))?;
            return Err(WordPressError::PublishedAtOnce);
        }
    }
    let there = fields_hash(&rest.get(&route(id), &[])?.value);
    let is_kept = there == wanted;
    posted.fields = vec![there];
    keep(posted).map_err(journal)?;
    Ok(is_kept)
}

fn route(id: u64) -> String {
    format!("/{NAMESPACE}/events/{id}")
}

/// The hours are the site's, or those of the zone that somebody named: the plugin knows the zones.
fn fields(event: &Event, zone: Option<&Zone>) -> Value {
    let is_whole = event.starts.time.is_none();
    let at = |day: &dyn ToString, time: &str| format!("{} {time}", day.to_string());
    let clock = |time: jiff::civil::Time| time.strftime("%H:%M:%S").to_string();
    let starts = at(&event.starts.day, &event.starts.time.map_or("00:00:00".to_owned(), clock));
    let ends = match event.ends {
        Some(ends) if is_whole || ends.time.is_none() => at(&ends.day.max(event.starts.day), "23:59:59"),
        Some(ends) => at(&ends.day, &ends.time.map_or("23:59:59".to_owned(), clock)),
        None if is_whole => at(&event.starts.day, "23:59:59"),
        None => starts.clone(),
    };
    // It can't end before it begins.
    let ends = if ends < starts { starts.clone() } else { ends };
    let mut fields = json!({ "all_day": is_whole, "start_date": starts, "end_date": ends });
    if let Some(zone) = zone.filter(|_| !is_whole) {
        fields["timezone"] = json!(zone.to_string());
    }
    fields
}

fn fields_hash(event: &Value) -> String {
    let text = |field: &str| event.get(field).and_then(Value::as_str).unwrap_or_default();
    let is_whole = event.get("all_day").and_then(Value::as_bool).unwrap_or_default();
    // Which second of the last minute it is told as, is the plugin's own affair.
    let ends = text("end_date").get(..16).unwrap_or_default();
    hash(&[text("start_date"), ends, &is_whole.to_string(), &venue(event)])
}

/// A place, as an answer has it: there is none in an empty list.
fn venue(event: &Value) -> String {
    name(event.pointer("/venue/venue").and_then(Value::as_str).unwrap_or_default())
}

/// A place's name, whatever signs the site chose.
fn name(text: &str) -> String {
    plain(&meaning(text))
}

fn known_venue(rest: &Rest<'_>, place: &str) -> Result<Option<u64>, WordPressError> {
    let found = told(rest, &format!("/{NAMESPACE}/venues"), &[("search", place), ("per_page", "50")])?;
    let venues = found.as_ref().and_then(|found| found.get("venues")).and_then(Value::as_array);
    let is_it =
        |known: &&Value| name(known.get("venue").and_then(Value::as_str).unwrap_or_default()) == name(place);
    let known = venues.into_iter().flatten().find(is_it);
    known.map(|known| number(known, "id")).transpose()
}

/// An answer; `None` where there is no such thing, or where it is closed.
fn told(rest: &Rest<'_>, route: &str, query: &[(&str, &str)]) -> Result<Option<Value>, WordPressError> {
    match rest.get(route, query) {
        Ok(heard) => Ok(Some(heard.value)),
        Err(
            error @ (WordPressError::Web(_)
            | WordPressError::Maintenance
            | WordPressError::Moved(_)
            | WordPressError::LoginPage),
        ) => Err(error),
        Err(_) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told_of(starts: &str, ends: Option<&str>) -> (bool, String, String) {
        let moment = |text: &str| text.parse().expect("a moment");
        let (starts, ends) = (moment(starts), ends.map(moment));
        let event = Event { starts, ends, place: None, is_cancelled: false };
        let fields = fields(&event, None);
        let text = |name: &str| fields[name].as_str().expect("a text").to_owned();
        (fields["all_day"] == true, text("start_date"), text("end_date"))
    }

    #[test]
    fn days_and_hours_are_told_as_the_plugin_has_them() {
        for (starts, ends, expected) in [
            (
                "2031-12-05T19:00",
                Some("2031-12-05T22:30"),
                (false, "2031-12-05 19:00:00", "2031-12-05 22:30:00"),
            ),
            ("2031-12-05T19:00", None, (false, "2031-12-05 19:00:00", "2031-12-05 19:00:00")),
            ("2031-12-05T19:00", Some("2031-12-06"), (false, "2031-12-05 19:00:00", "2031-12-06 23:59:59")),
            (
                "2031-12-05T19:00",
                Some("2031-12-05T02:00"),
                (false, "2031-12-05 19:00:00", "2031-12-05 19:00:00"),
            ),
            ("2031-12-05", None, (true, "2031-12-05 00:00:00", "2031-12-05 23:59:59")),
            ("2031-12-31", Some("2032-01-02T12:00"), (true, "2031-12-31 00:00:00", "2032-01-02 23:59:59")),
            ("2031-12-05", Some("2031-12-01"), (true, "2031-12-05 00:00:00", "2031-12-05 23:59:59")),
        ] {
            let (is_whole, first, last) = expected;
            assert_eq!(
                told_of(starts, ends),
                (is_whole, first.to_owned(), last.to_owned()),
                "{starts} {ends:?}"
            );
        }
    }

    #[test]
    fn a_whole_day_is_in_no_zone() {
        let zone: Zone = "Europe/Brussels".parse().expect("a zone");
        let event = |starts: &str| Event {
            starts: starts.parse().expect("a moment"),
            ends: None,
            place: None,
            is_cancelled: false,
        };
        assert_eq!(fields(&event("2031-12-05T19:00"), Some(&zone))["timezone"], "Europe/Brussels");
        assert_eq!(fields(&event("2031-12-05"), Some(&zone)).get("timezone"), None);
    }
}
