//! What comes after a draft: its moment, what became of it, its end.

use estafette_keys::day::Day;
use serde_json::{Value, json};

use super::WordPressError;
use super::calendar::delete_others;
use super::journal::{Keep, Posted, journal, whole_hash};
use super::push::{remember, status, untouched};
use super::rest::Rest;
use super::shown::seen;
use crate::publish::status::Status;

/// A post is scheduled for no moment that is closer than this, in seconds: a site publishes what is due within the minute.
const AHEAD: i64 = 300;

/// Schedules a post of ours for the moment its date says, by the site's own clock.
///
/// # Errors
/// [`WordPressError`].
pub(crate) fn schedule(
    rest: &Rest<'_>,
    posted: &mut Posted,
    moment: &str,
    keep: Keep<'_>,
) -> Result<(), WordPressError> {
    let id = posted.post.ok_or(WordPressError::Gone)?;
    untouched(rest, id, posted, false)?;
    let route = posted.route(id);
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
pub(crate) fn follow(
    rest: &Rest<'_>,
    posted: &mut Posted,
    today: Day,
    keep: Keep<'_>,
) -> Result<(), WordPressError> {
    let Some(id) = posted.post else { return Ok(()) };
    match rest.get(&posted.route(id), &[("context", "edit")]) {
        Ok(heard) => remember(&heard, posted)?,
        Err(WordPressError::Gone) => posted.status = Status::Gone,
        // An account that may not change what is public can still read it.
        Err(WordPressError::MayNotChange | WordPressError::NotLoggedIn | WordPressError::Closed(_)) => {
            remember(&rest.get(&posted.route(id), &[])?, posted)?;
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

/// Puts a post back to draft, and looks whether it is one. Is its page shown all the same?
///
/// # Errors
/// [`WordPressError`].
pub(crate) fn withdraw(rest: &Rest<'_>, posted: &mut Posted, keep: Keep<'_>) -> Result<bool, WordPressError> {
    let id = posted.post.ok_or(WordPressError::Gone)?;
    let route = posted.route(id);
    let link = posted.link.clone();
    rest.put(&route, &json!({ "status": "draft" }))?;
    let there = rest.get(&route, &[("context", "edit")])?;
    remember(&there, posted)?;
    if posted.status != Status::Draft {
        return Err(WordPressError::MayNotChange);
    }
    posted.known = Some(whole_hash(&there.value));
    posted.since = None;
    keep(posted).map_err(journal)?;
    Ok(is_shown(rest, id, link.as_deref(), &there.value))
}

/// Deletes a post and its pictures, for good, and looks whether it is gone. Is its page shown all the same?
///
/// # Errors
/// [`WordPressError`]; what is gone already is no error.
pub(crate) fn delete(rest: &Rest<'_>, posted: &mut Posted, keep: Keep<'_>) -> Result<bool, WordPressError> {
    while let Some(media) = posted.pictures.last().map(|picture| picture.media) {
        if let Some(media) = media {
            rest.delete_if_there(&format!("/wp/v2/media/{media}"))?;
        }
        posted.pictures.pop();
        keep(posted).map_err(journal)?;
    }
    delete_others(rest, None, posted, keep)?;
    let mut is_still_shown = false;
    if let Some(id) = posted.post {
        let route = posted.route(id);
        let before = rest.get(&route, &[("context", "edit")]).map(|heard| heard.value).unwrap_or_default();
        rest.delete_if_there(&route)?;
        match rest.get(&route, &[("context", "edit")]) {
            Ok(_) => return Err(WordPressError::MayNotChange),
            Err(WordPressError::Gone) => {}
            Err(error) => return Err(error),
        }
        is_still_shown = is_shown(rest, id, posted.link.as_deref(), &before);
    }
    (posted.status, posted.link, posted.since) = (Status::Gone, None, None);
    keep(posted).map_err(journal)?;
    Ok(is_still_shown)
}

/// Does anybody who comes to its address see it still? A cache may have kept the page. What can't be looked at is not shown.
fn is_shown(rest: &Rest<'_>, id: u64, link: Option<&str>, post: &Value) -> bool {
    let raw = |field: &str| post.pointer(&format!("/{field}/raw")).and_then(Value::as_str).map(seen);
    let Some(title) = raw("title").filter(|title| !title.is_empty()) else { return false };
    let by_number = rest.page(&format!("?p={id}"));
    let by_link = link.and_then(|link| rest.page_of(link));
    by_number.into_iter().chain(by_link).any(|page| seen(&page).contains(&title))
}
