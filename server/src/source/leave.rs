//! `GET /{language}/leave`: a page that says nothing about this site, and asks the browser to forget it.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::header::REFRESH;
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;

use super::asked::Asked;
use super::{Page, Source, rendered};
use crate::i18n::key;

#[derive(Template)]
#[template(path = "leave.html")]
struct Leave<'a> {
    page: Page<'a>,
}

/// The page.
pub(crate) async fn get(State(source): State<Arc<Source>>, asked: Asked) -> Response {
    let mut response = rendered(StatusCode::OK, &Leave { page: Page::alone(&source, &asked.language) });
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
