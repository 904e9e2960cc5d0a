//! `PUT /v1/day`: an editor states which day their machine has. Nothing is destroyed by one clock alone.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use estafette_keys::signed_day::UntrustedDay;
use estafette_wire::day::{ServerDay, SignedDay};
use estafette_wire::{Base64, ErrorBody};

use super::{Editors, LoggedIn};
use crate::api::ApiError;

/// Hears which day the editor's machine has, and keeps neither the statement nor whose it is. Where it agrees with the server's day, what was
/// put aside long enough before may be deleted; where it agrees with a clock of the server's that was doubted, that clock is believed again; sessions of the day before end by that.
///
/// # Errors
/// [`ApiError::Malformed`] when the editor's device did not sign it.
#[utoipa::path(put, path = "/v1/day", request_body = SignedDay, security(("session" = [])),
    responses((status = 200, body = ServerDay), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn put(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    signed: Result<Json<SignedDay>, JsonRejection>,
) -> Result<Json<ServerDay>, ApiError> {
    let Json(SignedDay { day, proof: Base64(proof) }) = signed?;
    let proof = proof.try_into().map_err(|_| ApiError::Malformed)?;
    let roster = editors.directory.roster();
    let stated = UntrustedDay { editor: editor.handle, day, proof };
    let day = stated.verify(&roster).map_err(|_| ApiError::Malformed)?;
    if let Some((kept, redating)) = editors.clock.note_signed_day(day, roster.body().expires) {
        editors.store.settle_calendar(kept, redating).await?;
    }
    Ok(Json(ServerDay { today: editors.clock.today() }))
}
