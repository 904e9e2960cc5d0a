//! `POST /v1/mailbox/delete`: takes an answer out of a mailbox.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use estafette_wire::ErrorBody;
use estafette_wire::mailbox::Delete;

use super::check;
use crate::api::ApiError;
use crate::source::Source;

/// Deletes an answer. One that is not there is as well deleted.
///
/// # Errors
/// [`ApiError::Unauthorised`] when the proof does not hold, [`ApiError::Malformed`].
#[utoipa::path(post, path = "/v1/mailbox/delete", request_body = Delete,
    responses((status = 204), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn post(
    State(source): State<Arc<Source>>,
    asked: Result<Json<Delete>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let Json(Delete { mailbox, reply }) = asked?;
    let mailbox = check(mailbox, &source)?;
    source.store.delete_reply(mailbox, reply).await?;
    Ok(StatusCode::NO_CONTENT)
}
