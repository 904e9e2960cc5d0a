//! The clock that the server's rooms are given: the machine's, or as much of it as the calendar believes.

use std::sync::Arc;

use estafette_keys::day::Day;
use estafette_store::calendar::LAST_SECOND;
use tokio::time::Instant;

use crate::calendar::{Calendar, CalendarState, Redating, day_of};
use crate::machine_clock::MachineClock;

/// This moment, as the runtime's timers count: they wait until moments that are reckoned from it, and setting the machine's clock
/// does not change it.
pub(crate) fn moment() -> Instant {
    Instant::now()
}

/// Tells the time.
#[derive(Clone)]
pub enum Clock {
    /// As the machine has it.
    Machine(MachineClock),
    /// As far as the machine is believed.
    Believed(Arc<Calendar>),
}

impl Clock {
    /// This machine's clock.
    #[must_use]
    pub fn system() -> Self {
        Self::Machine(MachineClock::System)
    }

    /// A clock that stands at this Unix time.
    #[must_use]
    pub fn at(now: i64) -> Self {
        Self::Machine(MachineClock::at(now))
    }

    /// The machine's clock below it.
    #[must_use]
    pub fn machine(&self) -> &MachineClock {
        match self {
            Self::Machine(machine) => machine,
            Self::Believed(calendar) => calendar.machine(),
        }
    }

    /// Unix seconds.
    #[must_use]
    pub fn now(&self) -> i64 {
        match self {
            Self::Machine(machine) => machine.now(),
            Self::Believed(calendar) => calendar.now().clamp(0, LAST_SECOND),
        }
    }

    /// Seconds that have passed since some moment: whoever sets the clock does not change them.
    #[must_use]
    pub fn uptime(&self) -> i64 {
        self.machine().uptime()
    }

    /// The day, in UTC.
    #[must_use]
    pub fn today(&self) -> Day {
        day_of(self.now())
    }

    /// Takes note of the day that an editor's device signed, where the roster holds until `expires`: gives what is to be kept after
    /// that, and set right by it. `None` of a clock that has no calendar.
    #[must_use]
    pub fn note_signed_day(&self, signed: Day, expires: Day) -> Option<(CalendarState, Option<Redating>)> {
        match self {
            Self::Machine(_) => None,
            Self::Believed(calendar) => {
                let redating = calendar.note_signed_day(signed, expires);
                Some((calendar.state(), redating))
            }
        }
    }

    /// Sets a clock that a test holds, without any time passing; the machine's stays as it is.
    pub fn set(&self, now: i64) {
        self.machine().set(now);
    }

    /// Lets seconds pass on a clock that a test holds.
    pub fn pass(&self, seconds: i64) {
        self.machine().pass(seconds);
    }
}
