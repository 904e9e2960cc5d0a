//! `PUT /v1/mailboxes/{mailbox}/replies/{id}`.

use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::ids::MailboxId;
use serde_json::{Value, json};

use crate::api::{Answer, Api};

const MAILBOX: MailboxId = MailboxId::from_bytes([5; 16]);

fn reply(content: &[u8]) -> Value {
    json!({ "section": "bruxelles", "slot": "c2xvdA==", "content": BASE64_STANDARD.encode(content) })
}

async fn put(api: &Api, token: &str, id: u8, reply: &Value) -> Answer {
    let path = format!("/v1/mailboxes/{MAILBOX}/replies/{}", format!("{id:02x}").repeat(16));
    api.send(token, Method::PUT, &path, reply).await
}

#[tokio::test]
async fn a_reply_is_left_once() {
    let api = Api::new().await;
    let token = api.log_in(&api.anna).await;
    assert_eq!(put(&api, &token, 1, &reply(b"one")).await.status, StatusCode::CREATED);
    assert_eq!(put(&api, &token, 1, &reply(b"one")).await.status, StatusCode::OK);
    let answer = put(&api, &token, 1, &reply(b"two")).await;
    assert_eq!((answer.status, answer.error().as_str()), (StatusCode::CONFLICT, "conflict"));
    let replies = api.kept.store.replies(MAILBOX).await.expect("a list");
    assert_eq!(replies.len(), 1);
    assert_eq!(
        (replies[0].slot.as_slice(), replies[0].content.as_slice()),
        (b"slot".as_slice(), b"one".as_slice())
    );
}

#[tokio::test]
async fn an_editor_answers_for_their_own_sections() {
    let api = Api::new().await;
    let token = api.log_in(&api.zoe).await;
    let answer = put(&api, &token, 1, &reply(b"one")).await;
    assert_eq!((answer.status, answer.error().as_str()), (StatusCode::FORBIDDEN, "forbidden"));
}

#[tokio::test]
async fn two_mebibytes_are_taken_and_no_more() {
    let api = Api::new().await;
    let token = api.log_in(&api.anna).await;
    let largest = vec![1; 2 * 1024 * 1024];
    assert_eq!(put(&api, &token, 1, &reply(&largest)).await.status, StatusCode::CREATED);
    for size in [largest.len() + 1, 2 * largest.len()] {
        let answer = put(&api, &token, 2, &reply(&vec![1; size])).await;
        assert_eq!((answer.status, answer.error().as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "too-large"));
    }
}

#[tokio::test]
async fn what_is_not_of_its_form_is_malformed() {
    let api = Api::new().await;
    let token = api.log_in(&api.anna).await;
    for reply in [json!({}), json!({ "section": "É", "slot": "", "content": "" }), json!({ "slot": "=" })] {
        assert_eq!(put(&api, &token, 1, &reply).await.error(), "malformed");
    }
    let path = format!("/v1/mailboxes/{MAILBOX}/replies/1");
    assert_eq!(api.send(&token, Method::PUT, &path, &reply(b"one")).await.error(), "malformed");
}
