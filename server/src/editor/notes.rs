//! `GET /v1/notes`: what editors of a section left for one another, sealed.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::bytes::Base64;
use super::{ApiError, Editors, LoggedIn};

pub mod one;

/// Which notes.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct Which {
    /// Of this section.
    section: String,
    /// The last id of the page before.
    #[param(value_type = Option<String>)]
    after: Option<NoteId>,
}

/// A page of notes, in the (random) order of their ids.
#[derive(Serialize, ToSchema)]
pub struct Notes {
    /// At most a hundred.
    items: Vec<Note>,
    /// Whether there may be more behind the last.
    more: bool,
}

/// A sealed note.
#[derive(Serialize, ToSchema)]
pub struct Note {
    /// Its id.
    #[schema(value_type = String)]
    id: NoteId,
    /// Its section.
    section: String,
    /// The day it came.
    day: String,
    /// Base64; null when it was not sealed to this editor.
    #[schema(value_type = Option<String>)]
    slot: Option<Base64>,
    /// The sealed message; base64.
    #[schema(value_type = String)]
    content: Base64,
}

/// A section's notes.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(get, path = "/v1/notes", params(Which), security(("session" = [])),
    responses((status = 200, body = Notes), (status = "4XX", body = super::error::ErrorBody)))]
pub async fn get(
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
        day: note.day.to_string(),
        slot: note.slot.map(Base64),
        content: Base64(note.content),
    });
    Ok(Json(Notes { items: items.collect(), more }))
}
