//! `PUT /v1/uploads/{transfer}`: the next bytes of a submission.

use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use estafette_keys::ids::TransferId;
use estafette_wire::ErrorBody;
use futures_util::StreamExt;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::api::ApiError;
use crate::circuit::Circuit;
use crate::clock::moment;
use crate::form::{WANTED_GRACE, WANTED_RATE};
use crate::schedule::{Asker, Lane, Turn};
use crate::source::Source;
use crate::source::arriving::Claim;
use crate::store::{CHUNK, Room, StoreError};

/// The most bytes of one request: some minutes by Tor.
pub(crate) const PIECE_MAX: u64 = 16 * 1024 * 1024;
/// What sealing, signing and padding add at most, as a part of the content, and in bytes.
const SEALING_ADDS: (u64, u64) = (8, 4 * 1024 * 1024);
/// The most bytes of an envelope without files.
pub(super) const TEXT_SIZE: u64 = CHUNK as u64;
/// What files count as, in microseconds of a turn.
const FILES_TAKE: u64 = 1_000_000;
/// How long a piece waits until fewer are being received.
const TURN_WAIT: Duration = Duration::from_secs(20);
/// A request may take so long beside what its bytes take at the slowest pace.
const GRACE: Duration = Duration::from_mins(1);

/// Where a piece belongs.
#[derive(Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
pub(crate) struct Piece {
    /// Bytes before it.
    offset: u64,
    /// Bytes of the whole.
    size: u64,
}

/// Takes the next piece. Cut off half-way, what came of it is kept.
///
/// # Errors
/// [`ApiError::Conflict`] when it is not the next one, [`ApiError::NotFound`] when nothing was begun,
/// [`ApiError::TooLarge`], [`ApiError::Busy`], [`ApiError::Full`], [`ApiError::Malformed`].
#[utoipa::path(put, path = "/v1/uploads/{transfer}", params(("transfer" = String, Path), Piece),
    request_body(content = Vec<u8>, content_type = "application/octet-stream", description = "Sealed bytes."),
    responses((status = 204), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn put(
    State(source): State<Arc<Source>>,
    transfer: Result<Path<TransferId>, PathRejection>,
    piece: Result<Query<Piece>, QueryRejection>,
    request: Request,
) -> Result<StatusCode, ApiError> {
    let (Path(transfer), Query(piece)) = (transfer?, piece?);
    let (part, fixed) = SEALING_ADDS;
    if piece.size > source.pace.bytes_max + source.pace.bytes_max / part + fixed {
        return Err(ApiError::TooLarge);
    }
    if !source.arriving.has(transfer) {
        return Err(ApiError::NotFound);
    }
    let circuit = request.extensions().get::<Circuit>().copied();
    // A text is as quick as a page, and needs no place among the files.
    let turn = if piece.size <= TEXT_SIZE {
        None
    } else {
        if !source.budgets.has_bytes(circuit, piece.length(), moment()) {
            return Err(ApiError::Busy);
        }
        if piece.offset > 0 && source.store.room() != Room::Files {
            return Err(ApiError::Full);
        }
        source.arriving.place(transfer).map_err(|_| ApiError::Busy)?;
        let asker = Asker { circuit, is_known: piece.offset > 0 };
        let turn = source.files.take(Lane::of_files(piece.size), asker, FILES_TAKE, TURN_WAIT).await;
        Some(turn.map_err(|_| ApiError::Busy)?)
    };
    let mut claim = source.arriving.claim(transfer).await.ok_or(ApiError::NotFound)?;
    let came = receive(&source, (transfer, &mut claim), request.into_body(), &piece, turn.as_ref()).await;
    if matches!(came, Err(ApiError::Full | ApiError::Broken)) {
        // The store has let go of all of it.
        source.arriving.end(transfer);
    }
    came.map(|()| StatusCode::NO_CONTENT)
}

impl Piece {
    /// The most bytes that the request may bring.
    fn length(&self) -> u64 {
        self.size.saturating_sub(self.offset).min(PIECE_MAX)
    }
}

async fn receive(
    source: &Source,
    (transfer, claim): (TransferId, &mut Claim),
    body: Body,
    piece: &Piece,
    turn: Option<&Turn>,
) -> Result<(), ApiError> {
    let length = piece.length();
    let begun = moment();
    let deadline = begun + GRACE + Duration::from_secs(length / source.pace.rate.max(1));
    let mut body = body.into_data_stream();
    let mut buffer = Vec::with_capacity(CHUNK);
    let mut came = 0;
    match &*claim.arriving {
        Some(arriving) if arriving.upload.size() == piece.offset => {}
        Some(_) => return Err(ApiError::Conflict),
        None => return Err(ApiError::NotFound),
    }
    loop {
        let bytes = tokio::select! {
            bytes = tokio::time::timeout(source.pace.silence, body.next()) => bytes,
            () = claim.taken_over() => return Err(ApiError::Conflict),
            () = tokio::time::sleep_until(deadline) => return Err(ApiError::Busy),
        };
        let Some(bytes) = bytes.map_err(|_| ApiError::Busy)? else { break };
        let mut bytes = bytes.map_err(|_| ApiError::Malformed)?;
        came += bytes.len() as u64;
        if came > length {
            return Err(ApiError::TooLarge);
        }
        // What came of it is kept; whoever waits for the place is quicker, or will go on later as well.
        let counted = (moment() - begun).saturating_sub(WANTED_GRACE).as_secs();
        if turn.is_some_and(Turn::is_wanted) && came < counted.saturating_mul(WANTED_RATE) {
            return Err(ApiError::Busy);
        }
        while !bytes.is_empty() {
            let more = bytes.split_to(bytes.len().min(CHUNK - buffer.len()));
            buffer.extend_from_slice(&more);
            if buffer.len() == CHUNK {
                let chunk = std::mem::replace(&mut buffer, Vec::with_capacity(CHUNK));
                append(source, claim, chunk).await?;
                source.arriving.came(transfer, CHUNK);
            }
        }
    }
    // The last chunk of all may be short; any other comes again, whole.
    if !buffer.is_empty() && piece.offset + came == piece.size {
        append(source, claim, buffer).await?;
    }
    Ok(())
}

async fn append(source: &Source, claim: &mut Claim, chunk: Vec<u8>) -> Result<(), ApiError> {
    let arriving = claim.arriving.as_mut().ok_or(ApiError::NotFound)?;
    source.store.append(&mut arriving.upload, chunk).await.map_err(|error| match error {
        StoreError::Full => ApiError::Full,
        StoreError::Away => ApiError::Busy,
        _ => ApiError::Broken,
    })
}
