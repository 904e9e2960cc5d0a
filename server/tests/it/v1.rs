//! The editors' API, URL by URL.

mod day;
mod epochs;
mod login;
mod mailboxes;
mod notes;
mod removed;
pub(crate) mod roster;
mod sections;
mod submissions;

use axum::http::{Method, StatusCode};
use serde_json::Value;

use crate::api::Api;

#[tokio::test]
async fn all_but_login_and_roster_want_a_session() {
    let api = Api::new().await;
    let id = "0".repeat(32);
    for (method, path) in [
        (Method::GET, "/v1/submissions".to_owned()),
        (Method::DELETE, format!("/v1/submissions/{id}")),
        (Method::GET, format!("/v1/submissions/{id}/content")),
        (Method::PUT, format!("/v1/submissions/{id}/kept")),
        (Method::PUT, format!("/v1/submissions/{id}/restored")),
        (Method::GET, "/v1/deleted".to_owned()),
        (Method::GET, "/v1/removed".to_owned()),
        (Method::PUT, format!("/v1/mailboxes/{id}/replies/{id}")),
        (Method::GET, "/v1/notes?section=bruxelles".to_owned()),
        (Method::PUT, format!("/v1/notes/{id}")),
        (Method::DELETE, format!("/v1/notes/{id}")),
        (Method::GET, "/v1/epochs".to_owned()),
        (Method::PUT, "/v1/epochs".to_owned()),
        (Method::GET, "/v1/epochs/anna".to_owned()),
        (Method::PUT, "/v1/roster".to_owned()),
        (Method::PUT, "/v1/day".to_owned()),
        (Method::PUT, format!("/v1/submissions/{id}/slots/anna")),
    ] {
        for token in ["", "no-token", "é"] {
            let answer = api.send(token, method.clone(), &path, &Value::Null).await;
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED, "{method} {path}");
            assert_eq!(answer.error(), "unauthorised");
        }
    }
}

#[tokio::test]
async fn what_is_not_there_is_not_found_in_json() {
    let api = Api::new().await;
    for path in ["/", "/v1", "/v1/nothing", "/fr/", "/v1/login"] {
        let answer = api.get("", path).await;
        assert_eq!((answer.status, answer.error().as_str()), (StatusCode::NOT_FOUND, "not-found"), "{path}");
        assert_eq!(answer.headers["cache-control"], "no-store");
        assert!(!answer.headers.contains_key("server") && !answer.headers.contains_key("date"));
    }
}
