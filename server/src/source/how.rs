//! `GET /{language}/how`: what protects, and what does not.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use axum::response::Response;

use super::{Page, Source, rendered};

#[derive(Template)]
#[template(path = "how.html")]
struct How<'a> {
    page: Page<'a>,
}

/// The page.
pub async fn get(State(source): State<Arc<Source>>, Path(language): Path<String>) -> Response {
    rendered(StatusCode::OK, &How { page: Page::new(&source, &language, "how") })
}
