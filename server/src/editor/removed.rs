//! `GET /v1/removed`: what was taken back or deleted, and what proves it. That something is not listed proves nothing.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use estafette_keys::ids::SubmissionId;
use estafette_wire::ErrorBody;
use estafette_wire::removed::RemovedPage;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Editors, LoggedIn};
use crate::api::ApiError;

/// Where to go on.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AfterRemoved {
    /// The last id of the page before.
    #[param(value_type = Option<String>)]
    after: Option<SubmissionId>,
}

/// What was removed from the sections of the editor who asks; told for a month after it would have expired.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(get, path = "/v1/removed", params(AfterRemoved), security(("session" = [])),
    responses((status = 200, body = RemovedPage), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn get(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    query: Result<Query<AfterRemoved>, QueryRejection>,
) -> Result<Json<RemovedPage>, ApiError> {
    let Query(AfterRemoved { after }) = query?;
    let (items, more) = editors.store.removed(&editor.sections, after).await?;
    let items = items.into_iter().map(Into::into).collect();
    Ok(Json(RemovedPage { items, more }))
}
