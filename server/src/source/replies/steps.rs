//! When answers are given: at steps of time, so that nobody who watches the wire sees how long they took to make.
//!
//! Opening a few answers, or none, takes a few milliseconds: far less than a step. On a loaded machine it takes longer, so the step
//! grows with what the slowest of the last minutes took. It is the same for every codename.

use std::future::Future;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use tokio::time::Instant;

use crate::clock::moment;

/// The shortest step.
const STEP: Duration = Duration::from_millis(200);
/// The longest.
const STEP_MAX: Duration = Duration::from_millis(200 << 6);
/// The slowest work of so long is remembered, and of so long before it.
const REMEMBERED: Duration = Duration::from_mins(2);

/// How long the slowest work took of late.
pub(crate) struct Steps(Mutex<Slowest>);

struct Slowest {
    now: Duration,
    before: Duration,
    since: Instant,
}

impl Steps {
    /// Nothing was slow yet.
    pub(crate) fn new() -> Self {
        Self(Mutex::new(Slowest { now: Duration::ZERO, before: Duration::ZERO, since: moment() }))
    }

    /// Does the work, and gives its answer at the next full step since it began. What takes long and is the same for every codename
    /// comes before: a step that began with it would end at any moment of this work, and the few milliseconds would tell by passing
    /// that moment.
    pub(crate) async fn in_step<T>(&self, work: impl Future<Output = T>) -> T {
        let began = moment();
        let done = work.await;
        let took = moment() - began;
        let step = self.step_after(took, moment());
        let steps = took.as_nanos() / step.as_nanos() + 1;
        let whole = step.saturating_mul(u32::try_from(steps).unwrap_or(u32::MAX));
        tokio::time::sleep_until(began + whole).await;
        done
    }

    /// At least twice what the slowest took.
    fn step_after(&self, took: Duration, now: Instant) -> Duration {
        let mut slowest = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let age = now.saturating_duration_since(slowest.since);
        if age >= REMEMBERED {
            slowest.before = if age >= 2 * REMEMBERED { Duration::ZERO } else { slowest.now };
            slowest.now = Duration::ZERO;
            slowest.since = now;
        }
        slowest.now = slowest.now.max(took);
        let needed = 2 * slowest.now.max(slowest.before);
        let mut step = STEP;
        while step < needed && step < STEP_MAX {
            step *= 2;
        }
        step
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const fn ms(count: u64) -> Duration {
        Duration::from_millis(count)
    }

    #[tokio::test]
    async fn an_answer_waits_for_the_next_full_step() {
        let began = moment();
        Steps::new().in_step(std::future::ready(())).await;
        assert!(moment() - began >= STEP);
    }

    #[test]
    fn the_step_grows_with_the_slowest_for_everyone_and_shrinks_after_a_while() {
        let (steps, now) = (Steps::new(), moment());
        assert_eq!(steps.step_after(ms(5), now), STEP);
        assert_eq!(steps.step_after(ms(130), now), ms(400));
        assert_eq!(steps.step_after(ms(5), now), ms(400));
        assert_eq!(steps.step_after(ms(5), now + REMEMBERED), ms(400));
        assert_eq!(steps.step_after(ms(5), now + 2 * REMEMBERED), STEP);
        assert_eq!(steps.step_after(Duration::from_hours(1), now), STEP_MAX);
    }
}
