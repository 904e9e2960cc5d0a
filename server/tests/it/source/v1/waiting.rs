//! `POST /v1/waiting`.

use axum::http::StatusCode;
use serde_json::json;

use crate::instance::submission;
use crate::source::Sides;

#[tokio::test]
async fn it_says_which_of_those_that_were_asked_for_are_here() {
    let sides = Sides::new().await;
    for id in [1, 2] {
        sides.editors.kept.send(id, id, &[b"sealed"]).await.expect("kept");
    }
    let ids = [submission(1).to_string(), submission(9).to_string()];
    let answer = sides.post("/v1/waiting", &json!({ "ids": ids })).await;
    assert_eq!(answer.status, StatusCode::OK);
    let here = json!({ "id": ids[0], "section": "bruxelles", "day": "2026-11-20" });
    assert_eq!(answer.json(), json!({ "items": [here] }));
}

#[tokio::test]
async fn no_codename_has_given_more_than_that() {
    let sides = Sides::new().await;
    let id = submission(1).to_string();
    let asked = |count| json!({ "ids": vec![id.as_str(); count] });
    assert_eq!(sides.post("/v1/waiting", &asked(6_100)).await.status, StatusCode::OK);
    assert_eq!(sides.post("/v1/waiting", &asked(6_101)).await.error(), "too-large");
    for wrong in [json!({}), json!({ "ids": ["1"] }), json!({ "ids": [], "more": 1 })] {
        assert_eq!(sides.post("/v1/waiting", &wrong).await.error(), "malformed", "{wrong}");
    }
}
