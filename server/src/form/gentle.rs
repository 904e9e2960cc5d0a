//! A body handed on piece by piece: never more at once than is asked for, and not for ever.

use std::future::Future as _;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use bytes::Bytes;
use futures_util::Stream;
use tokio::time::{Instant, Sleep};

use super::Pace;

/// After this long the average counts.
const GRACE: Duration = Duration::from_mins(1);
/// A piece is no larger than this, so that neither is the parser's buffer.
const PIECE: usize = 64 * 1024;
/// The head of a part, with the names it holds, is far shorter.
const HEAD_MAX: u64 = 256 * 1024;

/// Why a body is given up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Stall {
    /// Too slow.
    #[error("the body came too slowly")]
    Slow,
    /// The head of a part does not end.
    #[error("the head of a part does not end")]
    Head,
}

/// The parser reads a stream until nothing is ready: a quick sender would fill the memory. This one is never ready
/// twice in a row.
pub(super) struct Gentle {
    body: BodyDataStream,
    pace: Pace,
    begun: Instant,
    silence: Pin<Box<Sleep>>,
    total: u64,
    left: Bytes,
    rest: bool,
    /// Bytes handed on since the parser last gave any of them back.
    unheard: Arc<AtomicU64>,
}

impl Gentle {
    pub(super) fn new(body: Body, pace: Pace, unheard: Arc<AtomicU64>) -> Self {
        Self {
            body: body.into_data_stream(),
            pace,
            begun: Instant::now(),
            silence: Box::pin(tokio::time::sleep(pace.silence)),
            total: 0,
            left: Bytes::new(),
            rest: false,
            unheard,
        }
    }

    fn is_slow(&self) -> bool {
        let counted = self.begun.elapsed().saturating_sub(GRACE);
        self.total < counted.as_secs().saturating_mul(self.pace.rate)
    }
}

impl Stream for Gentle {
    type Item = Result<Bytes, Box<dyn std::error::Error + Send + Sync>>;

    fn poll_next(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        let this = self.get_mut();
        if std::mem::take(&mut this.rest) {
            context.waker().wake_by_ref();
            return Poll::Pending;
        }
        if this.left.is_empty() {
            match Pin::new(&mut this.body).poll_next(context) {
                Poll::Pending if this.silence.as_mut().poll(context).is_ready() || this.is_slow() => {
                    return Poll::Ready(Some(Err(Stall::Slow.into())));
                }
                Poll::Pending => return Poll::Pending,
                Poll::Ready(Some(Ok(bytes))) => {
                    this.silence.as_mut().reset(Instant::now() + this.pace.silence);
                    this.total += bytes.len() as u64;
                    this.left = bytes;
                }
                Poll::Ready(Some(Err(error))) => return Poll::Ready(Some(Err(error.into()))),
                Poll::Ready(None) => return Poll::Ready(None),
            }
        }
        this.rest = true;
        let piece = this.left.split_to(this.left.len().min(PIECE));
        if this.unheard.fetch_add(piece.len() as u64, Ordering::Relaxed) > HEAD_MAX {
            return Poll::Ready(Some(Err(Stall::Head.into())));
        }
        Poll::Ready(Some(Ok(piece)))
    }
}
