//! `GET /{language}/leave`: a page that says nothing, and a browser that has kept nothing.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::{HeaderName, HeaderValue, StatusCode};
use axum::response::Response;

use super::{Page, Source, rendered};

#[derive(Template)]
#[template(path = "leave.html")]
struct Leave<'a> {
    page: Page<'a>,
}

/// The page.
pub async fn get(State(source): State<Arc<Source>>, Path(language): Path<String>) -> Response {
    let mut response = rendered(StatusCode::OK, &Leave { page: Page::new(&source, &language, "leave") });
    response.headers_mut().insert(
        HeaderName::from_static("clear-site-data"),
        HeaderValue::from_static("\"cache\", \"cookies\", \"storage\""),
    );
    response
}
