//! A body piece by piece: one more whenever it is asked for, not for ever, and not too slowly.

use std::future::Future as _;
use std::pin::Pin;
use std::task::Poll;
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use bytes::Bytes;
use futures_util::Stream as _;
use tokio::time::{Instant, Sleep};

use super::{FormFault, Pace};

/// After this long the average counts.
const GRACE: Duration = Duration::from_mins(1);

/// What arrives, measured.
pub(super) struct Gentle {
    body: BodyDataStream,
    pace: Pace,
    begun: Instant,
    silence: Pin<Box<Sleep>>,
    total: u64,
    most: u64,
}

impl Gentle {
    /// `most`: bytes after which it is too large.
    pub(super) fn new(body: Body, pace: Pace, most: u64) -> Self {
        Self {
            body: body.into_data_stream(),
            pace,
            begun: Instant::now(),
            silence: Box::pin(tokio::time::sleep(pace.silence)),
            total: 0,
            most,
        }
    }

    /// From here on it may be as long again: who is told that it is too large listens only once all is said.
    pub(super) fn listen_on(&mut self) {
        self.most = self.most.saturating_mul(2);
    }

    /// The next piece; `None` at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, FormFault> {
        self.silence.as_mut().reset(Instant::now() + self.pace.silence);
        let next = std::future::poll_fn(|context| match Pin::new(&mut self.body).poll_next(context) {
            Poll::Pending if self.silence.as_mut().poll(context).is_ready() || self.is_slow() => {
                Poll::Ready(Err(FormFault::Slow))
            }
            Poll::Pending => Poll::Pending,
            Poll::Ready(next) => Poll::Ready(next.transpose().map_err(|_| FormFault::Cut)),
        });
        let piece = next.await?;
        self.total += piece.as_ref().map_or(0, |piece| piece.len() as u64);
        if self.total > self.most { Err(FormFault::Large) } else { Ok(piece) }
    }

    fn is_slow(&self) -> bool {
        let counted = self.begun.elapsed().saturating_sub(GRACE);
        self.total < counted.as_secs().saturating_mul(self.pace.rate)
    }
}
