//! `DELETE /v1/submissions/{id}`: done with it; for some days any editor of the section may bring it back.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use estafette_keys::ids::SubmissionId;
use estafette_keys::removed::UntrustedRemoval;
use estafette_wire::submissions::Deletion;
use estafette_wire::{Base64, ErrorBody};

use super::super::{Editors, LoggedIn};
use super::in_own;
use crate::api::ApiError;

/// Puts a submission aside, for everyone in its sections, who are told by whom. It is removed seven days later, unless one of them brings it
/// back before.
///
/// # Errors
/// [`ApiError::Malformed`] when the proof does not hold.
#[utoipa::path(delete, path = "/v1/submissions/{id}", request_body = Deletion, params(("id" = String, Path)),
    security(("session" = [])), responses((status = 204), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn delete(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    id: Result<Path<SubmissionId>, PathRejection>,
    deletion: Result<Json<Deletion>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let (Path(id), Json(Deletion { proof: Base64(proof) })) = (id?, deletion?);
    let (section, _) = editors.store.content(id).await?.ok_or(ApiError::NotFound)?;
    // One of another's sections is not there, as far as they are told.
    let sections = in_own(&editors, &editor, id, section).await?;
    let removal = UntrustedRemoval { id, editor: Some(editor.handle), proof };
    let roster = editors.directory.roster();
    if !sections.iter().any(|section| removal.verify(section, &roster).is_ok()) {
        return Err(ApiError::Malformed);
    }
    // Gone since that look is as good as gone by us.
    editors.store.delete(removal, editors.clock.today()).await?;
    Ok(StatusCode::NO_CONTENT)
}
