//! `POST /v1/mailbox`, and what is below it.

use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::secret::Secret;
use estafette_keys::signing::MailboxKey;
use estafette_keys::source::SourceKeys;
use serde_json::{Value, json};

use crate::instance::{INSTANCE, NOON};
use crate::source::Sides;

mod delete;

fn key(root: u8) -> MailboxKey {
    SourceKeys::from_root(Secret::new([root; 32])).mailbox_key()
}

/// The editors' answer number `id`, left in the mailbox of this key.
async fn left(sides: &Sides, of: &MailboxKey, id: u8, content: &[u8]) -> String {
    let api = &sides.editors;
    let (token, id) = (api.log_in(&api.anna).await, format!("{id:02x}").repeat(16));
    let path = format!("/v1/mailboxes/{}/replies/{id}", of.public().mailbox());
    let reply =
        json!({ "section": "bruxelles", "slot": "c2xvdA==", "content": BASE64_STANDARD.encode(content) });
    assert_eq!(api.send(&token, Method::PUT, &path, &reply).await.status, StatusCode::CREATED);
    id
}

/// A fresh challenge, signed.
async fn proof(sides: &Sides, by: &MailboxKey) -> Value {
    let answer = sides.post("/v1/mailbox/challenge", &Value::Null).await;
    assert_eq!(answer.status, StatusCode::OK);
    let challenge = answer.json()["challenge"].as_str().expect("a challenge").to_owned();
    let signature = by.prove(INSTANCE, &BASE64_STANDARD.decode(&challenge).expect("base64"));
    json!({
        "key": BASE64_STANDARD.encode(by.public().as_bytes()),
        "challenge": challenge,
        "signature": BASE64_STANDARD.encode(signature),
    })
}

#[tokio::test]
async fn who_has_the_key_reads_the_answers_and_their_number_shows_in_no_size() {
    let sides = Sides::new().await;
    let (key, other) = (key(1), key(2));
    let ids = [left(&sides, &key, 1, b"one").await, left(&sides, &key, 2, b"two").await];
    left(&sides, &other, 3, b"another's").await;
    let mut sizes = Vec::new();
    for (after, expected) in [(Value::Null, &ids[..]), (json!(ids[0]), &ids[1..]), (json!(ids[1]), &[])] {
        let read = json!({ "mailbox": proof(&sides, &key).await, "after": after });
        let answer = sides.post("/v1/mailbox", &read).await;
        assert_eq!(answer.status, StatusCode::OK);
        let found = answer.json();
        let replies = found["replies"].as_array().expect("a list");
        assert!(replies.iter().map(|reply| &reply["id"]).eq(expected), "{found}");
        assert_eq!(found["more"], false);
        sizes.push(answer.body.len());
    }
    assert_eq!(sizes, [64 * 1024; 3]);
}

#[tokio::test]
async fn a_proof_is_of_one_key_one_challenge_and_one_minute() {
    let sides = Sides::new().await;
    let (key, other) = (key(1), key(2));
    let (good, others) = (proof(&sides, &key).await, proof(&sides, &other).await);
    let mut mixed = good.clone();
    mixed["signature"] = others["signature"].clone();
    let mut made_up = good.clone();
    made_up["challenge"] = json!(BASE64_STANDARD.encode([0; 60]));
    for wrong in [mixed, made_up] {
        let answer = sides.post("/v1/mailbox", &json!({ "mailbox": wrong, "after": null })).await;
        assert_eq!((answer.status, answer.error().as_str()), (StatusCode::UNAUTHORIZED, "unauthorised"));
    }
    sides.editors.kept.clock.set(NOON + 61);
    assert_eq!(
        sides.post("/v1/mailbox", &json!({ "mailbox": good, "after": null })).await.error(),
        "unauthorised"
    );
    assert_eq!(sides.post("/v1/mailbox", &json!({ "mailbox": {} })).await.error(), "malformed");
}
