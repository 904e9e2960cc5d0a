//! `POST /v1/uploads` and below: a submission that was sealed where it comes from, in as many requests as it takes.
//!
//! What arrives is not opened, because it can't be. It is kept piece by piece; whoever was cut off asks how far it came.

use std::sync::Arc;
use std::time::Duration;

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::extract::{Path, Query, Request, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use estafette_keys::envelope::{SLOT_MAX, slot_form};
use estafette_keys::ids::{SubmissionId, TransferId};
use estafette_keys::roster::Handle;
use futures_util::StreamExt;
use rand::rngs::OsRng;
use serde::{Deserialize, Serialize};
use tokio::time::Instant;

use crate::circuit::Circuit;
use crate::editor::ApiError;
use crate::editor::bytes::Base64;
use crate::source::Source;
use crate::source::arriving::{Arriving, Turn};
use crate::store::{CHUNK, FormTag, NewSubmission, Reserved, Room, StoreError};

/// The most bytes of one request: some minutes by Tor.
pub const PIECE_MAX: u64 = 16 * 1024 * 1024;
/// What sealing, signing and padding add at most, as a part of the content, and in bytes.
const SEALING_ADDS: (u64, u64) = (8, 4 * 1024 * 1024);
/// How long a piece waits for its turn.
const TURN_WAIT: Duration = Duration::from_secs(20);
/// A request may take so long beside what its bytes take at the slowest pace.
const GRACE: Duration = Duration::from_mins(1);

/// What is about to arrive.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Begin {
    transfer: TransferId,
    id: SubmissionId,
    section: String,
}

/// How far it has come.
#[derive(Serialize)]
pub struct Begun {
    /// Bytes that are here.
    offset: u64,
    /// Whether it is here whole, and kept.
    stored: bool,
    /// The most bytes that a request may bring.
    piece: u64,
}

/// Where a piece belongs.
#[derive(Deserialize)]
pub struct Place {
    offset: u64,
    /// Bytes of the whole.
    size: u64,
}

/// A slot for each editor.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub struct End {
    size: u64,
    slots: Vec<Slot>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Slot {
    editor: String,
    slot: Base64,
}

/// Begins, or says how far the same one has come.
///
/// # Errors
/// [`ApiError::Conflict`] when the id is taken, [`ApiError::NotFound`] when there is no such section,
/// [`ApiError::Full`], [`ApiError::Busy`], [`ApiError::Malformed`].
pub async fn post(
    State(source): State<Arc<Source>>,
    begin: Result<Json<Begin>, JsonRejection>,
) -> Result<Json<Begun>, ApiError> {
    let Json(Begin { transfer, id, section }) = begin?;
    let begun = |offset, stored| Json(Begun { offset, stored, piece: PIECE_MAX });
    if let Some(turn) = source.arriving.go_on(transfer).await
        && let Some(arriving) = &*turn.arriving
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
            let arriving = Arriving { reservation, section, upload: source.store.begin_upload(&mut OsRng) };
            source.arriving.begin(transfer, arriving).map_err(|_| ApiError::Busy)?;
            Ok(begun(0, false))
        }
    }
}

/// Takes the next piece. Cut off half-way, what came of it is kept.
///
/// # Errors
/// [`ApiError::Conflict`] when it is not the next one, [`ApiError::NotFound`] when nothing was begun,
/// [`ApiError::TooLarge`], [`ApiError::Busy`], [`ApiError::Full`], [`ApiError::Malformed`].
pub async fn put(
    State(source): State<Arc<Source>>,
    transfer: Result<Path<TransferId>, PathRejection>,
    place: Result<Query<Place>, QueryRejection>,
    request: Request,
) -> Result<StatusCode, ApiError> {
    let (Path(transfer), Query(place)) = (transfer?, place?);
    let (part, fixed) = SEALING_ADDS;
    if place.size > source.pace.bytes_max + source.pace.bytes_max / part + fixed {
        return Err(ApiError::TooLarge);
    }
    let length = place.size.saturating_sub(place.offset).min(PIECE_MAX);
    let circuit = request.extensions().get::<Circuit>().copied();
    if !source.budgets.has_bytes(circuit, length, Instant::now()) {
        return Err(ApiError::Busy);
    }
    if place.offset > 0 && source.store.room() != Room::Files {
        return Err(ApiError::Full);
    }
    let served = tokio::time::timeout(TURN_WAIT, source.uploads.acquire()).await;
    let _served = served.ok().and_then(Result::ok).ok_or(ApiError::Busy)?;
    let mut turn = source.arriving.go_on(transfer).await.ok_or(ApiError::NotFound)?;
    let came = receive(&source, &mut turn, request.into_body(), &place).await;
    if matches!(came, Err(ApiError::Full | ApiError::Broken)) {
        // The store has let go of all of it.
        source.arriving.end(transfer);
    }
    came.map(|()| StatusCode::NO_CONTENT)
}

