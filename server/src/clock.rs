//! The clock: the only place that asks what time it is.

use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use estafette_keys::day::Day;

/// Tells the time: the machine's, or one that a test sets.
#[derive(Clone)]
pub enum Clock {
    /// The machine's.
    System,
    /// Stands still until it is set.
    Set(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands at this Unix time.
    #[must_use]
    pub fn at(now: i64) -> Self {
        Self::Set(Arc::new(AtomicI64::new(now)))
    }

    /// Unix seconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        match self {
            #[expect(clippy::disallowed_methods, reason = "this is the clock")]
            Self::System => std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX)),
            Self::Set(now) => now.load(Ordering::SeqCst),
        }
    }

    /// The day, in UTC.
    #[must_use]
    pub fn today(&self) -> Day {
        let now = self.now();
        match Day::from_unix_seconds(now) {
            Some(day) => day,
            None => unreachable!("clocks stand between the years 1970 and 9999"),
        }
    }

    /// Sets a clock that a test holds; the machine's stays as it is.
    pub fn set(&self, now: i64) {
        if let Self::Set(held) = self {
            held.store(now, Ordering::SeqCst);
        }
    }
}
