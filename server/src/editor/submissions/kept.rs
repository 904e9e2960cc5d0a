//! `PUT /v1/submissions/{id}/kept`: what has a day is kept until then, past its section's retention, with slots that open so long.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use estafette_keys::envelope::SLOT_MAX;
use estafette_keys::ids::SubmissionId;
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::roster::Handle;
use estafette_wire::submissions::NewKept;
use estafette_wire::{Base64, ErrorBody};

use super::super::{Editors, LoggedIn};
use super::{in_own, reader};
use crate::api::ApiError;

/// Keeps it until that day, unless it is kept for longer already; puts the slots in either case.
///
/// # Errors
/// [`ApiError::Malformed`] when the statement does not hold, or the day is past or too far; [`ApiError::NotFound`] also when an
/// editor reads none of its sections.
#[utoipa::path(put, path = "/v1/submissions/{id}/kept", request_body = NewKept, params(("id" = String, Path)),
    security(("session" = [])), responses((status = 204), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn put(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    id: Result<Path<SubmissionId>, PathRejection>,
    kept: Result<Json<NewKept>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let (Path(id), Json(NewKept { until, proof: Base64(proof), slots })) = (id?, kept?);
    let (section, _) = editors.store.content(id).await?.ok_or(ApiError::NotFound)?;
    let sections = in_own(&editors, &editor, id, section).await?;
    let came = editors.store.came(id).await?.ok_or(ApiError::NotFound)?;
    let proof = proof.try_into().map_err(|_| ApiError::Malformed)?;
    let keeping = UntrustedKeeping { id, until, editor: editor.handle.clone(), proof };
    let roster = editors.directory.roster();
    let holds = |section| keeping.verify(section, came, &roster).is_ok();
    if !sections.iter().any(holds) {
        return Err(ApiError::Malformed);
    }
    if until < editors.clock.today() {
        return Err(ApiError::Expired);
    }
    let mut sealed: Vec<(Handle, Vec<u8>)> = Vec::with_capacity(slots.len());
    for (handle, Base64(slot)) in slots {
        if slot.len() > SLOT_MAX {
            return Err(ApiError::TooLarge);
        }
        let reads = reader(&roster, &sections, &handle).ok_or(ApiError::NotFound)?;
        sealed.push((reads.clone(), slot));
    }
    let was_there = editors.store.keep(keeping, sealed).await?;
    if was_there { Ok(StatusCode::NO_CONTENT) } else { Err(ApiError::NotFound) }
}
