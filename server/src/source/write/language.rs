//! `POST /{language}/write/{section}/{kind}/language`: the form in another language, with all that was typed. Its files stay behind:
//! a browser does not choose them again.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};

use super::Intake;
use super::page::Fault;
use crate::form::Typed;
use crate::source::Source;
use crate::source::asked::Asked;
use crate::source::problem::{Problem, refuse_keeping};
use crate::source::whole;

/// The most bytes of what was typed: three times the longest text, as each byte of it may come as three.
const BODY_MAX: usize = 512 * 1024;

/// The form again.
pub(crate) async fn post(State(source): State<Arc<Source>>, asked: Asked, body: Body) -> Response {
    let Ok(body) = whole::bytes(&source, asked.circuit, BODY_MAX, body).await else {
        // Too long to be sent at all, or cut off on its way: a browser that gets no page keeps the one it shows.
        return StatusCode::NO_CONTENT.into_response();
    };
    let (typed, files) = Typed::of_pairs(&body);
    let section = source.section(&asked.section);
    match Intake::of(&source, section.as_ref(), &asked) {
        Some(place) if source.is_closed(place.section) => {
            refuse_keeping(&source, &asked.language, Problem::Closed, typed)
        }
        Some(place) => place.form(typed, &Fault::None, files),
        None => refuse_keeping(&source, &asked.language, Problem::NotFound, typed),
    }
}
