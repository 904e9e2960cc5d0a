//! `PUT` and `DELETE /v1/notes/{id}`: leaves a note, removes it.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use estafette_keys::envelope::SLOT_MAX;
use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use estafette_wire::notes::NewNote;
use estafette_wire::{Base64, ErrorBody};

use super::super::{CONTENT_MAX, Editors, LoggedIn, put_status};
use crate::api::ApiError;
use crate::store::StoredNote;

/// Leaves a note. Sent once more, it is there once.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(put, path = "/v1/notes/{id}", request_body = NewNote, params(("id" = String, Path)), security(("session" = [])),
    responses((status = 201), (status = 200), (status = 409), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn put(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    id: Result<Path<NoteId>, PathRejection>,
    note: Result<Json<NewNote>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let (Path(id), Json(note)) = (id?, note?);
    if note.content.0.len() > CONTENT_MAX {
        return Err(ApiError::TooLarge);
    }
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
    let bytes = note.content.0.len() + slots.iter().map(|(_, slot)| slot.len()).sum::<usize>();
    editors.quotas.take(&editor.handle, bytes, day)?;
    let note = StoredNote { id, section, day, slot: None, content: note.content.0 };
    put_status(editors.store.put_note(note, slots).await?)
}

/// Removes a note of one of the editor's sections.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(delete, path = "/v1/notes/{id}", params(("id" = String, Path)), security(("session" = [])),
    responses((status = 204), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn delete(
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
