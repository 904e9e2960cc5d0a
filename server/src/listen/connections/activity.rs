//! What a connection is doing, and how quickly.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::time::Duration;

use tokio::sync::Notify;
use tokio::time::Instant;

use crate::circuit::Circuit;

/// How long it is served whatever its speed.
pub(super) const SLOW_AFTER: Duration = Duration::from_secs(1);
/// Bytes a second on average that keep a connection, whoever else wants to be served.
const QUICK: u64 = 16 * 1024;

/// What a connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(in crate::listen) enum Stage {
    /// In the hall: it has asked nothing yet, or waits for a place.
    Hall,
    /// Not all of a request's head is here.
    Head,
    /// A request's body is coming.
    Body,
    /// All of the request is here.
    Asked,
    /// The answer is going.
    Answer,
}

/// What one is doing.
pub(in crate::listen) struct Activity {
    pub(super) circuit: OnceLock<Circuit>,
    since: Instant,
    pub(super) served: OnceLock<Instant>,
    stage: AtomicU8,
    moved: AtomicU64,
    is_cut: AtomicBool,
    pub(super) cut: Notify,
}

impl Activity {
    /// It is in the hall.
    pub(super) fn begun(now: Instant) -> Self {
        Self {
            circuit: OnceLock::new(),
            since: now,
            served: OnceLock::new(),
            stage: AtomicU8::new(Stage::Hall as u8),
            moved: AtomicU64::new(0),
            is_cut: AtomicBool::new(false),
            cut: Notify::new(),
        }
    }

    /// It goes on.
    pub(in crate::listen) fn goes_on_to(&self, stage: Stage) {
        self.stage.store(stage as u8, Ordering::Relaxed);
    }

    /// So many bytes moved, in either direction.
    pub(in crate::listen) fn moves(&self, bytes: usize) {
        self.moved.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    pub(super) fn is_at(&self, stage: Stage) -> bool {
        self.stage.load(Ordering::Relaxed) == stage as u8
    }

    /// Whether it is on its way out.
    pub(super) fn is_going(&self) -> bool {
        self.is_cut.load(Ordering::Relaxed)
    }

    pub(super) fn go(&self) {
        self.is_cut.store(true, Ordering::Relaxed);
        self.cut.notify_one();
    }

    /// Whether it has a place, is slow, and may be cut for it.
    pub(super) fn is_slow(&self, now: Instant) -> bool {
        let moves = [Stage::Head, Stage::Body, Stage::Answer].into_iter().any(|stage| self.is_at(stage));
        moves && !self.is_going() && self.age(now) >= SLOW_AFTER && self.rate(now) < QUICK
    }

    /// How long it is served, or how long it has been in the hall.
    pub(super) fn age(&self, now: Instant) -> Duration {
        now.saturating_duration_since(*self.served.get().unwrap_or(&self.since))
    }

    pub(super) fn rate(&self, now: Instant) -> u64 {
        let age = self.age(now).as_millis().max(1);
        u64::try_from(u128::from(self.moved.load(Ordering::Relaxed)) * 1_000 / age).unwrap_or(u64::MAX)
    }
}
