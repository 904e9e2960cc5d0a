//! `POST /v1/login`: a device key proves itself. No session is stored.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use estafette_keys::roster::Handle;
use estafette_wire::login::{Login, Session};
use estafette_wire::{Base64, ErrorBody};

use super::Editors;
use crate::api::ApiError;
use crate::token::Purpose;

pub(crate) mod challenge;

/// Random bytes of a challenge, before the handle it is for.
const RANDOM: usize = 16;

/// A session for who signed the challenge with the roster's device key.
///
/// # Errors
/// [`ApiError::Unauthorised`], whatever the reason, after the same work.
#[utoipa::path(post, path = "/v1/login", request_body = Login,
    responses((status = 200, body = Session), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn post(
    State(editors): State<Arc<Editors>>,
    login: Result<Json<Login>, JsonRejection>,
) -> Result<Json<Session>, ApiError> {
    let Json(login) = login?;
    let now = editors.clock.now();
    let Base64(challenge) = login.challenge;
    let opened =
        editors.tokens.open_bytes(Purpose::Challenge, &challenge, now).map_err(|_| ApiError::Unauthorised)?;
    let handle: Handle = login.editor.parse().map_err(|_| ApiError::Unauthorised)?;
    if opened.payload.get(RANDOM..).unwrap_or_default() != handle.as_str().as_bytes() {
        return Err(ApiError::Unauthorised);
    }
    let proof: [u8; 64] = login.proof.0.try_into().map_err(|_| ApiError::Unauthorised)?;
    let roster = editors.directory.roster();
    let editor = roster.editor(&handle);
    // One who is not on the roster is checked against a key that nobody has.
    let device = editor.map_or(editors.nobody, |editor| editor.device);
    let holds = device.check(editors.directory.instance(), &challenge, &proof).is_ok();
    if !holds || editor.is_none() || !editors.answered.is_first(challenge, now) {
        return Err(ApiError::Unauthorised);
    }
    let token = editors.tokens.seal(Purpose::Session, device.to_hex().as_bytes(), now);
    let today = editors.clock.today();
    Ok(Json(Session { token, expires_in: Purpose::Session.lifetime(), today }))
}
