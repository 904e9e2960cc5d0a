//! `PUT /v1/submissions/{id}/slots/{editor}`.

use axum::http::{Method, StatusCode};
use serde_json::json;

use crate::api::{Answer, Api};
use crate::instance::submission;
use crate::v1::roster::{next, push};

async fn put(api: &Api, token: &str, id: u8, editor: &str, slot: &str) -> Answer {
    let path = format!("/v1/submissions/{}/slots/{editor}", submission(id));
    api.send(token, Method::PUT, &path, &json!({ "slot": slot })).await
}

#[tokio::test]
async fn one_who_can_open_it_seals_it_to_one_who_is_new() {
    let api = Api::new().await;
    api.kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let anna = api.log_in(&api.anna).await;
    assert_eq!(put(&api, &anna, 1, "zoe", "AAAA").await.error(), "not-found", "she does not read there yet");
    let both = next(&api, |body| body.editors[1].sections.push("bruxelles".parse().expect("a name")));
    assert_eq!(push(&api, &anna, &both).await.status, StatusCode::CREATED);

    let listed = api.get(&anna, "/v1/submissions").await.json();
    assert_eq!(listed["items"][0]["without"], json!(["zoe"]));
    let zoe = api.log_in(&api.zoe).await;
    assert!(api.get(&zoe, "/v1/submissions").await.json()["items"][0]["slot"].is_null());
    assert_eq!(put(&api, &anna, 1, "zoe", "AAAA").await.status, StatusCode::CREATED);
    assert_eq!(put(&api, &anna, 1, "zoe", "AAAA").await.status, StatusCode::OK);
    assert_eq!(put(&api, &anna, 1, "zoe", "BBBB").await.error(), "conflict");
    assert_eq!(api.get(&zoe, "/v1/submissions").await.json()["items"][0]["slot"], "AAAA");
    assert_eq!(api.get(&anna, "/v1/submissions").await.json()["items"][0]["without"], json!([]));
}

#[tokio::test]
async fn what_is_wrong_is_refused() {
    let api = Api::new().await;
    api.kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let (anna, zoe) = (api.log_in(&api.anna).await, api.log_in(&api.zoe).await);
    assert_eq!(put(&api, &anna, 2, "anna", "AAAA").await.error(), "not-found");
    assert_eq!(put(&api, &anna, 1, "nobody", "AAAA").await.error(), "not-found");
    assert_eq!(
        put(&api, &zoe, 1, "anna", "AAAA").await.error(),
        "not-found",
        "of a section she does not read"
    );
    assert_eq!(put(&api, &anna, 1, "anna", "no base64").await.error(), "malformed");
    assert_eq!(put(&api, &anna, 1, "anna", &"A".repeat(200_000)).await.error(), "too-large");
}

#[tokio::test]
async fn one_gives_up_a_slot_of_ones_own_and_no_other() {
    let api = Api::new().await;
    api.kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let anna = api.log_in(&api.anna).await;
    let give_up = async |id: u8, editor: &str| {
        let path = format!("/v1/submissions/{}/slots/{editor}", submission(id));
        api.send(&anna, Method::DELETE, &path, &json!(null)).await
    };
    assert_eq!(give_up(1, "zoe").await.error(), "forbidden");
    assert_eq!(give_up(2, "anna").await.error(), "not-found");
    assert_eq!(give_up(1, "anna").await.status, StatusCode::NO_CONTENT);
    let listed = api.get(&anna, "/v1/submissions").await.json();
    assert!(listed["items"][0]["slot"].is_null());
    assert_eq!(listed["items"][0]["without"], json!(["anna"]));
    assert_eq!(give_up(1, "anna").await.error(), "not-found");
}
