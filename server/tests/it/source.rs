//! The source's API without a listener: requests in, answers out. The editors' API stands on the same store.

use std::sync::Arc;

use axum::Router;
use axum::body::Body;
use axum::http::{Method, Request};
use estafette_server::config::Limits;
use estafette_server::random::Random;
use estafette_server::router;
use estafette_server::source::Source;
use http_body_util::BodyExt;
use serde_json::Value;
use tower::ServiceExt;

use crate::api::{Answer, Api};

mod closed;
mod languages;
mod v1;

/// Both sides of an instance whose editors are `anna`, who reads for Brussels, and `zoe`, who reads for Geneva.
pub(crate) struct Sides {
    pub(crate) editors: Api,
    router: Router,
}

impl Sides {
    pub(crate) async fn new() -> Self {
        Self::of(Api::new().await)
    }

    pub(crate) fn of(editors: Api) -> Self {
        let (store, directory) = (editors.kept.store.clone(), editors.directory.clone());
        let clock = editors.kept.clock.clone();
        let source = Source::new(store, directory, clock, Random::System, &Limits::default());
        Self { router: router::source(Arc::new(source)), editors }
    }

    /// A form, as a browser sends it.
    pub(crate) async fn post_form(&self, path: &str, boundary: &str, body: String) -> Answer {
        let request = Request::builder().method(Method::POST).uri(path);
        let request = request.header("content-type", format!("multipart/form-data; boundary={boundary}"));
        self.ask(request.body(Body::from(body)).expect("a request")).await
    }

    async fn ask(&self, request: Request<Body>) -> Answer {
        let answer = self.router.clone().oneshot(request).await.expect("an answer");
        let (status, headers) = (answer.status(), answer.headers().clone());
        let body = answer.into_body().collect().await.expect("a body").to_bytes();
        Answer { status, headers, body }
    }

    /// A `GET` by someone who says that the network's pin is this.
    pub(crate) async fn get(&self, path: &str, pin: Option<&str>) -> Answer {
        let request = Request::builder().method(Method::GET).uri(path);
        let request = pin.into_iter().fold(request, |request, pin| request.header("estafette-pin", pin));
        self.ask(request.body(Body::empty()).expect("a request")).await
    }

    /// A `POST` with JSON.
    pub(crate) async fn post(&self, path: &str, body: &Value) -> Answer {
        let request = Request::builder().method(Method::POST).uri(path);
        let request = request.header("content-type", "application/json");
        self.ask(request.body(Body::from(body.to_string())).expect("a request")).await
    }

    /// A `PUT` of bytes.
    pub(crate) async fn put(&self, path: &str, bytes: &[u8]) -> Answer {
        let request = Request::builder().method(Method::PUT).uri(path);
        self.ask(request.body(Body::from(bytes.to_vec())).expect("a request")).await
    }

    /// The network's pin.
    pub(crate) fn pin(&self) -> String {
        self.editors.directory.roster().pin().to_string()
    }
}
