//! `/v1/submissions`: list, fetch (whole or from an offset), remove.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::rejection::{PathRejection, QueryRejection};
use axum::extract::{Path, Query, State};
use axum::http::header::{ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, RANGE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use estafette_keys::ids::SubmissionId;
use futures_util::stream;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use super::bytes::Base64;
use super::{ApiError, Editors, LoggedIn};
use crate::store::{Content, Store, StoreError};

/// Where to go on.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
pub struct After {
    /// The last id of the page before.
    #[param(value_type = Option<String>)]
    after: Option<SubmissionId>,
}

/// A page of submissions, in the (random) order of their ids.
#[derive(Serialize, ToSchema)]
pub struct Submissions {
    /// At most a hundred.
    items: Vec<Item>,
    /// Whether there may be more behind the last.
    more: bool,
}

/// One submission, still sealed.
#[derive(Serialize, ToSchema)]
pub struct Item {
    /// Its id.
    #[schema(value_type = String)]
    id: SubmissionId,
    /// For which section.
    section: String,
    /// The day it came, `2026-11-20`.
    day: String,
    /// Bytes of content.
    size: u64,
    /// Base64; absent when it was not sealed to this editor.
    #[schema(value_type = Option<String>)]
    slot: Option<Base64>,
}

/// What waits for the editor who asks.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(get, path = "/v1/submissions", params(After),
    responses((status = 200, body = Submissions), (status = "4XX", body = super::error::ErrorBody)))]
pub async fn list(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    query: Result<Query<After>, QueryRejection>,
) -> Result<Json<Submissions>, ApiError> {
    let Query(After { after }) = query?;
    let (items, more) = editors.store.submissions(&editor.sections, &editor.handle, after).await?;
    let items = items.into_iter().map(|item| Item {
        id: item.id,
        section: item.section.to_string(),
        day: item.day.to_string(),
        size: item.size,
        slot: item.slot.map(Base64),
    });
    Ok(Json(Submissions { items: items.collect(), more }))
}

/// Sealed content; with `Range: bytes=N-`, from byte N on.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(get, path = "/v1/submissions/{id}/content", params(("id" = String, Path)),
    responses((status = 200, content_type = "application/octet-stream"), (status = 206),
        (status = "4XX", body = super::error::ErrorBody)))]
pub async fn content(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    id: Result<Path<SubmissionId>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let content = one(&editors, &editor, id?.0).await?;
    let from = range_from(&headers).unwrap_or_default();
    if from > content.size || (from == content.size && from > 0) {
        return Err(ApiError::Malformed);
    }
    let mut response = Response::new(Body::from_stream(pieces(&editors.store, content, from)));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(content.size - from));
    if from > 0 {
        let range = format!("bytes {from}-{}/{}", content.size - 1, content.size);
        headers.insert(CONTENT_RANGE, range.parse().map_err(|_| ApiError::Broken)?);
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// Removes a submission for everyone in its section.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(delete, path = "/v1/submissions/{id}", params(("id" = String, Path)),
    responses((status = 204), (status = "4XX", body = super::error::ErrorBody)))]
pub async fn remove(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    id: Result<Path<SubmissionId>, PathRejection>,
) -> Result<StatusCode, ApiError> {
    let Path(id) = id?;
    one(&editors, &editor, id).await?;
    editors.store.withdraw(id).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// One of the editor's own sections: another's is not there, as far as they are told.
async fn one(editors: &Editors, editor: &LoggedIn, id: SubmissionId) -> Result<Content, ApiError> {
    let (section, content) = editors.store.content(id).await?.ok_or(ApiError::NotFound)?;
    editor.reads(&section).map_err(|_| ApiError::NotFound)?;
    Ok(content)
}

/// `bytes=N-`; any other range is answered with everything, as HTTP allows.
fn range_from(headers: &HeaderMap) -> Option<u64> {
    headers.get(RANGE)?.to_str().ok()?.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()
}

/// The pieces from a byte on, one at a time. Where one is gone, the answer breaks off: it was taken back meanwhile.
fn pieces(
    store: &Store,
    content: Content,
    from: u64,
) -> impl stream::Stream<Item = Result<Vec<u8>, StoreError>> + Send + 'static {
    stream::try_unfold((store.clone(), from), move |(store, from)| async move {
        if from >= content.size {
            return Ok(None);
        }
        let (number, within) = content.locate(from);
        let mut piece = store.chunk(content, number).await?.ok_or(StoreError::Busy)?;
        piece.drain(..within.min(piece.len()));
        let next = from + piece.len() as u64;
        Ok(Some((piece, (store, next))))
    })
}
