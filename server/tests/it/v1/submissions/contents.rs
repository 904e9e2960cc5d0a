//! `POST /v1/submissions/contents`.

use axum::http::{Method, StatusCode};
use estafette_store::CHUNK;
use estafette_wire::submissions::{BATCH_MAX, CONTENTS_MAX, SMALL_MAX, content_head};
use serde_json::json;

use crate::api::{Answer, Api};
use crate::instance::submission;

async fn post(api: &Api, token: &str, ids: &[u8]) -> Answer {
    let ids: Vec<String> = ids.iter().map(|id| submission(*id).to_string()).collect();
    api.send(token, Method::POST, "/v1/submissions/contents", &json!({ "ids": ids })).await
}

fn framed(id: u8, content: &[u8]) -> Vec<u8> {
    [&content_head(submission(id), content.len() as u64), content].concat()
}

#[tokio::test]
async fn small_contents_come_in_the_order_in_which_they_were_asked_for() {
    let api = Api::new().await;
    for (id, content) in [(1, b"one".as_slice()), (2, b"the second"), (3, b"3")] {
        api.kept.send(id, id, &[content]).await.expect("kept");
    }
    let token = api.log_in(&api.anna).await;
    let answer = post(&api, &token, &[3, 9, 1]).await;
    assert_eq!(answer.status, StatusCode::OK);
    let expected = [framed(3, b"3"), framed(1, b"one")].concat();
    assert_eq!(answer.headers["content-length"], expected.len().to_string().as_str());
    assert!(answer.body == expected);
    assert!(post(&api, &token, &[]).await.body.is_empty());
}

#[tokio::test]
async fn what_is_large_is_left_out() {
    let api = Api::new().await;
    let size = |bound| usize::try_from(bound).expect("a size");
    let piece = vec![7; CHUNK];
    let larger = vec![piece.as_slice(); size(SMALL_MAX) / CHUNK + 1];
    api.kept.send(1, 1, &larger).await.expect("kept");
    for id in 2..12 {
        api.kept.send(id, id, &larger[1..]).await.expect("kept");
    }
    let token = api.log_in(&api.anna).await;
    let answer = post(&api, &token, &(1..12).collect::<Vec<_>>()).await;
    let first = framed(2, &larger[1..].concat());
    assert_eq!(answer.body.len(), size(BATCH_MAX) / size(SMALL_MAX) * first.len());
    assert!(answer.body.starts_with(&first), "one that is larger doesn't come with others");
}

#[tokio::test]
async fn anothers_are_not_there_and_too_many_are_refused() {
    let api = Api::new().await;
    api.kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let (anna, zoe) = (api.log_in(&api.anna).await, api.log_in(&api.zoe).await);
    let answer = post(&api, &zoe, &[1]).await;
    assert_eq!((answer.status, answer.body.len()), (StatusCode::OK, 0));
    assert_eq!(post(&api, "", &[1]).await.status, StatusCode::UNAUTHORIZED);
    let ids = vec![submission(1).to_string(); CONTENTS_MAX + 1];
    let path = "/v1/submissions/contents";
    assert_eq!(api.send(&anna, Method::POST, path, &json!({ "ids": ids })).await.error(), "too-large");
    for body in [json!({}), json!({ "ids": ["x"] }), json!({ "ids": [], "more": 1 })] {
        assert_eq!(api.send(&anna, Method::POST, path, &body).await.error(), "malformed", "{body}");
    }
}
