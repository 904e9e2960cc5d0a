//! `POST /v1/uploads/{transfer}/end`.

use axum::http::StatusCode;
use serde_json::json;

use super::{begin, end, put, slots};
use crate::instance::submission;
use crate::source::Sides;

#[tokio::test]
async fn what_it_answers_for_is_kept_with_slots_for_the_sections_editors_only() {
    let sides = Sides::new().await;
    let kept = &sides.editors.kept;
    begin(&sides, 1, 1).await;
    put(&sides, 1, 0, 6, b"sealed").await;
    assert!(kept.content(submission(1)).await.is_none());
    let answer = end(&sides, 1, 6, &slots(&["anna", "zoe"])).await;
    assert_eq!((answer.status, answer.body.len()), (StatusCode::CREATED, 0));
    assert_eq!(kept.content(submission(1)).await.as_deref(), Some(b"sealed".as_slice()));
    let token = sides.editors.log_in(&sides.editors.anna).await;
    let listed = sides.editors.get(&token, "/v1/submissions").await.json();
    assert!(listed["items"][0]["slot"].is_string(), "{listed}");
    assert_eq!(kept.rows("slot").await, 1);
}

#[tokio::test]
async fn what_is_not_whole_or_for_nobody_is_not_kept() {
    let sides = Sides::new().await;
    assert_eq!(end(&sides, 1, 6, &slots(&["anna"])).await.error(), "not-found");
    begin(&sides, 1, 1).await;
    assert_eq!(end(&sides, 1, 0, &slots(&["anna"])).await.error(), "conflict");
    put(&sides, 1, 0, 6, b"sealed").await;
    for (size, slots, error) in [
        (7, slots(&["anna"]), "conflict"),
        (6, slots(&[]), "conflict"),
        (6, slots(&["zoe"]), "conflict"),
        (6, slots(&["anna", "anna"]), "malformed"),
        (6, slots(&["É"]), "malformed"),
        (6, json!([{ "editor": "anna", "slot": "c2xvdA==" }]), "malformed"),
    ] {
        assert_eq!(end(&sides, 1, size, &slots).await.error(), error, "{slots}");
    }
    assert_eq!(sides.editors.kept.rows("submission").await, 0);
    assert_eq!(end(&sides, 1, 6, &slots(&["anna"])).await.status, StatusCode::CREATED);
}
