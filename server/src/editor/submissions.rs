//! `GET /v1/submissions`: what waits for the editor who asks.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use estafette_keys::ids::SubmissionId;
use estafette_wire::submissions::{Item, Submissions};
use estafette_wire::{Base64, ErrorBody};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Editors, LoggedIn};
use crate::api::ApiError;
use crate::store::Content;

pub(crate) mod content;
pub(crate) mod contents;
pub(crate) mod kept;
pub(crate) mod one;
pub(crate) mod restored;
pub(crate) mod slot;

/// Where to go on.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct After {
    /// The last id of the page before.
    #[param(value_type = Option<String>)]
    after: Option<SubmissionId>,
}

/// What waits for the editor who asks, of all their sections.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(get, path = "/v1/submissions", params(After), security(("session" = [])),
    responses((status = 200, body = Submissions), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn get(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    query: Result<Query<After>, QueryRejection>,
) -> Result<Json<Submissions>, ApiError> {
    let Query(After { after }) = query?;
    let (items, more) = editors.store.submissions(&editor.sections, &editor.handle, after).await?;
    let roster = editors.directory.roster();
    let items = items.into_iter().map(|item| Item {
        without: roster
            .editors_of(&item.section)
            .filter(|editor| !item.editors.contains(&editor.handle))
            .map(|editor| editor.handle.to_string())
            .collect(),
        id: item.id,
        section: item.section.to_string(),
        day: item.day,
        size: item.size,
        slot: item.slot.map(Base64),
        kept: item.kept.as_ref().map(Into::into),
        restored: item.restored.map(Into::into),
    });
    Ok(Json(Submissions { items: items.collect(), more }))
}

/// One of the editor's own sections: another's is not there, as far as they are told.
async fn own(editors: &Editors, editor: &LoggedIn, id: SubmissionId) -> Result<Content, ApiError> {
    let (section, content) = editors.store.content(id).await?.ok_or(ApiError::NotFound)?;
    editor.reads(&section).map_err(|_| ApiError::NotFound)?;
    Ok(content)
}
