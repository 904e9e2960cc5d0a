//! `PUT /v1/sections/{section}/opened`.

use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::alive::UntrustedAlive;
use estafette_keys::editor::EditorSecrets;
use estafette_keys::message::SectionName;
use serde_json::json;

use crate::api::{Answer, Api};
use crate::instance::{DAY, INSTANCE, NOON, bruxelles};
use crate::v1::roster::{next, push};

async fn put(api: &Api, token: &str, of: &EditorSecrets, section: &SectionName, week: &str) -> Answer {
    let week = week.parse().expect("a week");
    let alive = UntrustedAlive::state(&of.device, INSTANCE, section.clone(), of.handle.clone(), week);
    let body = json!({ "week": week.to_string(), "proof": BASE64_STANDARD.encode(alive.proof) });
    let path = format!("/v1/sections/{}/opened", section.as_str());
    api.send(token, Method::PUT, &path, &body).await
}

/// With a roster in force whose first section says for three weeks that it was opened.
async fn wanted(api: &Api) -> String {
    let token = api.log_in(&api.anna).await;
    let roster = next(api, |body| {
        let section = body.sections.iter_mut().find(|section| section.name == bruxelles());
        section.expect("it is there").liveness_weeks = Some(3);
    });
    assert_eq!(push(api, &token, &roster).await.status, StatusCode::CREATED);
    token
}

#[tokio::test]
async fn it_counts_for_the_weeks_that_the_section_says_and_survives_a_restart() {
    let api = Api::new().await;
    let anna = wanted(&api).await;
    assert!(api.directory.alive(&bruxelles()).is_none());
    assert_eq!(put(&api, &anna, &api.anna, &bruxelles(), "2026-W47").await.status, StatusCode::NO_CONTENT);
    assert_eq!(
        api.directory.alive(&bruxelles()).map(|alive| alive.week.to_string()).as_deref(),
        Some("2026-W47")
    );
    // An older one changes nothing.
    assert_eq!(put(&api, &anna, &api.anna, &bruxelles(), "2026-W46").await.status, StatusCode::NO_CONTENT);
    assert_eq!(api.kept.store.alive().await.expect("read")[0].week.to_string(), "2026-W47");

    api.kept.clock.set(NOON + 23 * DAY);
    assert!(api.directory.alive(&bruxelles()).is_some(), "the third Sunday after");
    api.kept.clock.set(NOON + 24 * DAY);
    assert!(api.directory.alive(&bruxelles()).is_none());
    let anna = api.log_in(&api.anna).await;
    assert_eq!(put(&api, &anna, &api.anna, &bruxelles(), "2026-W47").await.error(), "expired");
}

#[tokio::test]
async fn what_does_not_hold_is_refused() {
    let api = Api::new().await;
    let token = api.log_in(&api.anna).await;
    assert_eq!(
        put(&api, &token, &api.anna, &bruxelles(), "2026-W47").await.error(),
        "malformed",
        "it is not wanted"
    );
    let anna = wanted(&api).await;
    assert_eq!(
        put(&api, &anna, &api.anna, &bruxelles(), "2026-W48").await.error(),
        "malformed",
        "it has not come"
    );
    assert_eq!(
        put(&api, &anna, &api.zoe, &bruxelles(), "2026-W47").await.error(),
        "malformed",
        "another's device"
    );
    let zoe = api.log_in(&api.zoe).await;
    assert_eq!(put(&api, &zoe, &api.zoe, &bruxelles(), "2026-W47").await.error(), "forbidden");
    assert!(api.directory.alive(&bruxelles()).is_none());
}

#[tokio::test]
async fn who_is_off_the_roster_no_longer_speaks_for_it() {
    let api = Api::new().await;
    let anna = wanted(&api).await;
    put(&api, &anna, &api.anna, &bruxelles(), "2026-W47").await;
    assert!(api.directory.alive(&bruxelles()).is_some());
    let zoe = api.log_in(&api.zoe).await;
    let roster = next(&api, |body| body.editors.retain(|editor| editor.handle != api.anna.handle));
    assert_eq!(push(&api, &zoe, &roster).await.status, StatusCode::CREATED);
    assert!(api.directory.alive(&bruxelles()).is_none());
}
