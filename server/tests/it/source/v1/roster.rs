//! `GET /v1/roster`.

use axum::http::StatusCode;

use crate::source::Sides;

#[tokio::test]
async fn it_is_served_as_it_was_signed_to_who_has_the_pin() {
    let sides = Sides::new().await;
    let answer = sides.get("/v1/roster", Some(&sides.pin())).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.json()["text"], sides.editors.roster.text);
    assert_eq!(answer.json()["signatures"][0], sides.editors.roster.signatures[0]);
    assert_eq!(answer.headers["cache-control"], "no-store");
}

#[tokio::test]
async fn to_anyone_else_it_is_not_there() {
    let sides = Sides::new().await;
    let other = "0".repeat(40);
    for pin in [None, Some(""), Some("x"), Some(other.as_str())] {
        let answer = sides.get("/v1/roster", pin).await;
        assert_eq!((answer.status, answer.error().as_str()), (StatusCode::NOT_FOUND, "not-found"), "{pin:?}");
    }
}
