//! `POST /v1/mailbox/delete`.

use axum::http::StatusCode;
use serde_json::json;

use super::{key, left, proof};
use crate::source::Sides;

#[tokio::test]
async fn an_answer_is_deleted_once_and_by_its_own_key_only() {
    let sides = Sides::new().await;
    let (key, other) = (key(1), key(2));
    let id = left(&sides, &key, 1, b"one").await;
    let stored =
        async || sides.editors.kept.store.replies(key.public().mailbox()).await.expect("a list").len();
    for (by, remain) in [(&other, 1), (&key, 0), (&key, 0)] {
        let asked = json!({ "mailbox": proof(&sides, by).await, "reply": id });
        let answer = sides.post("/v1/mailbox/delete", &asked).await;
        assert_eq!((answer.status, answer.body.len()), (StatusCode::NO_CONTENT, 0));
        assert_eq!(stored().await, remain);
    }
}

#[tokio::test]
async fn without_a_proof_nothing_is_deleted() {
    let sides = Sides::new().await;
    let id = left(&sides, &key(1), 1, b"one").await;
    let mut wrong = proof(&sides, &key(1)).await;
    wrong["signature"] = proof(&sides, &key(1)).await["signature"].clone();
    let answer = sides.post("/v1/mailbox/delete", &json!({ "mailbox": wrong, "reply": id })).await;
    assert_eq!(answer.error(), "unauthorised");
    assert_eq!(sides.editors.kept.rows("reply").await, 1);
}
