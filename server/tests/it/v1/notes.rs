//! `GET /v1/notes`, `PUT` and `DELETE /v1/notes/{id}`.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::api::{Answer, Api};

const PATH: &str = "/v1/notes/01010101010101010101010101010101";

fn note(slots: &Value) -> Value {
    json!({ "section": "bruxelles", "slots": slots, "content": "bm90ZQ==" })
}

async fn put(api: &Api, token: &str, note: Value) -> Answer {
    api.send(token, Method::PUT, PATH, &note).await
}

#[tokio::test]
async fn a_note_is_left_read_and_removed() {
    let api = Api::new().await;
    let token = api.log_in(&api.anna).await;
    let slots = json!({ "anna": "c2xvdA==" });
    assert_eq!(put(&api, &token, note(&slots)).await.status, StatusCode::CREATED);
    assert_eq!(put(&api, &token, note(&slots)).await.status, StatusCode::OK);
    assert_eq!(put(&api, &token, note(&json!({}))).await.error(), "conflict");
    let expected = json!({ "more": false, "items": [{
        "id": "01010101010101010101010101010101", "section": "bruxelles", "day": "2026-11-20",
        "slot": "c2xvdA==", "content": "bm90ZQ==",
    }] });
    assert_eq!(api.get(&token, "/v1/notes?section=bruxelles").await.json(), expected);
    let after = "/v1/notes?section=bruxelles&after=01010101010101010101010101010101";
    assert_eq!(api.get(&token, after).await.json(), json!({ "more": false, "items": [] }));
    assert_eq!(api.send(&token, Method::DELETE, PATH, &Value::Null).await.status, StatusCode::NO_CONTENT);
    assert_eq!(api.send(&token, Method::DELETE, PATH, &Value::Null).await.error(), "not-found");
}

#[tokio::test]
async fn other_sections_have_no_part_in_it() {
    let api = Api::new().await;
    let (anna, zoe) = (api.log_in(&api.anna).await, api.log_in(&api.zoe).await);
    assert_eq!(put(&api, &zoe, note(&json!({}))).await.error(), "forbidden");
    assert_eq!(put(&api, &anna, note(&json!({ "zoe": "c2xvdA==" }))).await.error(), "malformed");
    assert_eq!(put(&api, &anna, note(&json!({ "anna": "c2xvdA==" }))).await.status, StatusCode::CREATED);
    assert_eq!(api.get(&zoe, "/v1/notes?section=bruxelles").await.error(), "forbidden");
    assert_eq!(api.send(&zoe, Method::DELETE, PATH, &Value::Null).await.error(), "not-found");
}

#[tokio::test]
async fn what_is_asked_wrongly_is_malformed() {
    let api = Api::new().await;
    let token = api.log_in(&api.anna).await;
    for path in ["/v1/notes", "/v1/notes?section=%C3%89", "/v1/notes?section=bruxelles&after=1"] {
        assert_eq!(api.get(&token, path).await.error(), "malformed", "{path}");
    }
}
