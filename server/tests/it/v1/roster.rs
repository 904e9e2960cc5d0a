//! `GET` and `PUT /v1/roster`.

use axum::http::{Method, StatusCode};
use estafette_keys::openpgp::SecretCert;
use estafette_keys::roster::{RosterBody, UntrustedRoster};
use serde_json::json;

use crate::api::{Answer, Api, a_root, signed};
use crate::instance::{DAY, NOON, submission};

/// The next roster, changed and signed.
pub(crate) fn next(api: &Api, change: impl FnOnce(&mut RosterBody)) -> UntrustedRoster {
    next_by(api, &api.root, change)
}

fn next_by(api: &Api, root: &SecretCert, change: impl FnOnce(&mut RosterBody)) -> UntrustedRoster {
    let known = api.directory.roster();
    let mut body = known.body().clone();
    (body.number, body.previous) = (known.body().number + 1, Some(known.hash()));
    change(&mut body);
    signed(&body, root, &api.kept.clock)
}

pub(crate) async fn push(api: &Api, token: &str, roster: &UntrustedRoster) -> Answer {
    let body = json!({ "text": roster.text, "signatures": roster.signatures });
    api.send(token, Method::PUT, "/v1/roster", &body).await
}

#[tokio::test]
async fn it_is_served_as_it_was_signed() {
    let api = Api::new().await;
    let answer = api.get("", "/v1/roster").await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json()["text"], api.roster.text);
    assert_eq!(answer.json()["signatures"][0], api.roster.signatures[0]);
}

#[tokio::test]
async fn the_next_one_counts_at_once_and_after_a_restart() {
    let api = Api::new().await;
    api.kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let (anna, zoe) = (api.log_in(&api.anna).await, api.log_in(&api.zoe).await);
    let without_zoe = next(&api, |body| drop(body.editors.pop()));
    assert_eq!(push(&api, &zoe, &without_zoe).await.status, StatusCode::CREATED);
    assert_eq!(push(&api, &anna, &without_zoe).await.status, StatusCode::OK);
    assert_eq!(api.get("", "/v1/roster").await.json()["text"], without_zoe.text);
    // Whoever is off it is out, with a session or without.
    assert_eq!(api.get(&zoe, "/v1/submissions").await.error(), "unauthorised");
    let stored = api.kept.store.roster().await.expect("an answer").expect("a roster");
    assert_eq!(stored.text, without_zoe.text);
}

#[tokio::test]
async fn a_lost_device_takes_its_slots_along() {
    let api = Api::new().await;
    api.kept.send(1, 1, &[b"sealed"]).await.expect("kept");
    let anna = api.log_in(&api.anna).await;
    let slot = |list: &serde_json::Value| list["items"][0]["slot"].clone();
    assert!(slot(&api.get(&anna, "/v1/submissions").await.json()).is_string());
    let renewed = Api::editor("anna", &api.kept.clock);
    let roster = next(&api, |body| {
        body.editors[0] = renewed.listed(body.editors[0].sections.clone(), api.kept.clock.now());
    });
    assert_eq!(push(&api, &anna, &roster).await.status, StatusCode::CREATED);
    assert_eq!(
        api.get(&anna, "/v1/submissions").await.error(),
        "unauthorised",
        "the session goes with the device"
    );
    let again = api.log_in(&renewed).await;
    let listed = api.get(&again, "/v1/submissions").await.json();
    assert!(slot(&listed).is_null());
    assert_eq!(listed["items"][0]["without"], json!(["anna"]));
    assert_eq!(listed["items"][0]["id"], submission(1).to_string());
}

#[tokio::test]
async fn what_does_not_follow_is_refused_and_changes_nothing() {
    let api = Api::new().await;
    let anna = api.log_in(&api.anna).await;
    let other_root = a_root(&api.kept.clock);
    let tomorrow = api.kept.clock.today().plus_days(1);
    let unsigned = UntrustedRoster { signatures: Vec::new(), ..next(&api, |_| ()) };
    for (roster, error) in [
        (next(&api, |body| body.previous = Some("0".repeat(64))), "conflict"),
        (next(&api, |body| (body.number, body.previous, body.expires) = (1, None, tomorrow)), "conflict"),
        (next(&api, |body| body.expires = api.kept.clock.today().plus_days(-1)), "expired"),
        (next_by(&api, &other_root, |_| ()), "forbidden"),
        (unsigned, "forbidden"),
        (UntrustedRoster { text: "number = 2".to_owned(), signatures: Vec::new() }, "malformed"),
    ] {
        assert_eq!(push(&api, &anna, &roster).await.error(), error);
        assert_eq!(api.get("", "/v1/roster").await.json()["text"], api.roster.text);
    }
    api.kept.clock.set(NOON + DAY);
    assert!(api.kept.store.roster().await.expect("an answer").is_none());
}
