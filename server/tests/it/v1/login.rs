//! `POST /v1/login`.

use axum::http::{Method, StatusCode};
use serde_json::{Value, json};

use crate::api::{Answer, Api};
use crate::instance::NOON;

mod challenge;

async fn log_in(api: &Api, login: Value) -> Answer {
    api.send("", Method::POST, "/v1/login", &login).await
}

#[tokio::test]
async fn a_session_opens_what_is_the_editors_and_ends() {
    let api = Api::new().await;
    let token = api.log_in(&api.anna).await;
    assert_eq!(api.get(&token, "/v1/submissions").await.status, StatusCode::OK);
    api.kept.clock.set(NOON + 1_801);
    assert_eq!(api.get(&token, "/v1/submissions").await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn a_challenge_counts_once_and_for_a_minute() {
    let api = Api::new().await;
    let challenge = api.challenge("anna").await;
    let login =
        json!({ "editor": "anna", "challenge": challenge, "proof": Api::proof(&api.anna, &challenge) });
    assert_eq!(log_in(&api, login.clone()).await.status, StatusCode::OK);
    assert_eq!(log_in(&api, login).await.status, StatusCode::UNAUTHORIZED);

    let challenge = api.challenge("anna").await;
    let login =
        json!({ "editor": "anna", "challenge": challenge, "proof": Api::proof(&api.anna, &challenge) });
    api.kept.clock.set(NOON + 61);
    assert_eq!(log_in(&api, login).await.status, StatusCode::UNAUTHORIZED);
}

#[tokio::test]
async fn every_refusal_is_the_same() {
    let api = Api::new().await;
    let (hers, strangers) = (api.challenge("anna").await, api.challenge("nobody").await);
    let (session, proof) = (api.log_in(&api.anna).await, Api::proof(&api.anna, &hers));
    let mut bodies = Vec::new();
    for login in [
        // Another's key; another's challenge; one who is not on the roster; no challenge; no proof.
        json!({ "editor": "anna", "challenge": hers, "proof": Api::proof(&api.zoe, &hers) }),
        json!({ "editor": "zoe", "challenge": hers, "proof": Api::proof(&api.zoe, &hers) }),
        json!({ "editor": "nobody", "challenge": strangers, "proof": Api::proof(&api.anna, &strangers) }),
        json!({ "editor": "anna", "challenge": "AAAA", "proof": proof }),
        json!({ "editor": "anna", "challenge": hers, "proof": "AAAA" }),
        json!({ "editor": "anna\u{0}", "challenge": hers, "proof": proof }),
    ] {
        let answer = log_in(&api, login).await;
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        bodies.push(answer.body);
    }
    bodies.dedup();
    assert_eq!(bodies.len(), 1);
    // None of that spent the challenge, and a challenge is no session.
    let login = json!({ "editor": "anna", "challenge": hers, "proof": proof });
    assert_eq!(log_in(&api, login).await.status, StatusCode::OK);
    assert_eq!(api.get(&hers, "/v1/submissions").await.status, StatusCode::UNAUTHORIZED);
    assert_eq!(api.get(&session, "/v1/submissions").await.status, StatusCode::OK);
}

#[tokio::test]
async fn what_is_not_of_its_form_is_malformed() {
    let api = Api::new().await;
    for login in [json!(null), json!({}), json!({ "editor": "anna", "challenge": "é", "proof": "" })] {
        let answer = log_in(&api, login).await;
        assert_eq!((answer.status, answer.error().as_str()), (StatusCode::BAD_REQUEST, "malformed"));
    }
}
