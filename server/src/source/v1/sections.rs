//! `GET /v1/sections/{section}`: whom to seal to, as the editors signed it. Nothing here is to be believed unchecked.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use estafette_wire::ErrorBody;
use estafette_wire::sections::{EpochsOf, Stated};

use super::pinned::Pinned;
use crate::api::ApiError;
use crate::source::Source;

/// What the editors of a section state, for who has the network's pin; to anyone else it is not there.
///
/// # Errors
/// [`ApiError::NotFound`] when there is no such section, or nobody reads it.
#[utoipa::path(get, path = "/v1/sections/{section}",
    params(("section" = String, Path),
        ("Estafette-Pin" = String, Header, description = "The network's pin, 40 hex digits.")),
    responses((status = 200, body = Stated), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn get(
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
        .map(|one| EpochsOf { editor: one.editor.as_str().to_owned(), statement: one.statement.into() })
        .collect();
    let opened = source.directory.alive_statement(&section).map(Into::into);
    Ok(Json(Stated { today, epochs, opened }))
}
