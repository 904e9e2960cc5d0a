//! The page after a form arrived: the codename, how to keep it.

use askama::Template;
use axum::http::StatusCode;
use axum::response::Response;

use super::{Page, rendered};

#[derive(Template)]
#[template(path = "sent.html")]
struct Sent<'a> {
    page: Page<'a>,
    section: String,
    words: Option<[&'static str; 8]>,
}

/// With the codename's words the first time; without them for who has them already.
pub(super) fn show(page: Page<'_>, section: String, words: Option<[&'static str; 8]>) -> Response {
    rendered(StatusCode::OK, &Sent { page, section, words })
}