async fn receive(source: &Source, turn: &mut Turn, body: Body, place: &Place) -> Result<(), ApiError> {
    let length = place.size.saturating_sub(place.offset).min(PIECE_MAX);
    let within = GRACE + Duration::from_secs(length / source.pace.rate.max(1));
    let deadline = Instant::now() + within;
    let mut body = body.into_data_stream();
    let mut buffer = Vec::with_capacity(CHUNK);
    let mut came = 0;
    match &*turn.arriving {
        Some(arriving) if arriving.upload.size() == place.offset => {}
        Some(_) => return Err(ApiError::Conflict),
        None => return Err(ApiError::NotFound),
    }
    loop {
        let bytes = tokio::select! {
            bytes = tokio::time::timeout(source.pace.silence, body.next()) => bytes,
            () = turn.taken_over() => return Err(ApiError::Conflict),
            () = tokio::time::sleep_until(deadline) => return Err(ApiError::Busy),
        };
        let Some(bytes) = bytes.map_err(|_| ApiError::Busy)? else { break };
        let mut bytes = bytes.map_err(|_| ApiError::Malformed)?;
        came += bytes.len() as u64;
        if came > length {
            return Err(ApiError::TooLarge);
        }
        while !bytes.is_empty() {
            let more = bytes.split_to(bytes.len().min(CHUNK - buffer.len()));
            buffer.extend_from_slice(&more);
            if buffer.len() == CHUNK {
                let chunk = std::mem::replace(&mut buffer, Vec::with_capacity(CHUNK));
                append(source, turn, chunk).await?;
            }
        }
    }
    // The last chunk of all may be short; any other comes again, whole.
    if !buffer.is_empty() && place.offset + came == place.size {
        append(source, turn, buffer).await?;
    }
    Ok(())
}

async fn append(source: &Source, turn: &mut Turn, chunk: Vec<u8>) -> Result<(), ApiError> {
    let arriving = turn.arriving.as_mut().ok_or(ApiError::NotFound)?;
    source.store.append(&mut arriving.upload, chunk).await.map_err(|error| match error {
        StoreError::Full => ApiError::Full,
        _ => ApiError::Broken,
    })
}

/// Keeps what arrived: once this answers, it is kept. A slot of who is no editor of the section any more is left out.
///
/// # Errors
/// [`ApiError::Conflict`] when it is not whole, or no slot is an editor's, [`ApiError::NotFound`], [`ApiError::Malformed`].
pub async fn end(
    State(source): State<Arc<Source>>,
    transfer: Result<Path<TransferId>, PathRejection>,
    end: Result<Json<End>, JsonRejection>,
) -> Result<Response, ApiError> {
    let (Path(transfer), Json(End { size, slots })) = (transfer?, end?);
    let mut turn = source.arriving.go_on(transfer).await.ok_or(ApiError::NotFound)?;
    let arriving = turn.arriving.as_ref().ok_or(ApiError::NotFound)?;
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
    let Some(Arriving { reservation, section, upload }) = turn.arriving.take() else {
        return Err(ApiError::NotFound);
    };
    source.arriving.end(transfer);
    let day = source.clock.today();
    source.store.accept(NewSubmission { reservation, section, day, upload, slots: kept }).await?;
    Ok(StatusCode::CREATED.into_response())
}
