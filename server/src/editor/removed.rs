//! `GET /v1/removed`: what was taken back or deleted, and what proves it. That something is not listed proves nothing.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use estafette_keys::ids::SubmissionId;
use estafette_keys::removed::UntrustedRemoval;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::bytes::Base64;
use super::{ApiError, Editors, LoggedIn};

/// Where to go on.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct AfterRemoved {
    /// The last id of the page before.
    #[param(value_type = Option<String>)]
    after: Option<SubmissionId>,
}

/// A page of what was removed from the editor's sections, in the (random) order of the ids.
#[derive(Serialize, ToSchema)]
pub struct RemovedPage {
    /// At most a hundred.
    items: Vec<RemovedItem>,
    /// Whether there are more behind the last.
    more: bool,
}

/// One that was removed.
#[derive(Serialize, ToSchema)]
pub struct RemovedItem {
    /// Its id.
    #[schema(value_type = String)]
    id: SubmissionId,
    /// The editor who deleted it; null when its source took it back.
    editor: Option<String>,
    /// Base64: the signature of that editor's device, or the withdrawal secret whose hash the id is; `keys/FORMAT.md` §15.
    #[schema(value_type = String)]
    proof: Base64,
}

/// What was removed from the sections of the editor who asks; told for a month after it would have expired.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(get, path = "/v1/removed", params(AfterRemoved), security(("session" = [])),
    responses((status = 200, body = RemovedPage), (status = "4XX", body = super::error::ErrorBody)))]
pub async fn get(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    query: Result<Query<AfterRemoved>, QueryRejection>,
) -> Result<Json<RemovedPage>, ApiError> {
    let Query(AfterRemoved { after }) = query?;
    let (items, more) = editors.store.removed(&editor.sections, after).await?;
    let item = |UntrustedRemoval { id, editor, proof }| RemovedItem {
        id,
        editor: editor.map(|editor| editor.as_str().to_owned()),
        proof: Base64(proof),
    };
    Ok(Json(RemovedPage { items: items.into_iter().map(item).collect(), more }))
}
