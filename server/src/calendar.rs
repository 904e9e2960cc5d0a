//! The calendar of a running server: its machine's clock, and what is believed of it.
//!
//! The rule is the store's ([`estafette_store::calendar`]), because what is believed is kept there.

use std::sync::{Mutex, MutexGuard, PoisonError};

use estafette_keys::day::Day;
use estafette_store::calendar::Belief;

pub use estafette_store::calendar::{CalendarState, ClockTrouble, Redating, Standing, day_of};

use crate::machine_clock::MachineClock;
use crate::report::Coded;

impl Coded for ClockTrouble {
    fn code(&self) -> &'static str {
        match self {
            Self::Ahead { .. } => "T1",
            Self::Behind { .. } => "T2",
        }
    }
}

/// A machine's clock, and what is believed of it.
pub struct Calendar {
    machine: MachineClock,
    belief: Mutex<Belief>,
}

impl Calendar {
    /// Goes on from what was kept; where nothing was, the machine's clock is believed this once.
    #[must_use]
    pub fn new(machine: MachineClock, kept: Option<CalendarState>) -> Self {
        let belief = Mutex::new(Belief::new(kept, machine.reading()));
        Self { machine, belief }
    }

    /// The clock that is believed or not.
    #[must_use]
    pub fn machine(&self) -> &MachineClock {
        &self.machine
    }

    /// Unix seconds, as they are believed.
    #[must_use]
    pub fn now(&self) -> i64 {
        self.look().0
    }

    /// The day, as it is believed.
    #[must_use]
    pub fn today(&self) -> Day {
        day_of(self.now())
    }

    /// Whether the machine's clock is believed.
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.look().1
    }

    /// What is to be kept.
    #[must_use]
    pub fn state(&self) -> CalendarState {
        self.look();
        self.belief().state()
    }

    /// The day by which what was put aside may go: one on which the server and an editor agreed. `None` while the clock is doubted.
    #[must_use]
    pub fn settled(&self) -> Option<Day> {
        self.state().settled()
    }

    /// Takes note of a day that an editor's device signed; the roster holds until `expires`. A doubted clock that agrees with it is
    /// believed again. Gives the days that are to be set right by that.
    pub fn hear(&self, signed: Day, expires: Day) -> Option<Redating> {
        self.belief().hear(self.machine.reading(), signed, expires)
    }

    fn look(&self) -> (i64, Standing) {
        self.belief().look(self.machine.reading())
    }

    /// A belief is whole after every operation on it, so a poisoned lock is as good as another.
    fn belief(&self) -> MutexGuard<'_, Belief> {
        self.belief.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests;
