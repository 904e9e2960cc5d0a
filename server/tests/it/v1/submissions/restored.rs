//! `PUT /v1/submissions/{id}/restored`, `GET /v1/deleted`.

use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::editor::EditorSecrets;
use estafette_keys::removed::{UntrustedRemoval, UntrustedRestoration};
use serde_json::{Value, json};

use super::deletion;
use crate::api::Api;
use crate::instance::{INSTANCE, submission};

/// What an editor signs to bring back what another deleted.
fn restoration(editor: &EditorSecrets, removal: &UntrustedRemoval) -> Value {
    let stated = UntrustedRestoration::state(&editor.device, INSTANCE, removal, editor.handle.clone());
    json!({
        "deletion": BASE64_STANDARD.encode(&stated.deletion), "proof": BASE64_STANDARD.encode(stated.proof),
    })
}

#[tokio::test]
async fn an_editor_of_the_section_brings_back_what_was_deleted_and_signs_that() {
    let api = Api::new().await;
    api.kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let (anna, zoe) = (api.log_in(&api.anna).await, api.log_in(&api.zoe).await);
    let proof = deletion(&api.anna, submission(1));
    let removal =
        UntrustedRemoval::delete(&api.anna.device, INSTANCE, submission(1), api.anna.handle.clone());
    let path = format!("/v1/submissions/{}", submission(1));
    let restored = format!("{path}/restored");
    let back = restoration(&api.anna, &removal);
    assert_eq!(api.send(&anna, Method::PUT, &restored, &back).await.error(), "not-found", "it is here");
    let deleted = api.send(&anna, Method::DELETE, &path, &json!({ "proof": proof })).await;
    assert_eq!(deleted.status, StatusCode::NO_CONTENT);

    let aside = json!([{
        "id": submission(1).to_string(), "section": "bruxelles", "day": "2026-11-20", "editor": "anna", "proof": proof,
    }]);
    assert_eq!(api.get(&anna, "/v1/deleted").await.json(), json!({ "items": aside, "more": false }));
    assert_eq!(api.get(&zoe, "/v1/deleted").await.json()["items"], json!([]));
    assert_eq!(api.get(&anna, &format!("{path}/content")).await.error(), "not-found");

    let by_zoe = restoration(&api.zoe, &removal);
    assert_eq!(
        api.send(&zoe, Method::PUT, &restored, &by_zoe).await.error(),
        "not-found",
        "not of her section"
    );
    assert_eq!(api.send(&anna, Method::PUT, &restored, &by_zoe).await.error(), "malformed");
    assert_eq!(api.send(&anna, Method::PUT, &restored, &back).await.status, StatusCode::NO_CONTENT);
    let items = api.get(&zoe, "/v1/submissions").await.json();
    assert_eq!(items["items"], json!([]));
    let items = api.get(&anna, "/v1/submissions").await.json();
    let told = json!({ "editor": "anna", "deletion": back["deletion"], "proof": back["proof"] });
    assert_eq!(items["items"][0]["restored"], told);
    assert_eq!(api.get(&anna, "/v1/removed").await.json()["items"], json!([]));
    assert_eq!(api.get(&anna, "/v1/deleted").await.json()["items"], json!([]));
}
