//! `GET /v1/sections/{section}`.

use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::alive::UntrustedAlive;
use estafette_keys::epoch;
use serde_json::{Value, json};

use crate::instance::{INSTANCE, NOON, bruxelles};
use crate::source::Sides;
use crate::v1::roster::{next, push};

const BRUXELLES: &str = "/v1/sections/bruxelles";

#[tokio::test]
async fn it_says_what_the_sections_editors_state_and_no_others() {
    let sides = Sides::new().await;
    let api = &sides.editors;
    let nothing = json!({ "today": "2026-11-20", "epochs": [], "opened": null });
    assert_eq!(sides.get(BRUXELLES, Some(&sides.pin())).await.json(), nothing);
    let mut stated = Vec::new();
    for of in [&api.anna, &api.zoe] {
        let statement =
            epoch::state(&of.epochs, 1, INSTANCE, &of.handle, &of.cert, NOON).expect("a statement");
        let statement = json!({ "text": statement.text, "signature": statement.signature });
        let token = api.log_in(of).await;
        let answer = api.send(&token, Method::PUT, "/v1/epochs", &statement).await;
        assert_eq!(answer.status, StatusCode::NO_CONTENT);
        stated.push(json!({ "editor": of.handle.as_str(), "statement": statement }));
    }
    assert_eq!(sides.get(BRUXELLES, Some(&sides.pin())).await.json()["epochs"], json!([stated[0]]));
}

#[tokio::test]
async fn it_says_when_the_box_was_opened() {
    let sides = Sides::new().await;
    let (api, anna) = (&sides.editors, &sides.editors.anna);
    let token = api.log_in(anna).await;
    let wanted = next(api, |body| body.sections[0].liveness_weeks = Some(3));
    assert_eq!(push(api, &token, &wanted).await.status, StatusCode::CREATED);
    let week = "2026-W47".parse().expect("a week");
    let alive = UntrustedAlive::state(&anna.device, INSTANCE, bruxelles(), anna.handle.clone(), week);
    let opened = json!({ "week": "2026-W47", "proof": BASE64_STANDARD.encode(alive.proof) });
    let path = format!("{BRUXELLES}/opened");
    assert_eq!(api.send(&token, Method::PUT, &path, &opened).await.status, StatusCode::NO_CONTENT);
    let mut expected = opened;
    expected["editor"] = Value::from("anna");
    assert_eq!(sides.get(BRUXELLES, Some(&sides.pin())).await.json()["opened"], expected);
}

#[tokio::test]
async fn without_the_pin_or_a_section_there_is_nothing() {
    let sides = Sides::new().await;
    let pin = sides.pin();
    for (path, pin) in
        [(BRUXELLES, None), ("/v1/sections/nowhere", Some(&pin)), ("/v1/sections/%C3%89", Some(&pin))]
    {
        let answer = sides.get(path, pin.map(String::as_str)).await;
        assert_eq!((answer.status, answer.error().as_str()), (StatusCode::NOT_FOUND, "not-found"), "{path}");
    }
}
