//! A request's body, piece by piece, with limits: how many bytes, how long nothing may come, how slowly it may come on average.

use std::future::Future as _;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::Poll;
use std::time::Duration;

use axum::body::{Body, BodyDataStream};
use bytes::Bytes;
use futures_util::Stream as _;
use tokio::time::{Instant, Sleep, sleep};

use super::{FormFault, Pace};
use crate::clock::moment;
use crate::schedule::Turn;

/// The average rate counts only after this long.
const GRACE: Duration = Duration::from_mins(1);

/// Bytes a second on average below which a form gives up its place to somebody who waits. Tor carries ten times as much.
pub(crate) const WANTED_RATE: u64 = 16 * 1024;
/// The same counts only after this long.
pub(crate) const WANTED_GRACE: Duration = Duration::from_secs(5);
/// How many times the limit a refused form may have: more than a phone's films have, which come by Tor in days.
const REFUSED_TIMES: u64 = 8;
/// How often it is looked whether somebody waits, while nothing comes.
const LOOKS: Duration = Duration::from_secs(1);

/// A body that ends with an error once it is too large or too slow.
pub(super) struct LimitedBody {
    body: BodyDataStream,
    pace: Pace,
    begun: Instant,
    silence: Pin<Box<Sleep>>,
    total: u64,
    bytes_max: u64,
    /// With when it was given, and how many bytes had come then.
    place: Option<(Turn, Instant, u64)>,
    looks: Pin<Box<Sleep>>,
    /// Where the total is told.
    come: Arc<AtomicU64>,
}

impl LimitedBody {
    /// More than `bytes_max` bytes are too many.
    pub(super) fn new(body: Body, pace: Pace, bytes_max: u64) -> Self {
        Self {
            body: body.into_data_stream(),
            pace,
            begun: moment(),
            silence: Box::pin(sleep(pace.silence)),
            total: 0,
            bytes_max,
            place: None,
            looks: Box::pin(sleep(LOOKS)),
            come: Arc::default(),
        }
    }

    /// Gives way where it is slower than [`WANTED_RATE`] and somebody waits for this place.
    pub(super) fn give_way(&mut self, place: Turn) {
        self.place = Some((place, moment(), self.total));
    }

    /// From now on, tells there how many bytes have come.
    pub(super) fn count(&mut self, come: Arc<AtomicU64>) {
        come.store(self.total, Ordering::Relaxed);
        self.come = come;
    }

    /// Allows [`REFUSED_TIMES`] as many bytes: a browser that is told that its form is too large reads the answer only once it has
    /// sent everything, and shows a broken connection where it can't.
    pub(super) fn allow_more(&mut self) {
        self.bytes_max = self.bytes_max.saturating_mul(REFUSED_TIMES);
    }

    /// The next piece; `None` at the end.
    pub(super) async fn next(&mut self) -> Result<Option<Bytes>, FormFault> {
        self.silence.set(sleep(self.pace.silence));
        let next = std::future::poll_fn(|context| match Pin::new(&mut self.body).poll_next(context) {
            Poll::Pending if self.silence.as_mut().poll(context).is_ready() || self.is_slow() => {
                Poll::Ready(Err(FormFault::Slow))
            }
            Poll::Pending => {
                while self.looks.as_mut().poll(context).is_ready() {
                    self.looks.set(sleep(LOOKS));
                }
                Poll::Pending
            }
            Poll::Ready(next) => Poll::Ready(next.transpose().map_err(|_| FormFault::Cut)),
        });
        let piece = next.await?;
        self.total += piece.as_ref().map_or(0, |piece| piece.len() as u64);
        self.come.store(self.total, Ordering::Relaxed);
        if self.total > self.bytes_max { Err(FormFault::Large) } else { Ok(piece) }
    }

    fn is_slow(&self) -> bool {
        let is_below = |begun: Instant, grace, rate, bytes: u64| {
            let took = moment().saturating_duration_since(begun).saturating_sub(grace);
            bytes < took.as_secs().saturating_mul(rate)
        };
        let is_below_wanted = |(place, given, before): &(Turn, Instant, u64)| {
            place.is_wanted() && is_below(*given, WANTED_GRACE, WANTED_RATE, self.total - before)
        };
        is_below(self.begun, GRACE, self.pace.rate, self.total)
            || self.place.as_ref().is_some_and(is_below_wanted)
    }
}
