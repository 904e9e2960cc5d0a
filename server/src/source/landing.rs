//! `GET /` and `GET /{language}/`: the sections.

use std::sync::Arc;

use askama::Template;
use axum::extract::{Path, State};
use axum::http::header::ACCEPT_LANGUAGE;
use axum::http::{HeaderMap, StatusCode};
use axum::response::{IntoResponse, Redirect, Response};

use super::problem::{Problem, refuse};
use super::{Page, Source, rendered};

#[derive(Template)]
#[template(path = "landing.html")]
struct Landing<'a> {
    page: Page<'a>,
    sections: Vec<(String, String)>,
}

/// To the language the browser asks for.
pub async fn root(State(source): State<Arc<Source>>, headers: HeaderMap) -> Response {
    let accepted = headers.get(ACCEPT_LANGUAGE).and_then(|value| value.to_str().ok());
    Redirect::to(&format!("/{}/", source.words.accepted(accepted).tag)).into_response()
}

/// The page.
pub async fn get(State(source): State<Arc<Source>>, Path(language): Path<String>) -> Response {
    if source.words.locale(&language).is_none() {
        return refuse(&source, &language, Problem::NotFound);
    }
    let sections = source.sections(&language);
    rendered(StatusCode::OK, &Landing { page: Page::new(&source, &language, ""), sections })
}
