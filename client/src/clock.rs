//! The clock and the randomness: everything else takes them as arguments.

use std::time::{SystemTime, UNIX_EPOCH};

use estafette_keys::day::Day;
use rand::rngs::OsRng;

/// Tells the time.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Clock {
    /// The machine's clock.
    System,
    /// Unix seconds that stand still, for tests of the library.
    Fixed(i64),
}

impl Clock {
    /// Unix seconds; 0 if the machine's clock is before 1970.
    #[must_use]
    pub(crate) fn now(self) -> i64 {
        match self {
            Self::System => machine_seconds(),
            Self::Fixed(seconds) => seconds,
        }
    }

    /// The day, in UTC.
    #[must_use]
    pub(crate) fn today(self) -> Day {
        // The last second that a `Day` can be of.
        let seconds = self.now().clamp(0, 253_402_207_200);
        Day::from_unix_seconds(seconds).unwrap_or_else(|| unreachable!("within the calendar"))
    }
}

/// Seconds since the machine was started, those asleep among them; the end of time, where it does not say.
#[must_use]
pub(crate) fn awake() -> u64 {
    let uptime = std::fs::read_to_string("/proc/uptime").unwrap_or_default();
    uptime.split('.').next().and_then(|seconds| seconds.parse().ok()).unwrap_or(u64::MAX)
}

/// The operating system's generator.
#[must_use]
pub(crate) fn randomness() -> OsRng {
    OsRng
}

#[expect(clippy::disallowed_methods, reason = "this is the clock")]
fn machine_seconds() -> i64 {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .ok()
        .and_then(|passed| i64::try_from(passed.as_secs()).ok())
        .unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clock_at_the_ends_of_time_has_a_day() {
        assert_eq!(Clock::Fixed(i64::MIN).today().to_string(), "1970-01-01");
        assert_eq!(Clock::Fixed(i64::MAX).today().to_string(), "9999-12-30");
    }
}
