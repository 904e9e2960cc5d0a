//! The page after a form arrived: what is kept, the codename, how to keep it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Page, rendered};
use crate::i18n::key;

/// What is kept of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Acceptance {
    /// It is new. So many others of the same codename and day are still here.
    New {
        /// How many.
        others: usize,
    },
    /// It was kept before: once is enough.
    Before,
}

#[derive(Template)]
#[template(path = "sent.html")]
struct Sent<'a> {
    page: Page<'a>,
    section: String,
    words: Option<[&'static str; 8]>,
    note: Option<String>,
}

/// With the codename's words the first time; without them for who has them already.
pub(super) fn show(
    page: Page<'_>,
    section: String,
    words: Option<[&'static str; 8]>,
    kept: Acceptance,
) -> Response {
    let note = match (kept, words) {
        (Acceptance::New { others: 0 }, _) => None,
        // Only this form can have stored anything under a codename that it makes.
        (Acceptance::New { others }, Some(_)) => {
            Some(page.locale().say_with(key!("sent-beside"), "count", others))
        }
        (Acceptance::New { .. }, None) => Some(page.say(key!("sent-thread-beside"))),
        (Acceptance::Before, _) => Some(page.say(key!("sent-before"))),
    };
    rendered(StatusCode::OK, &Sent { page, section, words, note })
}
