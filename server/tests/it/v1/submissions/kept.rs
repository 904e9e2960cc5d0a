//! `PUT /v1/submissions/{id}/kept`.

use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::day::Day;
use estafette_keys::editor::EditorSecrets;
use estafette_keys::kept::UntrustedKeeping;
use serde_json::{Value, json};

use crate::api::{Answer, Api};
use crate::instance::{INSTANCE, submission};

/// A Sunday, two months on.
const SUNDAY: &str = "2027-01-31";

fn stated(editor: &EditorSecrets, id: u8, until: &str, slots: &Value) -> Value {
    let day: Day = until.parse().expect("a day");
    let keeping =
        UntrustedKeeping::state(&editor.device, INSTANCE, submission(id), editor.handle.clone(), day);
    json!({ "until": until, "proof": BASE64_STANDARD.encode(keeping.proof), "slots": slots })
}

async fn put(api: &Api, token: &str, id: u8, body: &Value) -> Answer {
    api.send(token, Method::PUT, &format!("/v1/submissions/{}/kept", submission(id)), body).await
}

#[tokio::test]
async fn an_editor_of_the_section_has_it_kept_with_a_new_slot() {
    let api = Api::new().await;
    api.kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let anna = api.log_in(&api.anna).await;
    let body = stated(&api.anna, 1, SUNDAY, &json!({ "anna": "AAAA" }));
    assert_eq!(put(&api, &anna, 1, &body).await.status, StatusCode::NO_CONTENT);
    let item = api.get(&anna, "/v1/submissions").await.json()["items"][0].clone();
    assert_eq!(item["slot"], "AAAA");
    assert_eq!(item["kept"], json!({ "until": SUNDAY, "editor": "anna", "proof": body["proof"] }));
}

#[tokio::test]
async fn what_is_wrong_is_refused_and_nothing_is_changed() {
    let api = Api::new().await;
    api.kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let (anna, zoe) = (api.log_in(&api.anna).await, api.log_in(&api.zoe).await);
    let none = json!({});
    for (token, id, body, told) in [
        (&anna, 2, stated(&api.anna, 2, SUNDAY, &none), "not-found"),
        (&zoe, 1, stated(&api.zoe, 1, SUNDAY, &none), "not-found"),
        (&anna, 1, stated(&api.zoe, 1, SUNDAY, &none), "malformed"),
        (&anna, 1, stated(&api.anna, 2, SUNDAY, &none), "malformed"),
        // The very day of an event would be told.
        (&anna, 1, stated(&api.anna, 1, "2027-01-25", &none), "malformed"),
        (&anna, 1, stated(&api.anna, 1, "2027-11-28", &none), "malformed"),
        (&anna, 1, stated(&api.anna, 1, "2026-11-15", &none), "expired"),
        (&anna, 1, stated(&api.anna, 1, SUNDAY, &json!({ "zoe": "AAAA" })), "not-found"),
        (&anna, 1, stated(&api.anna, 1, SUNDAY, &json!({ "anna": "A".repeat(40_000) })), "too-large"),
        (&anna, 1, json!({ "until": SUNDAY }), "malformed"),
    ] {
        assert_eq!(put(&api, token, id, &body).await.error(), told, "{body}");
    }
    assert_eq!(api.kept.rows("kept").await, 0);
}
