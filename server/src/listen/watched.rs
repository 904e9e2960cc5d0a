//! A request's body: it has to come at a pace, however long it is, and its connection knows when all of it is here.

use std::future::Future as _;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, Bytes, HttpBody};
use hyper::body::{Frame, Incoming, SizeHint};
use tokio::time::{Instant, Sleep, sleep_until};

use super::connections::{Activity, Stage};

/// The pace counts only after this long.
const GRACE: Duration = Duration::from_mins(1);

/// A body, watched.
pub(super) struct Watched {
    body: Incoming,
    activity: Arc<Activity>,
    begun: Instant,
    /// Bytes a second that must come on average.
    rate: u64,
    came: u64,
    due: Pin<Box<Sleep>>,
}

/// It came too slowly.
#[derive(Debug, thiserror::Error)]
#[error("the body came too slowly")]
struct Slow;

impl Watched {
    /// From now on.
    pub(super) fn body(body: Incoming, activity: Arc<Activity>, rate: u64, now: Instant) -> Body {
        activity.goes_on_to(if body.is_end_stream() { Stage::Asked } else { Stage::Body });
        let due = Box::pin(sleep_until(now + GRACE));
        Body::new(Self { body, activity, begun: now, rate: rate.max(1), came: 0, due })
    }
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        match Pin::new(&mut self.body).poll_frame(context) {
            Poll::Ready(Some(Ok(frame))) => {
                self.came += frame.data_ref().map_or(0, |data| data.len() as u64);
                let due = self.begun + GRACE + Duration::from_secs(self.came / self.rate);
                self.due.as_mut().reset(due);
                if self.body.is_end_stream() {
                    self.activity.goes_on_to(Stage::Asked);
                }
                Poll::Ready(Some(Ok(frame)))
            }
            Poll::Ready(Some(Err(error))) => Poll::Ready(Some(Err(axum::Error::new(error)))),
            Poll::Ready(None) => {
                self.activity.goes_on_to(Stage::Asked);
                Poll::Ready(None)
            }
            Poll::Pending if self.due.as_mut().poll(context).is_ready() => {
                Poll::Ready(Some(Err(axum::Error::new(Slow))))
            }
            Poll::Pending => Poll::Pending,
        }
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}
