//! `GET /v1/notes`: what editors of a section left for one another, sealed.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;
use estafette_wire::notes::{Note, Notes};
use estafette_wire::{Base64, ErrorBody};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Editors, LoggedIn};
use crate::api::ApiError;

pub(crate) mod one;

/// Which notes.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct Which {
    /// Of this section.
    section: String,
    /// The last id of the page before.
    #[param(value_type = Option<String>)]
    after: Option<NoteId>,
}

/// A section's notes.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(get, path = "/v1/notes", params(Which), security(("session" = [])),
    responses((status = 200, body = Notes), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn get(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    query: Result<Query<Which>, QueryRejection>,
) -> Result<Json<Notes>, ApiError> {
    let Query(which) = query?;
    let section: SectionName = which.section.parse().map_err(|_| ApiError::Malformed)?;
    editor.reads(&section)?;
    let (items, more) = editors.store.notes(&section, &editor.handle, which.after).await?;
    let items = items.into_iter().map(|note| Note {
        id: note.id,
        section: note.section.to_string(),
        day: note.day,
        slot: note.slot.map(Base64),
        content: Base64(note.content),
    });
    Ok(Json(Notes { items: items.collect(), more }))
}
