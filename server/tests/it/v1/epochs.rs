//! `GET` and `PUT /v1/epochs`, `GET /v1/epochs/{editor}`.

use axum::http::{Method, StatusCode};
use estafette_keys::editor::EditorSecrets;
use estafette_keys::envelope::SlotRecipient;
use estafette_keys::epoch;
use estafette_server::directory::Directory;
use serde_json::{Value, json};

use crate::api::{Answer, Api};
use crate::instance::{DAY, INSTANCE, NOON, bruxelles};

fn statement(of: &EditorSecrets) -> Value {
    counted(of, 1)
}

fn counted(of: &EditorSecrets, counter: u64) -> Value {
    let stated = epoch::state(&of.epochs, counter, INSTANCE, &of.handle, &of.cert, NOON);
    let stated = stated.expect("a statement");
    json!({ "text": stated.text, "signature": stated.signature })
}

/// As it was before there were counters.
fn uncounted(of: &EditorSecrets) -> Value {
    let text = counted(of, 1)["text"].as_str().expect("a text").to_owned();
    let text = text.replace("epochs 2", "epochs 1").replace("counter 1\n", "");
    let signature = of.cert.sign(text.as_bytes(), NOON).expect("a signature");
    json!({ "text": text, "signature": signature })
}

async fn put(api: &Api, token: &str, statement: &Value) -> Answer {
    api.send(token, Method::PUT, "/v1/epochs", statement).await
}

fn seals_to_an_epoch(directory: &Directory, day: estafette_keys::day::Day) -> bool {
    let recipients = directory.recipients(&bruxelles(), day);
    recipients.iter().all(|(_, key)| matches!(key.recipient(), SlotRecipient::Age(_)))
}

#[tokio::test]
async fn published_keys_are_sealed_to_and_survive_a_restart() {
    let api = Api::new().await;
    let token = api.log_in(&api.anna).await;
    let today = api.kept.clock.today();
    assert!(!seals_to_an_epoch(&api.directory, today));
    assert_eq!(api.get(&token, "/v1/epochs").await.json(), json!({ "keys": [], "statement": null }));
    let published = statement(&api.anna);
    assert_eq!(put(&api, &token, &published).await.status, StatusCode::NO_CONTENT);
    let keys: Vec<Value> = api
        .anna
        .epochs
        .iter()
        .map(|key| json!({ "week": key.week.to_string(), "recipient": key.identity.recipient().to_string() }))
        .collect();
    assert_eq!(keys.len(), 3);
    assert_eq!(api.get(&token, "/v1/epochs").await.json(), json!({ "keys": keys, "statement": published }));
    assert!(
        seals_to_an_epoch(&api.directory, today) && !seals_to_an_epoch(&api.directory, today.plus_days(21))
    );

    let (roster, travelling) = ((*api.directory.roster()).clone(), api.roster.clone());
    let restarted = Directory::new(roster, travelling, api.kept.clock.clone());
    restarted.load(&api.kept.store).await.expect("loaded");
    assert!(seals_to_an_epoch(&restarted, today));
}

#[tokio::test]
async fn anothers_statement_is_refused() {
    let api = Api::new().await;
    let token = api.log_in(&api.anna).await;
    for wrong in [statement(&api.zoe), json!({ "text": "", "signature": "" }), json!(null)] {
        assert_eq!(put(&api, &token, &wrong).await.error(), "malformed");
    }
}

#[tokio::test]
async fn weeks_too_far_ahead_are_refused_before_anything_is_kept() {
    let mut api = Api::new().await;
    let token = api.log_in(&api.anna).await;
    let first = api.kept.clock.today().plus_days(7 * 60).week();
    api.anna.epochs = epoch::generate(first, 1, &mut rand::thread_rng());
    let farthest = statement(&api.anna);
    api.anna.epochs = epoch::generate(first, 2, &mut rand::thread_rng());
    assert_eq!(put(&api, &token, &statement(&api.anna)).await.error(), "quota");
    assert_eq!(api.get(&token, "/v1/epochs").await.json()["statement"], Value::Null);
    assert_eq!(put(&api, &token, &farthest).await.status, StatusCode::NO_CONTENT);
}

#[tokio::test]
async fn a_counter_only_rises() {
    let mut api = Api::new().await;
    let token = api.log_in(&api.anna).await;
    let no_content = StatusCode::NO_CONTENT;
    assert_eq!(put(&api, &token, &uncounted(&api.anna)).await.status, no_content);
    let fifth = counted(&api.anna, 5);
    assert_eq!(put(&api, &token, &fifth).await.status, no_content);
    // The same again, as after an answer that was lost.
    assert_eq!(put(&api, &token, &fifth).await.status, no_content);
    api.anna.epochs.pop();
    for refused in [counted(&api.anna, 5), counted(&api.anna, 4), uncounted(&api.anna)] {
        let answer = put(&api, &token, &refused).await;
        assert_eq!((answer.status, answer.error().as_str()), (StatusCode::CONFLICT, "conflict"));
    }
    assert_eq!(api.get(&token, "/v1/epochs").await.json()["statement"], fifth);
    let sixth = counted(&api.anna, 6);
    assert_eq!(put(&api, &token, &sixth).await.status, no_content);
    assert_eq!(api.get(&token, "/v1/epochs").await.json()["statement"], sixth);
}

#[tokio::test]
async fn weeks_that_are_past_count_for_nothing() {
    let api = Api::new().await;
    api.kept.clock.set(NOON + 21 * DAY);
    let token = api.log_in(&api.anna).await;
    let answer = put(&api, &token, &statement(&api.anna)).await;
    assert_eq!((answer.status, answer.error().as_str()), (StatusCode::GONE, "expired"));
}

#[tokio::test]
async fn one_editor_reads_what_another_receives_with() {
    let api = Api::new().await;
    let (anna, zoe) = (api.log_in(&api.anna).await, api.log_in(&api.zoe).await);
    assert_eq!(api.get(&zoe, "/v1/epochs/anna").await.error(), "not-found");
    let published = statement(&api.anna);
    put(&api, &anna, &published).await;
    assert_eq!(api.get(&zoe, "/v1/epochs/anna").await.json(), published);
    // Of this week only: what another week's key receives is nobody's business now.
    api.kept.clock.set(NOON + 21 * DAY);
    let zoe = api.log_in(&api.zoe).await;
    assert_eq!(api.get(&zoe, "/v1/epochs/anna").await.error(), "not-found");
    assert_eq!(api.get(&zoe, "/v1/epochs/No+One").await.error(), "not-found");
}
