//! `PUT /v1/submissions/{id}/restored`: brings back what an editor deleted.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use estafette_keys::ids::SubmissionId;
use estafette_keys::removed::UntrustedRestoration;
use estafette_wire::submissions::Restoration;
use estafette_wire::{Base64, ErrorBody};

use super::super::{Editors, LoggedIn};
use super::in_own;
use crate::api::ApiError;

/// Brings it back, for everyone in its sections, who are told by whom.
///
/// # Errors
/// [`ApiError::Malformed`] when the proof does not hold; [`ApiError::NotFound`] when it is not there, not deleted, or of no section that the
/// editor reads.
#[utoipa::path(put, path = "/v1/submissions/{id}/restored", request_body = Restoration,
    params(("id" = String, Path)), security(("session" = [])),
    responses((status = 204), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn put(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    id: Result<Path<SubmissionId>, PathRejection>,
    restoration: Result<Json<Restoration>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let (Path(id), Json(Restoration { deletion: Base64(deletion), proof: Base64(proof) })) =
        (id?, restoration?);
    let section = editors.store.waiting(&[id]).await?.into_iter().next().ok_or(ApiError::NotFound)?.section;
    let sections = in_own(&editors, &editor, id, section).await?;
    let proof = proof.try_into().map_err(|_| ApiError::Malformed)?;
    let restoration = UntrustedRestoration { id, editor: editor.handle, deletion, proof };
    let roster = editors.directory.roster();
    if !sections.iter().any(|section| restoration.verify(section, &roster).is_ok()) {
        return Err(ApiError::Malformed);
    }
    let was_deleted = editors.store.restore(restoration).await?;
    if was_deleted { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::NotFound) }
}
