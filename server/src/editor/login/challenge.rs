//! `POST /v1/login/challenge`: what an editor's device key is to sign.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use estafette_keys::roster::Handle;
use estafette_wire::login::{Challenge, ChallengeRequest};
use estafette_wire::{Base64, ErrorBody};

use super::super::Editors;
use super::RANDOM;
use crate::api::ApiError;
use crate::token::Purpose;

/// A challenge for an editor. Whoever asks gets one: the answer does not tell who is on the roster.
///
/// # Errors
/// [`ApiError::Malformed`].
#[utoipa::path(post, path = "/v1/login/challenge", request_body = ChallengeRequest,
    responses((status = 200, body = Challenge), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn post(
    State(editors): State<Arc<Editors>>,
    request: Result<Json<ChallengeRequest>, JsonRejection>,
) -> Result<Json<Challenge>, ApiError> {
    let Json(request) = request?;
    let editor: Handle = request.editor.parse().map_err(|_| ApiError::Malformed)?;
    let mut payload = editors.random.bytes::<RANDOM>().to_vec();
    payload.extend_from_slice(editor.as_str().as_bytes());
    let challenge = editors.tokens.seal_bytes(Purpose::Challenge, &payload, editors.clock.now());
    Ok(Json(Challenge { instance: editors.directory.instance(), challenge: Base64(challenge) }))
}
