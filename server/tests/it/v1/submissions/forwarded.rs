//! `PUT /v1/submissions/{id}/forwarded/{section}`.

use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::editor::EditorSecrets;
use estafette_keys::forwarded::UntrustedForwarding;
use serde_json::{Value, json};

use super::deletion;
use crate::api::{Answer, Api};
use crate::instance::{INSTANCE, submission};

/// By this editor, of a submission, from a section to another; with these slots.
fn stated(editor: &EditorSecrets, id: u8, (from, to): (&str, &str), slots: &Value) -> Value {
    let (from, to) = (from.parse().expect("a name"), to.parse().expect("a name"));
    let handle = editor.handle.clone();
    let forwarding =
        UntrustedForwarding::state(&editor.device, INSTANCE, submission(id), (&from, to), handle);
    let note = json!({ "id": "07".repeat(16), "slots": { "zoe": "CCCC" }, "content": "BBBB" });
    json!({ "proof": BASE64_STANDARD.encode(forwarding.proof), "slots": slots, "note": note })
}

async fn put(api: &Api, token: &str, (id, to): (u8, &str), body: &Value) -> Answer {
    let path = format!("/v1/submissions/{}/forwarded/{to}", submission(id));
    api.send(token, Method::PUT, &path, body).await
}

async fn with_one() -> Api {
    let api = Api::new().await;
    api.kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    api
}

#[tokio::test]
async fn the_other_section_lists_it_opens_it_and_is_told_why() {
    let api = with_one().await;
    let (anna, zoe) = (api.log_in(&api.anna).await, api.log_in(&api.zoe).await);
    let body = stated(&api.anna, 1, ("bruxelles", "geneve"), &json!({ "zoe": "AAAA" }));
    assert_eq!(put(&api, &anna, (1, "geneve"), &body).await.status, StatusCode::CREATED);
    assert_eq!(put(&api, &anna, (1, "geneve"), &body).await.status, StatusCode::OK, "once more is once");
    let forwarded = json!([{ "section": "geneve", "editor": "anna", "proof": body["proof"] }]);
    for (token, slot) in [(&zoe, "AAAA"), (&anna, "AQEB")] {
        let items = api.get(token, "/v1/submissions").await.json()["items"].clone();
        let [item] = &items.as_array().expect("a list")[..] else { panic!("{items}") };
        assert_eq!((&item["section"], &item["forwarded"]), (&json!("bruxelles"), &forwarded));
        assert!(item["slot"].as_str().expect("a slot").starts_with(slot));
        assert_eq!(item["without"], json!([]));
    }
    let content = api.get(&zoe, &format!("/v1/submissions/{}/content", submission(1))).await;
    assert_eq!(content.body.as_ref(), b"sealed");
    let notes = api.get(&zoe, "/v1/notes?section=geneve").await.json()["items"].clone();
    assert_eq!((&notes[0]["content"], &notes[0]["slot"]), (&json!("BBBB"), &json!("CCCC")));
    // Of the other section's notes whoever handed it on sees none.
    assert_eq!(api.get(&anna, "/v1/notes?section=geneve").await.error(), "forbidden");
}

#[tokio::test]
async fn what_is_wrong_is_refused_and_nothing_is_handed_on() {
    let api = with_one().await;
    let (anna, zoe) = (api.log_in(&api.anna).await, api.log_in(&api.zoe).await);
    let (way, none) = (("bruxelles", "geneve"), json!({}));
    let mut long = stated(&api.anna, 1, way, &none);
    long["note"]["content"] = "A".repeat(400_000).into();
    let mut to_another = stated(&api.anna, 1, way, &none);
    to_another["note"]["slots"] = json!({ "anna": "AAAA" });
    for (token, place, body, told) in [
        (&anna, (2, "geneve"), stated(&api.anna, 2, way, &none), "not-found"),
        // It was sent to Brussels: nobody takes it from outside.
        (&zoe, (1, "geneve"), stated(&api.zoe, 1, way, &none), "not-found"),
        (&zoe, (1, "geneve"), stated(&api.anna, 1, way, &none), "not-found"),
        (&anna, (1, "geneve"), stated(&api.zoe, 1, way, &none), "malformed"),
        (&anna, (1, "geneve"), stated(&api.anna, 2, way, &none), "malformed"),
        (&anna, (1, "geneve"), stated(&api.anna, 1, ("geneve", "bruxelles"), &none), "malformed"),
        (&anna, (1, "bruxelles"), stated(&api.anna, 1, ("bruxelles", "bruxelles"), &none), "malformed"),
        (&anna, (1, "lyon"), stated(&api.anna, 1, ("bruxelles", "lyon"), &none), "malformed"),
        (&anna, (1, "Geneve"), stated(&api.anna, 1, way, &none), "malformed"),
        (&anna, (1, "geneve"), stated(&api.anna, 1, way, &json!({ "anna": "AAAA" })), "not-found"),
        (&anna, (1, "geneve"), to_another, "not-found"),
        (&anna, (1, "geneve"), stated(&api.anna, 1, way, &json!({ "zoe": "A".repeat(40_000) })), "too-large"),
        (&anna, (1, "geneve"), long, "too-large"),
        (&anna, (1, "geneve"), json!({ "slots": {} }), "malformed"),
    ] {
        assert_eq!(put(&api, token, place, &body).await.error(), told, "{body}");
    }
    assert_eq!((api.kept.rows("forwarded").await, api.kept.rows("note").await), (0, 0));
    assert_eq!(api.get(&zoe, "/v1/submissions").await.json()["items"], json!([]));
}

#[tokio::test]
async fn an_editor_of_either_section_states_what_becomes_of_it_and_hands_it_no_further() {
    let api = with_one().await;
    let (anna, zoe) = (api.log_in(&api.anna).await, api.log_in(&api.zoe).await);
    let path = format!("/v1/submissions/{}", submission(1));
    let delete = json!({ "proof": deletion(&api.zoe, submission(1)) });
    assert_eq!(api.send(&zoe, Method::DELETE, &path, &delete).await.error(), "not-found", "not before");
    let body = stated(&api.anna, 1, ("bruxelles", "geneve"), &json!({}));
    assert_eq!(put(&api, &anna, (1, "geneve"), &body).await.status, StatusCode::CREATED);
    // Whoever lacks a slot is told of to those who can seal one, and gets it.
    let item = api.get(&anna, "/v1/submissions").await.json()["items"][0].clone();
    assert_eq!(item["without"], json!(["zoe"]));
    let slot = api.send(&anna, Method::PUT, &format!("{path}/slots/zoe"), &json!({ "slot": "AAAA" })).await;
    assert_eq!(slot.status, StatusCode::CREATED);
    let onwards = stated(&api.zoe, 1, ("geneve", "bruxelles"), &json!({}));
    assert_eq!(put(&api, &zoe, (1, "bruxelles"), &onwards).await.error(), "not-found");
    assert_eq!(api.send(&zoe, Method::DELETE, &path, &delete).await.status, StatusCode::NO_CONTENT);
    for token in [&anna, &zoe] {
        let removed = api.get(token, "/v1/removed").await.json()["items"].clone();
        assert_eq!(removed[0]["editor"], "zoe");
        assert_eq!(api.get(token, "/v1/deleted").await.json()["items"].as_array().map(Vec::len), Some(1));
        assert_eq!(api.get(token, "/v1/submissions").await.json()["items"], json!([]));
    }
}
