//! `GET /{language}/how`: what protects a source, and what does not.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;

use super::asked::Asked;
use super::{Page, Source, rendered};
use crate::i18n::key;

#[derive(Template)]
#[template(path = "how.html")]
struct How<'a> {
    page: Page<'a>,
}

/// The page.
pub(crate) async fn get(State(source): State<Arc<Source>>, asked: Asked) -> Response {
    rendered(StatusCode::OK, &How { page: Page::new(&source, &asked.language, "how") })
}
