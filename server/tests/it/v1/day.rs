//! `PUT /v1/day`, by editors of a server that was started after its clock jumped.

use std::sync::Arc;

use axum::http::{Method, StatusCode};
use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::day::Day;
use estafette_keys::editor::EditorSecrets;
use estafette_keys::ids::InstanceId;
use estafette_keys::signed_day::UntrustedDay;
use estafette_server::calendar::{Calendar, CalendarState, Standing, day_of};
use estafette_server::clock::Clock;
use estafette_server::machine_clock::MachineClock;
use estafette_server::store::DataFolder;
use serde_json::json;

use crate::api::{Answer, Api};
use crate::instance::{DAY, INSTANCE, NOON};

async fn put_of(api: &Api, token: &str, stated: &UntrustedDay, day: Day) -> Answer {
    let body = json!({ "day": day.to_string(), "proof": BASE64_STANDARD.encode(stated.proof) });
    api.send(token, Method::PUT, "/v1/day", &body).await
}

fn state(of: &EditorSecrets, instance: InstanceId, day: Day) -> UntrustedDay {
    UntrustedDay::state(&of.device, instance, of.handle.clone(), day)
}

/// An API whose server believed the day of `NOON` when its clock went on by so many days.
async fn after_a_jump(days: i64) -> (Api, Arc<Calendar>, Day) {
    let machine = MachineClock::at(NOON);
    let first = day_of(NOON);
    machine.set(NOON + days * DAY);
    let kept = CalendarState { believed: first, agreed: None, doubted: None };
    let calendar = Arc::new(Calendar::new(machine, Some(kept)));
    (Api::by(Clock::Believed(Arc::clone(&calendar))).await, calendar, first)
}

#[tokio::test]
async fn a_clock_that_an_editor_agrees_with_is_believed_again_and_it_is_kept() {
    let (api, calendar, first) = after_a_jump(20).await;
    let token = api.log_in(&api.anna).await;
    api.kept.send(1, 1, &[b"in doubt"]).await.expect("kept");
    let today = first.plus_days(20);
    let answer = put_of(&api, &token, &state(&api.anna, INSTANCE, today), today).await;
    assert_eq!((answer.status, answer.json()), (StatusCode::OK, json!({ "today": today.to_string() })));
    assert_eq!((calendar.standing(), calendar.settled()), (Standing::Right, Some(today)));
    let expected = CalendarState { believed: today, agreed: Some(today), doubted: None };
    assert_eq!(DataFolder::at(api.kept.folder.path()).calendar().await.expect("an answer"), Some(expected));
    // What came meanwhile came today.
    let token = api.log_in(&api.anna).await;
    assert_eq!(api.get(&token, "/v1/submissions").await.json()["items"][0]["day"], today.to_string());
}

#[tokio::test]
async fn one_who_lies_moves_nothing_whatever_they_sign() {
    let (api, calendar, first) = after_a_jump(20).await;
    let token = api.log_in(&api.anna).await;
    for lie in [-700, -3, 3, 17, 23, 400] {
        let day = first.plus_days(lie);
        let answer = put_of(&api, &token, &state(&api.anna, INSTANCE, day), day).await;
        assert_eq!(answer.json(), json!({ "today": first.to_string() }), "{lie}");
    }
    assert_eq!(calendar.state(), CalendarState { believed: first, agreed: None, doubted: Some(first) });
}

#[tokio::test]
async fn past_the_roster_the_two_are_not_believed() {
    // It is good for thirty days.
    let (api, calendar, first) = after_a_jump(40).await;
    let token = api.log_in(&api.anna).await;
    let day = first.plus_days(40);
    assert_eq!(put_of(&api, &token, &state(&api.anna, INSTANCE, day), day).await.status, StatusCode::OK);
    assert_eq!(calendar.today(), first);
}

#[tokio::test]
async fn what_the_editors_own_device_did_not_sign_is_refused() {
    let (api, calendar, first) = after_a_jump(20).await;
    let token = api.log_in(&api.anna).await;
    let today = first.plus_days(20);
    for (stated, day) in [
        (state(&api.zoe, INSTANCE, today), today),
        (state(&api.anna, InstanceId::from_bytes([9; 16]), today), today),
        (state(&api.anna, INSTANCE, today.plus_days(-1)), today),
    ] {
        assert_eq!(put_of(&api, &token, &stated, day).await.error(), "malformed");
    }
    for body in [json!(null), json!({ "day": "tomorrow", "proof": "" }), json!({ "day": today.to_string() })]
    {
        assert_eq!(api.send(&token, Method::PUT, "/v1/day", &body).await.error(), "malformed");
    }
    assert_eq!(calendar.today(), first);
}
