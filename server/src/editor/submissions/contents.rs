//! `POST /v1/submissions/contents`: small sealed contents, several in one answer. By Tor, asking for each costs more than its bytes do.

use std::sync::Arc;

use axum::Json;
use axum::body::Body;
use axum::extract::State;
use axum::extract::rejection::JsonRejection;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_LENGTH, CONTENT_TYPE};
use axum::response::Response;
use estafette_keys::ids::SubmissionId;
use estafette_wire::ErrorBody;
use estafette_wire::submissions::{BATCH_MAX, CONTENT_HEAD, CONTENTS_MAX, Contents, SMALL_MAX, content_head};
use futures_util::stream::{self, Stream, StreamExt};

use super::super::{Editors, LoggedIn};
use super::content::pieces;
use super::own;
use crate::api::ApiError;
use crate::store::{Content, Sought, Store, StoreError};

/// Sealed contents, in the order in which they were asked for: of each its id (16 bytes), its length (8 bytes, the highest first), and
/// its bytes. Left out is what is not there, what is not of the editor's sections, what is larger than 1 MiB, and what would make it
/// all larger than 4 MiB.
///
/// # Errors
/// [`ApiError::TooLarge`] for more than 256.
#[utoipa::path(post, path = "/v1/submissions/contents", request_body = Contents, security(("session" = [])),
    responses((status = 200, content_type = "application/octet-stream"), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn post(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    asked: Result<Json<Contents>, JsonRejection>,
) -> Result<Response, ApiError> {
    let Json(Contents { ids }) = asked?;
    if ids.len() > CONTENTS_MAX {
        return Err(ApiError::TooLarge);
    }
    let (mut given, mut bytes, mut length) = (Vec::with_capacity(ids.len()), 0, 0);
    for id in ids {
        let content = match own(&editors, &editor, id).await {
            Ok(content) => content,
            Err(ApiError::NotFound) => continue,
            Err(error) => return Err(error),
        };
        if content.size <= SMALL_MAX && bytes + content.size <= BATCH_MAX {
            bytes += content.size;
            length += CONTENT_HEAD as u64 + content.size;
            given.push((id, content));
        }
    }
    let unsought = given.iter().filter(|(_, content)| content.sought < Sought::ByEditor).map(|(id, _)| *id);
    let unsought: Vec<SubmissionId> = unsought.collect();
    if !unsought.is_empty() {
        // What can't be noted is fetched all the same.
        let _ = editors.store.seek(unsought, Sought::ByEditor).await;
    }
    let mut response = Response::new(Body::from_stream(framed(editors.store.clone(), given)));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/octet-stream"));
    headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    Ok(response)
}

/// One after the other, of each its head and its pieces: no more than one piece is held.
fn framed(
    store: Store,
    given: Vec<(SubmissionId, Content)>,
) -> impl Stream<Item = Result<Vec<u8>, StoreError>> + Send + 'static {
    stream::iter(given).flat_map(move |(id, content)| {
        let head = content_head(id, content.size).to_vec();
        stream::iter([Ok(head)]).chain(pieces(store.clone(), content, 0))
    })
}
