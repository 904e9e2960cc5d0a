//! `/v1/roster`: the roster and its signatures, for whoever reaches this listener; and the one that follows it.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use estafette_keys::roster::{RosterError, UntrustedRoster};
use estafette_wire::ErrorBody;
use estafette_wire::roster::SignedRoster;

use super::{Editors, LoggedIn};
use crate::api::ApiError;
use crate::store::PutOutcome;

/// The roster in force.
#[utoipa::path(get, path = "/v1/roster", responses((status = 200, body = SignedRoster)))]
pub(crate) async fn get(State(editors): State<Arc<Editors>>) -> Json<SignedRoster> {
    Json(editors.directory.travelling().into())
}

/// Puts the next roster in force: its own signatures decide, whichever editor brings it. Slots and epoch keys of editors
/// who are off it, or who have another cert or device, are removed.
///
/// # Errors
/// [`ApiError::Conflict`] when it does not follow from the one in force, [`ApiError::Expired`],
/// [`ApiError::Forbidden`] when too few roots signed, [`ApiError::Malformed`].
#[utoipa::path(put, path = "/v1/roster", request_body = SignedRoster, security(("session" = [])),
    responses((status = 200), (status = 201), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn put(
    State(editors): State<Arc<Editors>>,
    _: LoggedIn,
    roster: Result<Json<SignedRoster>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let Json(next) = roster?;
    // One at a time: each must follow from the one before.
    let turn = editors.directory.turn().await;
    // What another server put in force counts here, too.
    let replaced = editors.directory.follow(&editors.store, &turn).await?.map(|stored| stored.text);
    let next = UntrustedRoster::from(next);
    let known = editors.directory.roster();
    let (untrusted, before, now) = (next.clone(), Arc::clone(&known), editors.clock.now());
    // A signature takes milliseconds, and there may be many: not on a thread that serves others.
    let checked = tokio::task::spawn_blocking(move || untrusted.verify_after(&before, now)).await;
    let roster = checked.map_err(|_| ApiError::Broken)?.map_err(|error| match error {
        RosterError::Rollback | RosterError::Fork | RosterError::Instance => ApiError::Conflict,
        RosterError::TooFewSignatures { .. } | RosterError::UnknownRoots => ApiError::Forbidden,
        RosterError::Expired => ApiError::Expired,
        RosterError::Malformed
        | RosterError::Site
        | RosterError::Silence
        | RosterError::Version
        | RosterError::Cert(_) => ApiError::Malformed,
    })?;
    if roster.body().number == known.body().number {
        return Ok(StatusCode::OK);
    }
    let changed = editors.directory.changed_by(&roster);
    // Another server may have been quicker.
    if editors.store.put_roster(next.clone(), replaced, changed).await? == PutOutcome::Conflict {
        return Err(ApiError::Conflict);
    }
    editors.directory.put_in_force(roster, next);
    Ok(StatusCode::CREATED)
}
