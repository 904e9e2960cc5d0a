//! `GET` and `POST /{language}/leave`: a page that says nothing about this site, and asks the browser to forget it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::header::REFRESH;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;
use serde::Deserialize;
use zeroize::{Zeroize, ZeroizeOnDrop};

use super::asked::{Asked, Filled};
use super::{Page, Source, rendered};
use crate::i18n::key;

#[derive(Template)]
#[template(path = "leave.html")]
struct Leave<'a> {
    page: Page<'a>,
}

/// Which page of a codename is left.
#[derive(Deserialize, Zeroize, ZeroizeOnDrop)]
pub(crate) struct LeaveForm {
    #[serde(default)]
    shown: String,
}

/// The page.
pub(crate) async fn get(State(source): State<Arc<Source>>, asked: Asked) -> Response {
    left(&source, &asked.language)
}

/// The same, from the page of a codename: whoever sends that form again is not shown its codename any more.
pub(crate) async fn post(
    State(source): State<Arc<Source>>,
    asked: Asked,
    Filled(form): Filled<LeaveForm>,
) -> Response {
    source.tokens.left(&form.shown, source.clock.now());
    left(&source, &asked.language)
}

fn left(source: &Source, language: &str) -> Response {
    let mut response = rendered(StatusCode::OK, &Leave { page: Page::alone(source, language) });
    let headers = response.headers_mut();
    headers.insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"cookies\", \"storage\""),
    );
    if let Some(elsewhere) = &source.leave_to {
        headers.insert(REFRESH, elsewhere.clone());
    }
    response
}
