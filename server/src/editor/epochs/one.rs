//! `GET /v1/epochs/{editor}`: the key that another editor receives with this week.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use estafette_keys::roster::Handle;
use estafette_wire::ErrorBody;
use estafette_wire::epochs::Statement;

use super::super::{Editors, LoggedIn};
use crate::api::ApiError;

/// The statement that counts for this week; whoever reads it checks it against the roster.
///
/// # Errors
/// [`ApiError::NotFound`] when there is none: then their cert receives.
#[utoipa::path(get, path = "/v1/epochs/{editor}", params(("editor" = String, Path)), security(("session" = [])),
    responses((status = 200, body = Statement), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn get(
    State(editors): State<Arc<Editors>>,
    _: LoggedIn,
    path: Result<Path<String>, PathRejection>,
) -> Result<Json<Statement>, ApiError> {
    let handle: Handle = path?.0.parse().map_err(|_| ApiError::NotFound)?;
    let this_week = editors.clock.today().week();
    let stored = editors.store.epochs().await?;
    let stored = stored.into_iter().find(|one| one.editor == handle && one.weeks.contains(&this_week));
    Ok(Json(stored.ok_or(ApiError::NotFound)?.statement.into()))
}
