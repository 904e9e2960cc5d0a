//! `POST /v1/uploads` and below: a submission that was sealed where it comes from, in as many requests as it takes.
//!
//! What arrives is not opened, because it can't be. It is kept piece by piece; whoever was cut off asks how far it came.

use std::sync::Arc;

use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::{Extension, Json};
use estafette_wire::ErrorBody;
use estafette_wire::uploads::{Begin, Begun};

use crate::api::ApiError;
use crate::circuit::Circuit;
use crate::source::Source;
use crate::source::arriving::Arriving;
use crate::store::{FormTag, Reserved};

pub(crate) mod end;
pub(crate) mod one;

/// Begins, or says how far the same one has come.
///
/// # Errors
/// [`ApiError::Conflict`] when the id is taken, [`ApiError::NotFound`] when there is no such section,
/// [`ApiError::Full`], [`ApiError::Busy`], [`ApiError::Malformed`].
#[utoipa::path(post, path = "/v1/uploads", request_body = Begin,
    responses((status = 200, body = Begun), (status = 409), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn post(
    State(source): State<Arc<Source>>,
    circuit: Option<Extension<Circuit>>,
    begin: Result<Json<Begin>, JsonRejection>,
) -> Result<Json<Begun>, ApiError> {
    let Json(Begin { transfer, id, section }) = begin?;
    let begun = |offset, stored| Json(Begun { offset, stored, piece: one::PIECE_MAX, memo: true });
    if let Some(claim) = source.arriving.claim(transfer).await
        && let Some(arriving) = &*claim.arriving
    {
        let same = arriving.reservation.id() == id && arriving.section.as_str() == section;
        return if same { Ok(begun(arriving.upload.size(), false)) } else { Err(ApiError::Conflict) };
    }
    let section = source.section(&section).ok_or(ApiError::NotFound)?.name;
    match source.store.reserve(&[id], FormTag(*transfer.as_bytes())).await? {
        Reserved::Stored(stored) if stored == id => Ok(begun(0, true)),
        // It arrived whole and was kept, which is what is asked; it was taken back, or read and removed, since.
        Reserved::Gone(gone) if gone == id => Ok(begun(0, true)),
        Reserved::Stored(_) | Reserved::Gone(_) | Reserved::Exhausted => Err(ApiError::Conflict),
        Reserved::Fresh(reservation) => {
            let upload = source.store.begin_upload(&mut source.random.clone());
            let arriving = Arriving { reservation, section, upload };
            let circuit = circuit.map(|Extension(circuit)| circuit);
            source.arriving.begin(transfer, circuit, arriving).map_err(|_| ApiError::Busy)?;
            Ok(begun(0, false))
        }
    }
}
