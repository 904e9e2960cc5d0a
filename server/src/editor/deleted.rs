//! `GET /v1/deleted`: what editors deleted, and any of the section may still bring back.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use estafette_keys::ids::SubmissionId;
use estafette_wire::submissions::{DeletedItem, DeletedPage};
use estafette_wire::{Base64, ErrorBody};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Editors, LoggedIn};
use crate::api::ApiError;

/// Where to go on.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct AfterDeleted {
    /// The last id of the page before.
    #[param(value_type = Option<String>)]
    after: Option<SubmissionId>,
}

/// What is put aside, of all sections of the editor who asks.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(get, path = "/v1/deleted", params(AfterDeleted), security(("session" = [])),
    responses((status = 200, body = DeletedPage), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn get(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    query: Result<Query<AfterDeleted>, QueryRejection>,
) -> Result<Json<DeletedPage>, ApiError> {
    let Query(AfterDeleted { after }) = query?;
    let (items, more) = editors.store.deleted(&editor.sections, after).await?;
    let items = items.into_iter().map(|item| DeletedItem {
        id: item.removal.id,
        section: item.section.to_string(),
        day: item.day,
        editor: item.removal.editor.map(|editor| editor.to_string()).unwrap_or_default(),
        proof: Base64(item.removal.proof),
    });
    Ok(Json(DeletedPage { items: items.collect(), more }))
}
