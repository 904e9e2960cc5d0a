//! `GET /v1/roster`.

use axum::http::StatusCode;

use crate::api::Api;

#[tokio::test]
async fn it_is_served_as_it_was_signed() {
    let api = Api::new().await;
    let answer = api.get("", "/v1/roster").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json()["text"], api.roster.text);
    assert_eq!(answer.json()["signatures"][0], api.roster.signatures[0]);
}
