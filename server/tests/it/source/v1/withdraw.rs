//! `POST /v1/withdraw`.

use axum::http::StatusCode;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::source::WithdrawalSecret;
use serde_json::json;

use crate::source::Sides;

#[tokio::test]
async fn who_knows_the_secret_takes_it_back_and_the_answer_does_not_tell_whether_it_was_here() {
    let sides = Sides::new().await;
    let kept = &sides.editors.kept;
    let id = WithdrawalSecret::from_bytes([3; 32]).submission();
    kept.send_as(1, id, &[b"sealed"]).await.expect("kept");
    kept.send(2, 2, &[b"another's"]).await.expect("kept");
    let withdrawal = json!({ "secret": BASE64_STANDARD.encode([3; 32]) });
    for _ in 0..2 {
        let answer = sides.post("/v1/withdraw", &withdrawal).await;
        assert_eq!((answer.status, answer.body.len()), (StatusCode::NO_CONTENT, 0));
        assert!(kept.content(id).await.is_none());
        assert_eq!(kept.rows("submission").await, 1);
    }
}

#[tokio::test]
async fn what_is_no_secret_is_malformed() {
    let sides = Sides::new().await;
    for secret in ["", "=", &BASE64_STANDARD.encode([3; 31])] {
        assert_eq!(sides.post("/v1/withdraw", &json!({ "secret": secret })).await.error(), "malformed");
    }
    assert_eq!(sides.post("/v1/withdraw", &json!({})).await.error(), "malformed");
}
