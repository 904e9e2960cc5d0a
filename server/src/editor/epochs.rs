//! `/v1/epochs`: an editor's public epoch keys.

use std::iter::successors;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use estafette_keys::age_format::Recipient;
use estafette_keys::day::Week;
use estafette_keys::epoch::{UntrustedEpochs, counter_of};
use estafette_wire::ErrorBody;
use estafette_wire::epochs::{Published, PublishedKey, Statement};

use super::quota::WEEKS_AHEAD;
use super::{Editors, LoggedIn};
use crate::api::ApiError;
use crate::store::PutOutcome;

pub(crate) mod one;

/// The keys that submissions to this editor are sealed to, from the current week on: who went back to an older copy of
/// their vault sees here that they hold others.
///
/// # Errors
/// [`ApiError`], when the store fails.
#[utoipa::path(get, path = "/v1/epochs", security(("session" = [])),
    responses((status = 200, body = Published), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn get(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
) -> Result<Json<Published>, ApiError> {
    let stored = editors.store.epochs().await?;
    let own = stored.into_iter().filter(|one| one.editor == editor.handle);
    let latest = own.max_by_key(|one| counter_of(&one.statement));
    let held = editors.directory.epochs(&editor.handle, editors.clock.today());
    let key = |(week, recipient): &(Week, Recipient)| PublishedKey {
        week: *week,
        recipient: recipient.to_string(),
    };
    let statement = latest.map(|one| one.statement.into());
    Ok(Json(Published { keys: held.iter().map(key).collect(), statement }))
}

/// Publishes a batch. From now on submissions of those weeks are sealed to its keys.
///
/// # Errors
/// [`ApiError::Malformed`] when the statement does not hold, [`ApiError::Expired`] when all its weeks are past,
/// [`ApiError::Quota`] when one of them is too far ahead,
/// [`ApiError::Conflict`] when another with this counter, or a higher one, is there: another machine published it.
#[utoipa::path(put, path = "/v1/epochs", request_body = Statement, security(("session" = [])),
    responses((status = 204), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn put(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    statement: Result<Json<Statement>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let Json(statement) = statement?;
    let statement = UntrustedEpochs::from(statement);
    let (directory, handle, untrusted) =
        (editors.directory.clone(), editor.handle.clone(), statement.clone());
    // A signature takes milliseconds: not on a thread that serves others.
    let checked = tokio::task::spawn_blocking(move || directory.check(&handle, &untrusted)).await;
    let epochs = checked.map_err(|_| ApiError::Broken)?.map_err(|_| ApiError::Malformed)?;
    let this_week = editors.clock.today().week();
    let weeks: Vec<_> = epochs.keys.iter().map(|(week, _)| *week).filter(|week| *week >= this_week).collect();
    if weeks.is_empty() {
        return Err(ApiError::Expired);
    }
    let last = successors(Some(this_week), |week| Some(week.next())).nth(WEEKS_AHEAD);
    if last < weeks.iter().max().copied() {
        return Err(ApiError::Quota);
    }
    if editors.store.put_epochs(editor.handle.clone(), statement, weeks).await? == PutOutcome::Conflict {
        return Err(ApiError::Conflict);
    }
    editors.directory.add_epochs(&editor.handle, epochs);
    Ok(StatusCode::NO_CONTENT)
}
