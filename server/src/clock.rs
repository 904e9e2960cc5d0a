//! The clock: the only place that asks what time it is.

use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, LazyLock};
use std::time::Instant;

use estafette_keys::day::Day;

use crate::calendar::{Calendar, Kept, Redating};

/// The last second that there is: past it there are no days.
const LAST: i64 = 253_402_207_200;

/// From when on the machine's uptime is counted here.
static BEGAN: LazyLock<Instant> = LazyLock::new(Instant::now);

/// Tells the time: the machine's, one that a test sets, or the one that a server believes.
#[derive(Clone)]
pub enum Clock {
    /// The machine's.
    System,
    /// Stands still until it is set.
    Set(Arc<Hands>),
    /// One of the two, as far as it is believed.
    Believed(Arc<Calendar>),
}

/// What a test sets: the time that is told, and the time that passes.
pub struct Hands {
    now: AtomicI64,
    uptime: AtomicI64,
}

impl Clock {
    /// A clock that stands at this Unix time.
    #[must_use]
    pub fn at(now: i64) -> Self {
        Self::Set(Arc::new(Hands { now: AtomicI64::new(now), uptime: AtomicI64::new(0) }))
    }

    /// Unix seconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        let now = match self {
            #[expect(clippy::disallowed_methods, reason = "this is the clock")]
            Self::System => std::time::SystemTime::now()
                .duration_since(std::time::UNIX_EPOCH)
                .map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX)),
            Self::Set(hands) => hands.now.load(Ordering::SeqCst),
            Self::Believed(calendar) => calendar.now(),
        };
        now.clamp(0, LAST)
    }

    /// Seconds that have passed since some moment: whoever sets the clock does not change them.
    #[must_use]
    pub fn uptime(&self) -> i64 {
        match self {
            Self::System => i64::try_from(BEGAN.elapsed().as_secs()).unwrap_or(i64::MAX),
            Self::Set(hands) => hands.uptime.load(Ordering::SeqCst),
            Self::Believed(calendar) => calendar.machine().uptime(),
        }
    }

    /// The day, in UTC.
    #[must_use]
    pub fn today(&self) -> Day {
        day_of(self.now())
    }

    /// Hears which day an editor's device signed, where the roster holds until `expires`: what is to be kept after that, and set right by
    /// it. Only a clock that is believed hears anybody.
    #[must_use]
    pub fn hear(&self, signed: Day, expires: Day) -> Option<(Kept, Option<Redating>)> {
        match self {
            Self::Believed(calendar) => {
                let redating = calendar.hear(signed, expires);
                Some((calendar.kept(), redating))
            }
            Self::System | Self::Set(_) => None,
        }
    }

    /// Sets a clock that a test holds, without any time passing; the machine's stays as it is.
    pub fn set(&self, now: i64) {
        match self {
            Self::System => {}
            Self::Set(hands) => hands.now.store(now, Ordering::SeqCst),
            Self::Believed(calendar) => calendar.machine().set(now),
        }
    }

    /// Lets seconds pass on a clock that a test holds.
    pub fn pass(&self, seconds: i64) {
        match self {
            Self::System => {}
            Self::Set(hands) => {
                hands.now.fetch_add(seconds, Ordering::SeqCst);
                hands.uptime.fetch_add(seconds, Ordering::SeqCst);
            }
            Self::Believed(calendar) => calendar.machine().pass(seconds),
        }
    }
}

/// The day of a Unix time, held at the calendar's ends.
pub(crate) fn day_of(now: i64) -> Day {
    match Day::from_unix_seconds(now.clamp(0, LAST)) {
        Some(day) => day,
        None => unreachable!("clocks stand between the years 1970 and 9999"),
    }
}
