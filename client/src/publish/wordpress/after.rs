//! What comes after a draft: its moment, what became of it, its end.

use estafette_keys::day::Day;
use serde_json::{Value, json};

use super::WordPressError;
use super::journal::{Posted, Status, whole_hash};
use super::push::{Keep, journal, remember, status, untouched};
use super::rest::{Heard, Rest};

/// A post is scheduled for no moment that is closer than this, in seconds: a site publishes what is due within the minute.
const AHEAD: i64 = 300;

/// Schedules a post of ours for the moment its date says, by the site's own clock.
///
/// # Errors
/// [`WordPressError`].
pub fn schedule(
    rest: &Rest<'_>,
    posted: &mut Posted,
    moment: &str,
    keep: Keep<'_>,
) -> Result<(), WordPressError> {
    let id = posted.post.ok_or(WordPressError::Gone)?;
    untouched(rest, id, posted)?;
    let route = format!("/wp/v2/posts/{id}");
    let dated = rest.put(&route, &json!({ "date": moment }))?;
    let clock = dated.clock.ok_or(WordPressError::NoClock)?;
    let due = dated.value.get("date_gmt").and_then(Value::as_str);
    let due = due.and_then(|due| due.parse::<jiff::civil::DateTime>().ok());
    let due =
        due.and_then(|due| due.to_zoned(jiff::tz::TimeZone::UTC).ok()).ok_or(WordPressError::Malformed)?;
    if due.timestamp().as_second() < clock + AHEAD {
        return Err(WordPressError::TooSoon);
    }
    let heard = rest.put(&route, &json!({ "status": "future", "date": moment }))?;
    if status(&heard.value) == Status::Public {
        rest.put(&route, &json!({ "status": "draft" }))?;
        return Err(WordPressError::PublishedAtOnce);
    }
    remember(&heard, posted)?;
    posted.known = Some(whole_hash(&heard.value));
    keep(posted).map_err(journal)
}

/// Looks what a post is now.
///
/// # Errors
/// [`WordPressError`].
pub fn follow(
    rest: &Rest<'_>,
    posted: &mut Posted,
    today: Day,
    keep: Keep<'_>,
) -> Result<(), WordPressError> {
    let Some(id) = posted.post else { return Ok(()) };
    match rest.get(&format!("/wp/v2/posts/{id}"), &[("context", "edit")]) {
        Ok(heard) => remember(&heard, posted)?,
        Err(WordPressError::Gone) => posted.status = Status::Gone,
        // An account that may not change what is public can still read it.
        Err(WordPressError::MayNotChange | WordPressError::NotLoggedIn) => {
            remember(&rest.get(&format!("/wp/v2/posts/{id}"), &[])?, posted)?;
        }
        Err(error) => return Err(error),
    }
    if posted.status == Status::Public {
        posted.since.get_or_insert(today);
    } else {
        posted.since = None;
    }
    keep(posted).map_err(journal)
}

/// Puts a post back to draft.
///
/// # Errors
/// [`WordPressError`].
pub fn withdraw(rest: &Rest<'_>, posted: &mut Posted, keep: Keep<'_>) -> Result<(), WordPressError> {
    let id = posted.post.ok_or(WordPressError::Gone)?;
    let heard = rest.put(&format!("/wp/v2/posts/{id}"), &json!({ "status": "draft" }))?;
    remember(&heard, posted)?;
    if posted.status != Status::Draft {
        return Err(WordPressError::MayNotChange);
    }
    posted.known = Some(whole_hash(&heard.value));
    posted.since = None;
    keep(posted).map_err(journal)
}

/// Deletes a post and its pictures, for good.
///
/// # Errors
/// [`WordPressError`]; what is gone already is no error.
pub fn delete(rest: &Rest<'_>, posted: &mut Posted, keep: Keep<'_>) -> Result<(), WordPressError> {
    while let Some(media) = posted.pictures.last().map(|picture| picture.media) {
        if let Some(media) = media {
            gone(rest.delete(&format!("/wp/v2/media/{media}")))?;
        }
        posted.pictures.pop();
        keep(posted).map_err(journal)?;
    }
    if let Some(id) = posted.post {
        gone(rest.delete(&format!("/wp/v2/posts/{id}")))?;
    }
    (posted.status, posted.link, posted.since) = (Status::Gone, None, None);
    keep(posted).map_err(journal)
}

fn gone(deleted: Result<Heard, WordPressError>) -> Result<(), WordPressError> {
    match deleted {
        Ok(_) | Err(WordPressError::Gone) => Ok(()),
        Err(error) => Err(error),
    }
}
