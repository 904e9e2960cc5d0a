//! `GET /` and `GET /{language}/`: the sections.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use super::asked::Asked;
use super::{Page, SectionBox, Source, rendered};
use crate::i18n::key;

#[derive(Template)]
#[template(path = "landing.html")]
struct Landing<'a> {
    page: Page<'a>,
    sections: Vec<SectionBox>,
}

/// To the language the browser asks for.
pub(crate) async fn root(State(source): State<Arc<Source>>, headers: HeaderMap) -> Response {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Redirect::to(&format!("/{}/", source.words.accepted(accepted).tag)).into_response()
}

/// The same address without its last slash.
pub(crate) async fn slash(asked: Asked) -> Response {
    Redirect::permanent(&format!("/{}/", asked.language)).into_response()
}

/// The page.
pub(crate) async fn get(State(source): State<Arc<Source>>, asked: Asked) -> Response {
    let page = Page::new(&source, &asked.language, "");
    let sections = source.boxes(&page);
    rendered(StatusCode::OK, &Landing { page, sections })
}
