//! `POST /v1/uploads/{transfer}/end`: the submission is whole, and is kept.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, Request, State};
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use axum::{Extension, Json};
use estafette_keys::envelope::{SLOT_MAX, slot_form};
use estafette_keys::ids::TransferId;
use estafette_keys::memo::SealedMemo;
use estafette_keys::roster::Handle;
use estafette_wire::uploads::{End, Slot};
use estafette_wire::{Base64, ErrorBody};

use crate::api::ApiError;
use crate::circuit::Circuit;
use crate::schedule::Asker;
use crate::source::Source;
use crate::source::arriving::Arriving;
use crate::source::v1::uploads::one::TEXT_SIZE;
use crate::store::NewSubmission;

/// How long a text waits for room, where the disk is short: a transfer that is idle for longer may have given way.
const ROOM_WAIT: Duration = Duration::from_secs(50);

/// Lets through what is for a transfer that is under way.
pub(crate) async fn known(
    State(source): State<Arc<Source>>,
    transfer: Result<Path<TransferId>, PathRejection>,
    request: Request,
    next: Next,
) -> Response {
    match transfer {
        Ok(Path(transfer)) if !source.arriving.has(transfer) => ApiError::NotFound.into_response(),
        _ => next.run(request).await,
    }
}

/// Keeps what arrived: once this answers, it is kept. A slot of who is no editor of the section any more is left out.
///
/// # Errors
/// [`ApiError::Conflict`] when it is not whole, or no slot is an editor's, [`ApiError::NotFound`], [`ApiError::Malformed`].
#[utoipa::path(post, path = "/v1/uploads/{transfer}/end", request_body = End, params(("transfer" = String, Path)),
    responses((status = 201), (status = 409), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn post(
    State(source): State<Arc<Source>>,
    circuit: Option<Extension<Circuit>>,
    transfer: Result<Path<TransferId>, PathRejection>,
    end: Result<Json<End>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let (Path(transfer), Json(End { size, slots, memo })) = (transfer?, end?);
    let memo = match memo {
        Some(Base64(memo)) => memo.as_slice().try_into().map_err(|_| ApiError::Malformed)?,
        // Nobody can tell that there is none.
        None => SealedMemo::random(&mut source.random.clone()),
    };
    if size <= TEXT_SIZE {
        let asker = Asker { circuit: circuit.map(|Extension(circuit)| circuit), is_known: false };
        source.room_for_text(asker, 0, ROOM_WAIT).await.map_err(|_| ApiError::Busy)?;
    }
    let mut claim = source.arriving.claim(transfer).await.ok_or(ApiError::NotFound)?;
    let arriving = claim.arriving.as_ref().ok_or(ApiError::NotFound)?;
    if size == 0 || arriving.upload.size() != size {
        return Err(ApiError::Conflict);
    }
    let roster = source.directory.roster();
    let mut kept: Vec<(Handle, Vec<u8>)> = Vec::with_capacity(slots.len());
    for Slot { editor, slot: Base64(slot) } in slots {
        let editor: Handle = editor.parse().map_err(|_| ApiError::Malformed)?;
        if slot.len() > SLOT_MAX || slot_form(&slot).is_none() || kept.iter().any(|(one, _)| *one == editor) {
            return Err(ApiError::Malformed);
        }
        if roster.editors_of(&arriving.section).any(|one| one.handle == editor) {
            kept.push((editor, slot));
        }
    }
    if kept.is_empty() {
        return Err(ApiError::Conflict);
    }
    let Some(Arriving { reservation, section, upload }) = claim.arriving.take() else {
        return Err(ApiError::NotFound);
    };
    source.arriving.end(transfer);
    let day = source.clock.today();
    source.store.accept(NewSubmission { reservation, section, day, upload, slots: kept, memo }).await?;
    Ok(StatusCode::CREATED)
}
