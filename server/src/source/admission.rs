//! What a request's Tor circuit has left is looked at before the request. Over budget, a page waits a little; far over it, the answer
//! is a page that says when to come back. A form waits longer, because it holds what somebody typed.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::{Request, State};
use axum::http::Method;
use axum::http::header::RETRY_AFTER;
use axum::middleware::Next;
use axum::response::Response;

use super::Source;
use super::arrived::is_asked;
use super::problem::later;
use crate::circuit::Circuit;
use crate::clock::moment;
use crate::schedule::{Admission, Step};

/// Lets a request through when its circuit may take another.
pub(crate) async fn admit(State(source): State<Arc<Source>>, request: Request, next: Next) -> Response {
    let Some(circuit) = request.extensions().get::<Circuit>().copied() else {
        // A loopback port, to try things out.
        return next.run(request).await;
    };
    let step = match *request.method() {
        Method::POST => Step::Form,
        _ if is_asked(request.uri().path()) => Step::Glance,
        _ => Step::Page,
    };
    match source.budgets.take(circuit, step, moment()) {
        Admission::Now => {}
        Admission::After(wait) => tokio::time::sleep(wait).await,
        Admission::Later(wait) => return come_back(&source, &request, wait),
    }
    next.run(request).await
}

fn come_back(source: &Source, request: &Request, wait: Duration) -> Response {
    let minutes = wait.as_secs().div_ceil(60).max(1);
    let mut response = later(source, request.uri(), minutes);
    response.headers_mut().insert(RETRY_AFTER, (minutes * 60).into());
    response
}
