//! `DELETE /v1/submissions/{id}`: done with it.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::StatusCode;
use estafette_keys::ids::SubmissionId;

use super::super::error::ErrorBody;
use super::super::{ApiError, Editors, LoggedIn};
use super::own;

/// Removes a submission, for everyone in its section.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(delete, path = "/v1/submissions/{id}", params(("id" = String, Path)), security(("session" = [])),
    responses((status = 204), (status = "4XX", body = ErrorBody)))]
pub async fn delete(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    id: Result<Path<SubmissionId>, PathRejection>,
) -> Result<StatusCode, ApiError> {
    let Path(id) = id?;
    own(&editors, &editor, id).await?;
    // Gone since that look is as good as gone by us.
    editors.store.withdraw(id).await?;
    Ok(StatusCode::NO_CONTENT)
}
