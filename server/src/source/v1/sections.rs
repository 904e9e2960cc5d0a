//! `GET /v1/sections/{section}`: whom to seal to, as the editors signed it. Nothing here is to be believed unchecked.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use serde::Serialize;

use super::pinned::Pinned;
use crate::editor::ApiError;
use crate::editor::bytes::Base64;
use crate::editor::epochs::Statement;
use crate::source::Source;

/// What its editors state.
#[derive(Serialize)]
pub struct Stated {
    /// The server's day, in UTC.
    today: String,
    /// Their epoch keys of this week; of who has none, the cert receives.
    epochs: Vec<OfEditor>,
    /// The latest week in which the box was opened.
    opened: Option<OpenedIn>,
}

#[derive(Serialize)]
struct OfEditor {
    editor: String,
    statement: Statement,
}

#[derive(Serialize)]
struct OpenedIn {
    editor: String,
    week: String,
    proof: Base64,
}

/// What the editors of a section state.
///
/// # Errors
/// [`ApiError::NotFound`] when there is no such section, or nobody reads it.
pub async fn get(
    State(source): State<Arc<Source>>,
    _: Pinned,
    path: Result<Path<String>, PathRejection>,
) -> Result<Json<Stated>, ApiError> {
    let section = source.section(&path?.0).ok_or(ApiError::NotFound)?.name;
    let (roster, today) = (source.directory.roster(), source.clock.today());
    let stored = source.store.epochs().await?.into_iter();
    let epochs = stored
        .filter(|one| one.weeks.contains(&today.week()))
        .filter(|one| roster.editors_of(&section).any(|editor| editor.handle == one.editor))
        .map(|one| OfEditor {
            editor: one.editor.as_str().to_owned(),
            statement: Statement::of(one.statement),
        })
        .collect();
    let opened = source.directory.alive_statement(&section).map(|alive| OpenedIn {
        editor: alive.editor.as_str().to_owned(),
        week: alive.week.to_string(),
        proof: Base64(alive.proof.to_vec()),
    });
    Ok(Json(Stated { today: today.to_string(), epochs, opened }))
}
