//! `/v1/submissions/{id}/slots/{editor}`: an editor who can open a submission seals its key to one who could not; one
//! whose slot opens with no key of theirs gives it up, so that another seals it to them again.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use estafette_keys::envelope::SLOT_MAX;
use estafette_keys::ids::SubmissionId;
use estafette_wire::submissions::NewSlot;
use estafette_wire::{Base64, ErrorBody};

use super::super::{Editors, LoggedIn, put_status};
use super::{in_own, reader};
use crate::api::ApiError;

/// Adds a slot where there is none. The content does not move.
///
/// # Errors
/// [`ApiError::Conflict`] when that editor has a slot already; [`ApiError::NotFound`] also when the submission is of no
/// section that one of the two reads.
#[utoipa::path(put, path = "/v1/submissions/{id}/slots/{editor}", request_body = NewSlot,
    params(("id" = String, Path), ("editor" = String, Path)), security(("session" = [])),
    responses((status = 201), (status = 200), (status = 409), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn put(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    path: Result<Path<(SubmissionId, String)>, PathRejection>,
    slot: Result<Json<NewSlot>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let (Path((id, other)), Json(NewSlot { slot: Base64(slot) })) = (path?, slot?);
    if slot.len() > SLOT_MAX {
        return Err(ApiError::TooLarge);
    }
    let (section, _) = editors.store.content(id).await?.ok_or(ApiError::NotFound)?;
    let sections = in_own(&editors, &editor, id, section).await?;
    let roster = editors.directory.roster();
    let other = reader(&roster, &sections, &other).ok_or(ApiError::NotFound)?.clone();
    put_status(editors.store.put_slot(id, other, slot).await?)
}

/// Gives up a slot of one's own. The other editors see from then on that there is none.
///
/// # Errors
/// [`ApiError::Forbidden`] when it is another's; [`ApiError::NotFound`] when there is none.
#[utoipa::path(delete, path = "/v1/submissions/{id}/slots/{editor}",
    params(("id" = String, Path), ("editor" = String, Path)), security(("session" = [])),
    responses((status = 204), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn delete(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    path: Result<Path<(SubmissionId, String)>, PathRejection>,
) -> Result<StatusCode, ApiError> {
    let Path((id, whose)) = path?;
    if whose != editor.handle.as_str() {
        return Err(ApiError::Forbidden);
    }
    let was = editors.store.delete_slot(id, editor.handle.clone()).await?;
    if was { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::NotFound) }
}
