//! `POST /v1/login/challenge` and `POST /v1/login`: a device key proves itself. No session is stored.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use estafette_keys::roster::Handle;
use rand::RngCore;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::bytes::Base64;
use super::{ApiError, Editors};
use crate::token::Purpose;

/// Who wants to log in.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ChallengeRequest {
    /// A handle of the roster.
    editor: String,
}

/// What to sign.
#[derive(Serialize, ToSchema)]
pub struct Challenge {
    /// The instance, 32 hex digits.
    instance: String,
    /// Base64 of the bytes to sign; good for a minute, once.
    #[schema(value_type = String)]
    challenge: Base64,
}

/// A signed challenge.
#[derive(Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// The same handle.
    editor: String,
    /// As it was given.
    #[schema(value_type = String)]
    challenge: Base64,
    /// The device key's signature, 64 bytes in base64.
    #[schema(value_type = String)]
    proof: Base64,
}

/// A session.
#[derive(Serialize, ToSchema)]
pub struct Session {
    /// For `Authorization: Bearer`.
    token: String,
    /// Seconds it is good for.
    expires_in: i64,
}

/// A challenge for an editor. Whoever asks gets one: the answer does not tell who is on the roster.
///
/// # Errors
/// [`ApiError::Malformed`].
#[utoipa::path(post, path = "/v1/login/challenge", request_body = ChallengeRequest,
    responses((status = 200, body = Challenge), (status = "4XX", body = super::error::ErrorBody)))]
pub async fn challenge(
    State(editors): State<Arc<Editors>>,
    request: Result<Json<ChallengeRequest>, JsonRejection>,
) -> Result<Json<Challenge>, ApiError> {
    let Json(request) = request?;
    let editor: Handle = request.editor.parse().map_err(|_| ApiError::Malformed)?;
    let mut payload = [0; 16].to_vec();
    rand::thread_rng().fill_bytes(&mut payload);
    payload.extend_from_slice(editor.as_str().as_bytes());
    let challenge = Base64(editors.tokens.seal_bytes(Purpose::Challenge, &payload, editors.clock.now()));
    Ok(Json(Challenge { instance: editors.directory.instance().to_string(), challenge }))
}

/// A session for who signed the challenge with the roster's device key.
///
/// # Errors
/// [`ApiError::Unauthorised`], whatever the reason.
#[utoipa::path(post, path = "/v1/login", request_body = Login,
    responses((status = 200, body = Session), (status = "4XX", body = super::error::ErrorBody)))]
pub async fn login(
    State(editors): State<Arc<Editors>>,
    login: Result<Json<Login>, JsonRejection>,
) -> Result<Json<Session>, ApiError> {
    let Json(login) = login?;
    let now = editors.clock.now();
    let opened = editors
        .tokens
        .open_bytes(Purpose::Challenge, &login.challenge.0, now)
        .map_err(|_| ApiError::Unauthorised)?;
    let for_editor = opened.payload.get(16..).unwrap_or_default();
    let handle: Handle = login.editor.parse().map_err(|_| ApiError::Unauthorised)?;
    if for_editor != handle.as_str().as_bytes() {
        return Err(ApiError::Unauthorised);
    }
    let proof: [u8; 64] = login.proof.0.try_into().map_err(|_| ApiError::Unauthorised)?;
    let editor = editors.directory.roster().editor(&handle).ok_or(ApiError::Unauthorised)?;
    editor
        .device
        .check(editors.directory.instance(), &login.challenge.0, &proof)
        .map_err(|_| ApiError::Unauthorised)?;
    if !editors.answered.is_first(login.challenge.0, now) {
        return Err(ApiError::Unauthorised);
    }
    let token = editors.tokens.seal(Purpose::Session, handle.as_str().as_bytes(), now);
    Ok(Json(Session { token, expires_in: Purpose::Session.lifetime() }))
}
