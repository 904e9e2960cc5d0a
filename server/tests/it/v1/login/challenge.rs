//! `POST /v1/login/challenge`.

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::api::Api;

#[tokio::test]
async fn who_is_on_the_roster_cannot_be_told() {
    let api = Api::new().await;
    let (known, unknown) = (api.challenge("anna").await, api.challenge("anne").await);
    assert_eq!(known.len(), unknown.len());
    assert_ne!(known, api.challenge("anna").await);
}

#[tokio::test]
async fn a_handle_that_can_be_none_is_malformed() {
    let api = Api::new().await;
    for editor in ["", "Anna", &"a".repeat(33)] {
        let answer = api.send("", Method::POST, "/v1/login/challenge", &json!({ "editor": editor })).await;
        assert_eq!((answer.status, answer.error().as_str()), (StatusCode::BAD_REQUEST, "malformed"));
    }
}
