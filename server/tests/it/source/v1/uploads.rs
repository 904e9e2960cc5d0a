//! `POST /v1/uploads`, and what is below it.

use axum::http::StatusCode;
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use serde_json::{Value, json};

use crate::api::Answer;
use crate::instance::submission;
use crate::source::Sides;

mod end;
mod one;

/// A slot, as far as a server can tell.
const SLOT: &[u8] = b"age-encryption.org/v1\n";

/// The name of an upload.
fn transfer(number: u8) -> String {
    format!("{number:02x}").repeat(16)
}

/// Begins upload `number` of submission `id`, or asks how far it came.
async fn begin(sides: &Sides, number: u8, id: u8) -> Answer {
    let begin =
        json!({ "transfer": transfer(number), "id": submission(id).to_string(), "section": "bruxelles" });
    sides.post("/v1/uploads", &begin).await
}

async fn put(sides: &Sides, number: u8, offset: u64, size: u64, bytes: &[u8]) -> Answer {
    let path = format!("/v1/uploads/{}?offset={offset}&size={size}", transfer(number));
    sides.put(&path, bytes).await
}

async fn end(sides: &Sides, number: u8, size: u64, slots: &Value) -> Answer {
    let path = format!("/v1/uploads/{}/end", transfer(number));
    sides.post(&path, &json!({ "size": size, "slots": slots })).await
}

/// A slot for each of these.
fn slots(editors: &[&str]) -> Value {
    let slot = BASE64_STANDARD.encode(SLOT);
    editors.iter().map(|editor| json!({ "editor": editor, "slot": slot })).collect()
}

#[tokio::test]
async fn it_begins_once_and_says_how_far_it_came() {
    let sides = Sides::new().await;
    let begun = |offset, stored| json!({ "offset": offset, "stored": stored, "piece": 16 * 1024 * 1024, "memo": true });
    for _ in 0..2 {
        let answer = begin(&sides, 1, 1).await;
        assert_eq!((answer.status, answer.json()), (StatusCode::OK, begun(0, false)));
    }
    assert_eq!(put(&sides, 1, 0, 6, b"sealed").await.status, StatusCode::NO_CONTENT);
    assert_eq!(begin(&sides, 1, 1).await.json(), begun(6, false));
    assert_eq!(end(&sides, 1, 6, &slots(&["anna"])).await.status, StatusCode::CREATED);
    assert_eq!(begin(&sides, 1, 1).await.json(), begun(0, true));
}

#[tokio::test]
async fn an_id_or_an_upload_that_is_taken_is_a_conflict() {
    let sides = Sides::new().await;
    assert_eq!(begin(&sides, 1, 1).await.status, StatusCode::OK);
    assert_eq!(begin(&sides, 1, 2).await.error(), "conflict");
    sides.editors.kept.send(9, 3, &[b"sealed"]).await.expect("kept");
    assert_eq!(begin(&sides, 2, 3).await.error(), "conflict");
}

#[tokio::test]
async fn it_is_for_a_section_that_somebody_reads() {
    let sides = Sides::new().await;
    for (section, error) in [("nowhere", "not-found"), ("É", "not-found")] {
        let begin = json!({ "transfer": transfer(1), "id": submission(1).to_string(), "section": section });
        assert_eq!(sides.post("/v1/uploads", &begin).await.error(), error);
    }
    for wrong in [json!({}), json!({ "transfer": "1", "id": "1", "section": "bruxelles" })] {
        assert_eq!(sides.post("/v1/uploads", &wrong).await.error(), "malformed");
    }
}
