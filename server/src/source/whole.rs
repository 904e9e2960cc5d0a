//! Requests that are looked at once all of them is here: a few at a time, each circuit in its turn, within a time.

use std::sync::Arc;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::Source;
use crate::api::ApiError;
use crate::circuit::Circuit;
use crate::schedule::{Asker, Lane};

/// How many are being received at once.
pub(super) const AT_ONCE: usize = 16;
/// How many of one circuit.
pub(super) const EACH: usize = 2;
/// How long one waits until fewer are.
const WAIT: Duration = Duration::from_secs(30);
/// How long one may take to come.
const TIME: Duration = Duration::from_mins(2);
/// What one counts as, in microseconds of a turn.
const TAKES: u64 = 100_000;

/// Receives all of a request, up to so many bytes, before it is handed on.
pub(crate) async fn receive(
    State((source, most)): State<(Arc<Source>, usize)>,
    request: Request,
    next: Next,
) -> Response {
    match received(&source, most, request).await {
        Ok(request) => next.run(request).await,
        Err(error) => error.into_response(),
    }
}

async fn received(source: &Source, most: usize, request: Request) -> Result<Request, ApiError> {
    let circuit = request.extensions().get::<Circuit>().copied();
    let (head, body) = request.into_parts();
    let body = bytes(source, circuit, most, body).await?;
    Ok(Request::from_parts(head, Body::from(body)))
}

/// All of a body of at most so many bytes, in its turn.
///
/// # Errors
/// [`ApiError::Busy`] where it does not come, or too many come; [`ApiError::TooLarge`].
pub(super) async fn bytes(
    source: &Source,
    circuit: Option<Circuit>,
    most: usize,
    body: Body,
) -> Result<Bytes, ApiError> {
    let asker = Asker { circuit, is_known: false };
    let _turn = source.bodies.take(Lane::File, asker, TAKES, WAIT).await.map_err(|_| ApiError::Busy)?;
    let body = tokio::time::timeout(TIME, to_bytes(body, most)).await.map_err(|_| ApiError::Busy)?;
    body.map_err(|_| ApiError::TooLarge)
}
