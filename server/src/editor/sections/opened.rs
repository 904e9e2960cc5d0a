//! `PUT /v1/sections/{section}/opened`: an editor states that the section's box was opened, for its sources to see.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use estafette_keys::alive::UntrustedAlive;
use estafette_keys::message::SectionName;
use estafette_wire::opened::OpenedIn;
use estafette_wire::{Base64, ErrorBody};

use super::super::{Editors, LoggedIn};
use crate::api::ApiError;

/// Keeps the statement, unless there is a later one.
///
/// # Errors
/// [`ApiError::Malformed`] when it does not hold, or the section wants none; [`ApiError::Expired`] when it is of too
/// long ago.
#[utoipa::path(put, path = "/v1/sections/{section}/opened", request_body = OpenedIn,
    params(("section" = String, Path)), security(("session" = [])),
    responses((status = 204), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn put(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    path: Result<Path<String>, PathRejection>,
    opened: Result<Json<OpenedIn>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let (Path(section), Json(OpenedIn { week, proof: Base64(proof) })) = (path?, opened?);
    let section: SectionName = section.parse().map_err(|_| ApiError::NotFound)?;
    editor.reads(&section)?;
    let proof = proof.try_into().map_err(|_| ApiError::Malformed)?;
    let alive = UntrustedAlive { section, editor: editor.handle.clone(), week, proof };
    let checked = editors.directory.check_alive(&alive)?;
    editors.store.put_alive(alive.clone()).await?;
    editors.directory.add_alive(alive, checked);
    Ok(StatusCode::NO_CONTENT)
}
