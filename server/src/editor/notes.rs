//! `/v1/notes`: what editors of a section leave for one another, sealed.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::StatusCode;
use estafette_keys::envelope::SLOT_MAX;
use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::bytes::Base64;
use super::{ApiError, Editors, LoggedIn};
use crate::store::{Put, StoredNote};

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
    /// Base64; absent when it was not sealed to this editor.
    #[schema(value_type = Option<String>)]
    slot: Option<Base64>,
    /// The sealed message; base64.
    #[schema(value_type = String)]
    content: Base64,
}

/// A note to leave.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    /// Its section.
    section: String,
    /// A slot for each editor of the section, by handle; base64.
    #[schema(value_type = BTreeMap<String, String>)]
    slots: BTreeMap<String, Base64>,
    /// The sealed message; base64, at most 2 MiB.
    #[schema(value_type = String)]
    content: Base64,
}

/// A section's notes.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(get, path = "/v1/notes", params(Which),
    responses((status = 200, body = Notes), (status = "4XX", body = super::error::ErrorBody)))]
pub async fn list(
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

/// Leaves a note. Sent once more, it is there once.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(put, path = "/v1/notes/{id}", request_body = NewNote, params(("id" = String, Path)),
    responses((status = 201), (status = 200), (status = 409), (status = "4XX", body = super::error::ErrorBody)))]
pub async fn put(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    id: Result<Path<NoteId>, PathRejection>,
    note: Result<Json<NewNote>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let (Path(id), Json(note)) = (id?, note?);
    let section: SectionName = note.section.parse().map_err(|_| ApiError::Malformed)?;
    editor.reads(&section)?;
    let slots: Vec<(Handle, Vec<u8>)> = note
        .slots
        .into_iter()
        .map(|(handle, Base64(slot))| Ok((handle.parse()?, slot)))
        .collect::<Result<_, estafette_keys::roster::RosterError>>()
        .map_err(|_| ApiError::Malformed)?;
    let roster = editors.directory.roster();
    let known = |handle: &Handle| roster.editors_of(&section).any(|editor| editor.handle == *handle);
    if !slots.iter().all(|(handle, slot)| known(handle) && slot.len() <= SLOT_MAX) {
        return Err(ApiError::Malformed);
    }
    let day = editors.clock.today();
    let note = StoredNote { id, section, day, slot: None, content: note.content.0 };
    match editors.store.put_note(note, slots).await? {
        Put::Created => Ok(StatusCode::CREATED),
        Put::Same => Ok(StatusCode::OK),
        Put::Conflict => Err(ApiError::Conflict),
        Put::Crowded => Err(ApiError::Full),
    }
}

/// Removes a note of one of the editor's sections.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(delete, path = "/v1/notes/{id}", params(("id" = String, Path)),
    responses((status = 204), (status = "4XX", body = super::error::ErrorBody)))]
pub async fn remove(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    id: Result<Path<NoteId>, PathRejection>,
) -> Result<StatusCode, ApiError> {
    let Path(id) = id?;
    let section = editors.store.note_section(id).await?.ok_or(ApiError::NotFound)?;
    editor.reads(&section).map_err(|_| ApiError::NotFound)?;
    editors.store.delete_note(id).await?;
    Ok(StatusCode::NO_CONTENT)
}
