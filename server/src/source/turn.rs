//! The turn of a very long text: the page that shows the text again keeps it until it has been sent.

use std::pin::Pin;
use std::task::{Context, Poll};

use axum::body::{Body, Bytes, HttpBody};
use axum::response::Response;
use hyper::body::{Frame, SizeHint};
use tokio::sync::OwnedSemaphorePermit;

/// A body, and the turn it keeps.
struct WithTurn {
    body: Body,
    _turn: OwnedSemaphorePermit,
}

/// Gives the turn back once the answer's last byte is sent, or nobody listens any more.
pub(super) fn until_sent(response: Response, turn: Option<OwnedSemaphorePermit>) -> Response {
    match turn {
        Some(turn) => response.map(|body| Body::new(WithTurn { body, _turn: turn })),
        None => response,
    }
}

impl HttpBody for WithTurn {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        Pin::new(&mut self.get_mut().body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
