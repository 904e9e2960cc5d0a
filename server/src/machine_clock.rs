//! The machine's clock: the only place that asks what time it is.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use estafette_store::calendar::{LAST_SECOND, Reading};

/// From when on the machine's uptime is counted here.
static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Tells the time as a machine has it, whether or not anybody believes it.
#[derive(Clone)]
pub enum MachineClock {
    /// This machine's.
    System,
    /// Stands still until it is set.
    Set(Arc<Hands>),
}

/// What a test sets: the time that is told, and the time that passes.
pub struct Hands {
    now: AtomicI64,
    uptime: AtomicI64,
}

impl MachineClock {
    /// A clock that stands at this Unix time.
    #[must_use]
    pub fn at(now: i64) -> Self {
        Self::Set(Arc::new(Hands { now: AtomicI64::new(now), uptime: AtomicI64::new(0) }))
    }

    /// Unix seconds, held at the calendar's ends.
    #[must_use]
    pub fn now(&self) -> i64 {
        let now = match self {
            #[expect(clippy::disallowed_methods, reason = "this is the clock")]
            Self::System => std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX)),
            Self::Set(hands) => hands.now.load(Ordering::SeqCst),
        };
        now.clamp(0, LAST_SECOND)
    }

    /// Seconds that have passed since some moment: whoever sets the clock does not change them.
    #[must_use]
    pub fn uptime(&self) -> i64 {
        match self {
            Self::System => i64::try_from(BEGAN.elapsed().as_secs()).unwrap_or(i64::MAX),
            Self::Set(hands) => hands.uptime.load(Ordering::SeqCst),
        }
    }

    /// Both at this moment.
    #[must_use]
    pub fn reading(&self) -> Reading {
        Reading { now: self.now(), uptime: self.uptime() }
    }

    /// Sets a clock that a test holds, without any time passing; the machine's stays as it is.
    pub fn set(&self, now: i64) {
        if let Self::Set(hands) = self {
            hands.now.store(now, Ordering::SeqCst);
        }
    }

    /// Lets seconds pass on a clock that a test holds.
    pub fn pass(&self, seconds: i64) {
        if let Self::Set(hands) = self {
            hands.now.fetch_add(seconds, Ordering::SeqCst);
            hands.uptime.fetch_add(seconds, Ordering::SeqCst);
        }
    }
}
