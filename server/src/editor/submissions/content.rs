//! `GET /v1/submissions/{id}/content`: sealed bytes, whole or from an offset on.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::rejection::PathRejection;
use axum::extract::{Path, State};
use axum::http::header::{ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, RANGE};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::Response;
use estafette_keys::ids::SubmissionId;
use estafette_wire::ErrorBody;
use futures_util::stream::{self, Stream};

use super::super::{Editors, LoggedIn};
use super::own;
use crate::api::ApiError;
use crate::store::{Content, Sought, Store, StoreError};

/// Sealed content; with `Range: bytes=N-`, from byte N on.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(get, path = "/v1/submissions/{id}/content", security(("session" = [])),
    params(("id" = String, Path), ("Range" = Option<String>, Header, description = "`bytes=N-`")),
    responses((status = 200, content_type = "application/octet-stream"),
        (status = 206, content_type = "application/octet-stream"),
        (status = "4XX", body = ErrorBody)))]
pub(crate) async fn get(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    id: Result<Path<SubmissionId>, PathRejection>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let Path(id) = id?;
    let content = own(&editors, &editor, id).await?;
    if content.sought < Sought::ByEditor {
        // What can't be noted is fetched all the same.
        let _ = editors.store.seek(vec![id], Sought::ByEditor).await;
    }
    let from = range_from(&headers);
    let first = from.unwrap_or_default();
    if from.is_some_and(|from| from >= content.size) {
        return Err(ApiError::Range);
    }
    let mut response = Response::new(Body::from_stream(pieces(editors.store.clone(), content, first)));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(ACCEPT_RANGES, HeaderValue::from_static("bytes"));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(content.size - first));
    if from.is_some() {
        let range = format!("bytes {first}-{}/{}", content.size - 1, content.size);
        headers.insert(CONTENT_RANGE, range.parse().map_err(|_| ApiError::Broken)?);
        *response.status_mut() = StatusCode::PARTIAL_CONTENT;
    }
    Ok(response)
}

/// `bytes=N-`; any other range is answered with everything, as HTTP allows.
fn range_from(headers: &HeaderMap) -> Option<u64> {
    headers.get(RANGE)?.to_str().ok()?.strip_prefix("bytes=")?.strip_suffix('-')?.parse().ok()
}

/// The pieces from a byte on, one at a time. Where one is gone the answer breaks off: it was taken back meanwhile.
pub(super) fn pieces(
    store: Store,
    content: Content,
    from: u64,
) -> impl Stream<Item = Result<Vec<u8>, StoreError>> + Send + 'static {
    stream::try_unfold((store, from), move |(store, from)| async move {
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
