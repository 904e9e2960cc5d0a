//! `GET /v1/removed`.

use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::removed::UntrustedRemoval;
use estafette_keys::source::WithdrawalSecret;
use serde_json::json;

use super::submissions::deletion;
use crate::api::Api;
use crate::instance::submission;

#[tokio::test]
async fn who_deleted_it_is_told_to_the_section_alone() {
    let api = Api::new().await;
    api.kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let (anna, zoe) = (api.log_in(&api.anna).await, api.log_in(&api.zoe).await);
    assert_eq!(api.get(&anna, "/v1/removed").await.json(), json!({ "items": [], "more": false }));
    let (path, proof) = (format!("/v1/submissions/{}", submission(1)), deletion(&api.anna, submission(1)));
    let deleted = api.send(&anna, Method::DELETE, &path, &json!({ "proof": proof })).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);
    let told = json!([{ "id": submission(1).to_string(), "editor": "anna", "proof": proof }]);
    assert_eq!(api.get(&anna, "/v1/removed").await.json()["items"], told);
    assert_eq!(api.get(&zoe, "/v1/removed").await.json()["items"], json!([]));
    let after = format!("/v1/removed?after={}", submission(1));
    assert_eq!(api.get(&anna, &after).await.json()["items"], json!([]));
    assert_eq!(api.get(&anna, "/v1/removed?after=1").await.error(), "malformed");
}

#[tokio::test]
async fn what_its_source_takes_back_is_proven_by_its_secret() {
    let api = Api::new().await;
    let taken = UntrustedRemoval::take_back(&WithdrawalSecret::from_bytes([5; 32]));
    api.kept.send_as(1, taken.id, &[b"sealed"]).await.expect("kept");
    assert!(api.kept.store.withdraw(taken.clone(), api.kept.clock.today()).await.expect("an answer"));
    let anna = api.log_in(&api.anna).await;
    let told =
        json!([{ "id": taken.id.to_string(), "editor": null, "proof": BASE64_STANDARD.encode([5; 32]) }]);
    assert_eq!(api.get(&anna, "/v1/removed").await.json()["items"], told);
}
