//! `/v1/epochs`: an editor's public epoch keys.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::StatusCode;
use estafette_keys::epoch::UntrustedEpochs;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use super::{ApiError, Editors, LoggedIn};

pub mod one;

/// A batch of epoch keys, signed by the editor's cert.
#[derive(Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// As signed; `keys/FORMAT.md` §8.
    text: String,
    /// Armored, detached.
    signature: String,
}

/// The weeks an editor has keys for.
#[derive(Serialize, ToSchema)]
pub struct Weeks {
    /// From this week on, ascending: `2026-W47`.
    weeks: Vec<String>,
}

/// Which weeks the server has keys of this editor for, from the current one on.
#[utoipa::path(get, path = "/v1/epochs", security(("session" = [])),
    responses((status = 200, body = Weeks), (status = "4XX", body = super::error::ErrorBody)))]
pub async fn get(State(editors): State<Arc<Editors>>, editor: LoggedIn) -> Json<Weeks> {
    let weeks = editors.directory.weeks(&editor.handle, editors.clock.today());
    Json(Weeks { weeks: weeks.iter().map(ToString::to_string).collect() })
}

/// Publishes a batch. From now on submissions of those weeks are sealed to its keys.
///
/// # Errors
/// [`ApiError::Malformed`] when the statement does not hold, [`ApiError::Expired`] when all its weeks are past.
#[utoipa::path(put, path = "/v1/epochs", request_body = Statement, security(("session" = [])),
    responses((status = 204), (status = "4XX", body = super::error::ErrorBody)))]
pub async fn put(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    statement: Result<Json<Statement>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let Json(Statement { text, signature }) = statement?;
    let statement = UntrustedEpochs { text, signature };
    let epochs = editors.directory.check(&editor.handle, &statement).map_err(|_| ApiError::Malformed)?;
    let this_week = editors.clock.today().week();
    let weeks: Vec<_> = epochs.keys.iter().map(|(week, _)| *week).filter(|week| *week >= this_week).collect();
    if weeks.is_empty() {
        return Err(ApiError::Expired);
    }
    editors.store.put_epochs(editor.handle.clone(), statement, weeks).await?;
    editors.directory.take_up(&editor.handle, epochs);
    Ok(StatusCode::NO_CONTENT)
}
