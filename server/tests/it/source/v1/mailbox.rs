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

/// How large a page is.
const PAGE: usize = 512 * 1024;

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
    assert_eq!(sizes, [PAGE; 3]);
}

#[tokio::test]
async fn none_and_five_look_alike_and_more_come_in_pages_of_the_same_size() {
    let sides = Sides::new().await;
    let (some, many) = (key(1), key(2));
    // As large as an answer without files is.
    let content = vec![7; 66_000];
    let mut ids = Vec::new();
    for number in 1..=13 {
        if number <= 5 {
            left(&sides, &some, number, &content).await;
        }
        ids.push(left(&sides, &many, 100 + number, &content).await);
    }
    let read = async |key: &MailboxKey, after: &Value| {
        let read = json!({ "mailbox": proof(&sides, key).await, "after": after });
        let answer = sides.post("/v1/mailbox", &read).await;
        assert_eq!((answer.status, answer.body.len()), (StatusCode::OK, PAGE));
        answer.json()
    };
    for (key, count) in [(key(3), 0), (some, 5)] {
        let page = read(&key, &Value::Null).await;
        assert_eq!((page["replies"].as_array().map(Vec::len), &page["more"]), (Some(count), &json!(false)));
    }
    let (mut after, mut found, mut pages) = (Value::Null, Vec::new(), 0);
    loop {
        let page = read(&many, &after).await;
        found.extend(page["replies"].as_array().expect("a list").iter().map(|reply| reply["id"].clone()));
        (after, pages) = (found.last().expect("one").clone(), pages + 1);
        if page["more"] == false {
            break;
        }
    }
    assert_eq!((found.len(), pages), (13, 3));
    assert!(ids.iter().all(|id| found.contains(&json!(id))));
}

#[tokio::test]
async fn a_long_answer_has_a_page_to_itself() {
    let sides = Sides::new().await;
    let key = key(1);
    let long = left(&sides, &key, 1, &vec![7; 900_000]).await;
    let short = left(&sides, &key, 2, b"short").await;
    for (after, expected, pages, more) in [(Value::Null, &long, 3, true), (json!(long), &short, 1, false)] {
        let read = json!({ "mailbox": proof(&sides, &key).await, "after": after });
        let answer = sides.post("/v1/mailbox", &read).await;
        assert_eq!(answer.body.len(), pages * PAGE);
        let page = answer.json();
        assert_eq!((&page["replies"][0]["id"], page["more"].as_bool()), (&json!(expected), Some(more)));
    }
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
