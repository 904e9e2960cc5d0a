//! `GET /{language}/arrived/{form}`: how much of a form has come, for whoever waits for a large one. It reloads itself, without
//! script, until there is nothing more to say, or for an hour.

use std::sync::Arc;
use std::time::Duration;

use askama::Template;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use axum::http::header::REFRESH;
use axum::http::{HeaderValue, StatusCode};
use axum::response::Response;
use serde::Deserialize;

use super::asked::Asked;
use super::problem::{Problem, refuse};
use super::progress::{FormSeen, Seen};
use super::{Page, Source, rendered};
use crate::clock::moment;
use crate::i18n::key;

/// How often it reloads itself, in seconds, and how often in all.
const EVERY: u64 = 5;
const RELOADS: u64 = 3_600 / EVERY;
/// What files are counted in.
const MEGABYTE: u64 = 1_000_000;

/// How often it was reloaded. Nobody remembers that but its address.
#[derive(Deserialize)]
pub(crate) struct Reloaded {
    #[serde(default)]
    times: u64,
}

#[derive(Template)]
#[template(path = "arrived.html")]
struct Arrived<'a> {
    page: Page<'a>,
    /// What has come, and what becomes of it.
    lines: Vec<String>,
    /// Whether it reloads itself.
    reloads: bool,
    /// Where to look again, where it no longer does.
    again: Option<String>,
}

/// Where it is for this form.
pub(super) fn address(language: &str, form: &FormSeen) -> String {
    format!("/{language}/arrived/{}", form.as_str())
}

/// Whether this is the path of such a page.
pub(super) fn is_asked(path: &str) -> bool {
    path.split('/').nth(2) == Some("arrived")
}

/// The page.
pub(crate) async fn get(
    State(source): State<Arc<Source>>,
    asked: Asked,
    reloaded: Result<Query<Reloaded>, QueryRejection>,
) -> Response {
    let Some(form) = FormSeen::asked(&asked.form) else {
        return refuse(&source, &asked.language, Problem::NotFound);
    };
    // Where an address was changed by hand, it begins anew.
    let times = reloaded.map_or(0, |Query(reloaded)| reloaded.times);
    let page = Page::alone(&source, &asked.language);
    let (seen, address) = (source.progress.see(&form, moment()), address(page.language(), &form));
    let goes_on = matches!(seen, Seen::Nothing | Seen::Coming(..));
    let reloads = goes_on && times < RELOADS;
    let again = (goes_on && !reloads).then(|| address.clone());
    let lines = lines(&page, seen);
    let mut response = rendered(StatusCode::OK, &Arrived { page, lines, reloads, again });
    if reloads && let Ok(next) = HeaderValue::try_from(format!("{EVERY}; url={address}?times={}", times + 1))
    {
        response.headers_mut().insert(REFRESH, next);
    }
    response
}

fn lines(page: &Page<'_>, seen: Seen) -> Vec<String> {
    match seen {
        Seen::Nothing => vec![page.say(key!("arrived-nothing")), page.say(key!("arrived-elsewhere"))],
        Seen::Coming(come, of, left) => {
            // Never more than there is, nor all before all is there.
            let said = [("come", (come / MEGABYTE).into()), ("of", of.div_ceil(MEGABYTE).into())];
            let come = page.locale().say_with_all(key!("arrived-coming"), &said);
            let minutes = |left: Duration| {
                let minutes = usize::try_from(left.as_secs().div_ceil(60).max(1)).unwrap_or(usize::MAX);
                page.locale().say_with(key!("arrived-left"), "minutes", minutes)
            };
            std::iter::once(come).chain(left.map(minutes)).collect()
        }
        Seen::Whole => vec![page.say(key!("arrived-whole"))],
        Seen::Refused => vec![page.say(key!("arrived-refused"))],
    }
}
