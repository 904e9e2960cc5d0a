//! `PUT /v1/submissions/{id}/slots/{editor}`: an editor who can open a submission seals its key to one who could not.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use estafette_keys::envelope::SLOT_MAX;
use estafette_keys::ids::SubmissionId;
use estafette_keys::roster::Handle;
use serde::Deserialize;
use utoipa::ToSchema;

use super::super::bytes::Base64;
use super::super::error::ErrorBody;
use super::super::{ApiError, Editors, LoggedIn, put_status};

/// A slot for another editor.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewSlot {
    /// The item's key, sealed to them; base64.
    #[schema(value_type = String)]
    slot: Base64,
}

/// Adds a slot where there is none. The content does not move.
///
/// # Errors
/// [`ApiError::Conflict`] when that editor has a slot already; [`ApiError::NotFound`] also when the submission is of a
/// section that one of the two does not read.
#[utoipa::path(put, path = "/v1/submissions/{id}/slots/{editor}", request_body = NewSlot,
    params(("id" = String, Path), ("editor" = String, Path)), security(("session" = [])),
    responses((status = 201), (status = 200), (status = 409), (status = "4XX", body = ErrorBody)))]
pub async fn put(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    path: Result<Path<(SubmissionId, String)>, PathRejection>,
    slot: Result<Json<NewSlot>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let (Path((id, other)), Json(NewSlot { slot: Base64(slot) })) = (path?, slot?);
    if slot.len() > SLOT_MAX {
        return Err(ApiError::TooLarge);
    }
    let other: Handle = other.parse().map_err(|_| ApiError::NotFound)?;
    let (section, _) = editors.store.content(id).await?.ok_or(ApiError::NotFound)?;
    editor.reads(&section).map_err(|_| ApiError::NotFound)?;
    let reads = editors.directory.roster().editors_of(&section).any(|editor| editor.handle == other);
    if !reads {
        return Err(ApiError::NotFound);
    }
    put_status(editors.store.put_slot(id, other, slot).await?)
}
