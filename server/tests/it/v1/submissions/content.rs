//! `GET /v1/submissions/{id}/content`.

use axum::body::Body;
use axum::http::{Request, StatusCode};
use estafette_server::store::CHUNK;

use crate::api::{Answer, Api};
use crate::instance::submission;

async fn ranged(api: &Api, token: &str, range: &str) -> Answer {
    let request = Request::get(format!("/v1/submissions/{}/content", submission(1)))
        .header("authorization", format!("Bearer {token}"))
        .header("range", range);
    api.ask(request.body(Body::empty()).expect("a request")).await
}

/// Three pieces whose bytes tell their place.
fn content() -> Vec<u8> {
    (0..2 * CHUNK + 1_000).map(|at| u8::try_from(at % 251).expect("a byte")).collect()
}

async fn filled() -> (Api, String) {
    let api = Api::new().await;
    let content = content();
    api.kept.send(1, 1, &content.chunks(CHUNK).collect::<Vec<_>>()).await.expect("kept");
    let token = api.log_in(&api.anna).await;
    (api, token)
}

#[tokio::test]
async fn it_comes_whole() {
    let (api, token) = filled().await;
    let answer = api.get(&token, &format!("/v1/submissions/{}/content", submission(1))).await;
    assert_eq!(answer.status, StatusCode::OK);
    assert_eq!(answer.headers["accept-ranges"], "bytes");
    assert_eq!(answer.headers["content-length"], content().len().to_string().as_str());
    assert!(answer.body == content());
}

#[tokio::test]
async fn it_comes_from_any_byte_on() {
    let (api, token) = filled().await;
    let content = content();
    for from in [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, content.len() - 1] {
        let answer = ranged(&api, &token, &format!("bytes={from}-")).await;
        assert_eq!(answer.status, StatusCode::PARTIAL_CONTENT, "{from}");
        let range = format!("bytes {from}-{}/{}", content.len() - 1, content.len());
        assert_eq!(answer.headers["content-range"], range.as_str());
        assert!(answer.body == content[from..], "{from}");
    }
}

#[tokio::test]
async fn what_lies_behind_the_end_is_refused_and_other_ranges_are_answered_whole() {
    let (api, token) = filled().await;
    let end = content().len();
    for range in [format!("bytes={end}-"), format!("bytes={}-", u64::MAX)] {
        assert_eq!(ranged(&api, &token, &range).await.status, StatusCode::RANGE_NOT_SATISFIABLE);
    }
    for range in ["bytes=-5", "bytes=1-5", "lines=1-", "bytes=99999999999999999999-"] {
        let answer = ranged(&api, &token, range).await;
        assert_eq!((answer.status, answer.body.len()), (StatusCode::OK, end), "{range}");
    }
}

#[tokio::test]
async fn anothers_is_not_there() {
    let (api, _) = filled().await;
    let token = api.log_in(&api.zoe).await;
    let answer = api.get(&token, &format!("/v1/submissions/{}/content", submission(1))).await;
    assert_eq!((answer.status, answer.error().as_str()), (StatusCode::NOT_FOUND, "not-found"));
}
