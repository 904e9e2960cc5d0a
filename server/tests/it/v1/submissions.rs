//! `GET /v1/submissions`, `DELETE /v1/submissions/{id}`.

use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::editor::EditorSecrets;
use estafette_keys::ids::SubmissionId;
use estafette_keys::removed::UntrustedRemoval;
use serde_json::{Value, json};

use crate::api::Api;
use crate::instance::{INSTANCE, submission};

mod content;
mod contents;
mod forwarded;
mod kept;
mod restored;
mod slot;

/// What an editor signs to delete a submission.
pub(crate) fn deletion(editor: &EditorSecrets, id: SubmissionId) -> String {
    let removal = UntrustedRemoval::delete(&editor.device, INSTANCE, id, editor.handle.clone());
    BASE64_STANDARD.encode(removal.proof)
}

#[tokio::test]
async fn an_editor_sees_their_sections_and_their_slot() {
    let api = Api::new().await;
    api.kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let token = api.log_in(&api.anna).await;
    let expected = json!({ "more": false, "items": [{
        "id": submission(1).to_string(), "section": "bruxelles", "day": "2026-11-20", "size": 6,
        "slot": "AQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQEBAQ==",
        "without": [], "kept": null, "restored": null, "forwarded": [],
    }] });
    assert_eq!(api.get(&token, "/v1/submissions").await.json(), expected);
    let after = format!("/v1/submissions?after={}", submission(1));
    assert_eq!(api.get(&token, &after).await.json(), json!({ "more": false, "items": [] }));
    let other = api.log_in(&api.zoe).await;
    assert_eq!(api.get(&other, "/v1/submissions").await.json()["items"], json!([]));
}

#[tokio::test]
async fn what_is_asked_wrongly_is_malformed() {
    let api = Api::new().await;
    let token = api.log_in(&api.anna).await;
    for path in ["/v1/submissions?after=1", "/v1/submissions?before=1"] {
        assert_eq!(api.get(&token, path).await.error(), "malformed");
    }
    let answer = api.send(&token, Method::DELETE, "/v1/submissions/1", &Value::Null).await;
    assert_eq!(answer.error(), "malformed");
}

#[tokio::test]
async fn only_its_section_deletes_a_submission() {
    let api = Api::new().await;
    api.kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let path = format!("/v1/submissions/{}", submission(1));
    let delete = async |token: &str, editor: &EditorSecrets| {
        api.send(token, Method::DELETE, &path, &json!({ "proof": deletion(editor, submission(1)) })).await
    };
    let (anna, zoe) = (api.log_in(&api.anna).await, api.log_in(&api.zoe).await);
    // Another's is not there, as far as they are told.
    assert_eq!(delete(&zoe, &api.zoe).await.error(), "not-found");
    // Without a signature of one's own the others would not learn who did it.
    assert_eq!(api.send(&anna, Method::DELETE, &path, &Value::Null).await.error(), "malformed");
    assert_eq!(delete(&anna, &api.zoe).await.error(), "malformed");
    let another = json!({ "proof": deletion(&api.anna, submission(2)) });
    assert_eq!(api.send(&anna, Method::DELETE, &path, &another).await.error(), "malformed");
    assert_eq!(api.kept.rows("submission").await, 1);
    assert_eq!(delete(&anna, &api.anna).await.status, StatusCode::NO_CONTENT);
    assert_eq!(delete(&anna, &api.anna).await.error(), "not-found");
    assert_eq!(api.get(&anna, "/v1/submissions").await.json()["items"], json!([]));
}
