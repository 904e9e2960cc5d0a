//! `PUT /v1/uploads/{transfer}`.

use axum::http::StatusCode;

use super::{begin, put, transfer};
use crate::source::Sides;

/// Bytes of a stored piece.
const CHUNK: usize = 128 * 1024;

#[tokio::test]
async fn pieces_come_in_their_order_and_whole_chunks_stay() {
    let sides = Sides::new().await;
    begin(&sides, 1, 1).await;
    let (bytes, size) = (vec![7; CHUNK + 10], (2 * CHUNK + 10) as u64);
    // Not the last: the ten bytes behind the chunk come again.
    assert_eq!(put(&sides, 1, 0, size, &bytes).await.status, StatusCode::NO_CONTENT);
    assert_eq!(begin(&sides, 1, 1).await.json()["offset"], CHUNK);
    for offset in [0, CHUNK as u64 + 10, 1] {
        assert_eq!(put(&sides, 1, offset, size, b"sealed").await.error(), "conflict", "{offset}");
    }
    assert_eq!(put(&sides, 1, CHUNK as u64, size, &bytes).await.status, StatusCode::NO_CONTENT);
    assert_eq!(begin(&sides, 1, 1).await.json()["offset"], size);
}

#[tokio::test]
async fn nothing_comes_that_was_not_announced() {
    let sides = Sides::new().await;
    assert_eq!(put(&sides, 1, 0, 6, b"sealed").await.error(), "not-found");
    begin(&sides, 1, 1).await;
    assert_eq!(put(&sides, 1, 0, 5, b"sealed").await.error(), "too-large");
    assert_eq!(put(&sides, 1, 0, 1_000_000_000, b"sealed").await.error(), "too-large");
    for path in ["/v1/uploads/1?offset=0&size=6".to_owned(), format!("/v1/uploads/{}?offset=0", transfer(1))]
    {
        assert_eq!(sides.put(&path, b"sealed").await.error(), "malformed", "{path}");
    }
}
