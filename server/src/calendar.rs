//! Which day it is, believed by nobody's clock alone: a day past which things are destroyed is not what one machine says.
//!
//! The day that was last believed is kept in the database. From there it moves with the machine's clock as long as that one moves as days
//! do: with the time that passes, and at a start a few days further. A clock that jumps, ahead or back, is not believed: the days go on by
//! the time that passes, nothing is deleted, and whoever runs the server is told. It is believed again once it says what it should; or once
//! an editor's device signs, at a fetch, a day that the clock agrees with (`keys/FORMAT.md` §9). Neither of the two moves it alone.

use std::sync::{Mutex, MutexGuard, PoisonError};

use estafette_keys::day::Day;

use crate::clock::{Clock, day_of};
use crate::report::Coded;

/// How many days more than those that passed a machine's clock may have gone ahead since the start: it may have been off for a weekend.
const STEP: i32 = 3;
/// How far apart two days may be that agree: midnight comes to all.
const APART: i64 = 1;
const DAY_SECONDS: i64 = 86_400;

/// What is kept between two starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Kept {
    /// The last day that was believed.
    pub believed: Day,
    /// The latest day that an editor signed and that agreed with it.
    pub agreed: Option<Day>,
    /// The day that was believed when the machine's clock left it; `None` while it is right.
    pub doubted: Option<Day>,
}

/// Is the machine's clock believed?
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Standing {
    /// It is.
    Right,
    /// It is not.
    Wrong(ClockTrouble),
}

/// The machine's clock is not believed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum ClockTrouble {
    /// It jumped ahead, or the machine was off for long.
    #[error(
        "this machine's clock jumped ahead: it says {machine}, and by the time that passed it should be {believed}; nothing is deleted, and what arrives gets the day {believed}"
    )]
    Ahead {
        /// What it says.
        machine: Day,
        /// What is believed.
        believed: Day,
    },
    /// It jumped back.
    #[error(
        "this machine's clock is behind: it says {machine}, after {believed} had been reached; nothing is deleted, and what arrives gets the day {believed}"
    )]
    Behind {
        /// What it says.
        machine: Day,
        /// What is believed.
        believed: Day,
    },
}

impl ClockTrouble {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Ahead { .. } => {
                "set the clock; if it is right and the machine was off for days, have an editor whose clock is right run `estafette fetch`"
            }
            Self::Behind { .. } => {
                "set the clock; if it is right now and was ahead before, have an editor whose clock is right run `estafette fetch`"
            }
        }
    }
}

impl Coded for ClockTrouble {
    fn code(&self) -> &'static str {
        match self {
            Self::Ahead { .. } => "T1",
            Self::Behind { .. } => "T2",
        }
    }
}

/// What came while the machine's clock was doubted, and turned out to be right: it came on another day than was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Redating {
    /// What has this day or a later one…
    pub from: Day,
    /// …gets this one.
    pub to: Day,
}

/// A machine's clock, and what is believed of it.
pub struct Calendar {
    machine: Clock,
    state: Mutex<State>,
}

struct State {
    kept: Kept,
    /// The believed time at the start, and the uptime then: from here the machine's clock may go ahead by [`STEP`] days.
    start: Moment,
    /// The believed time at the last look when the clock was right: from here days go on by what passes.
    last: Moment,
}

#[derive(Clone, Copy)]
struct Moment {
    now: i64,
    uptime: i64,
}

impl Moment {
    /// This moment and what has passed since.
    fn at(self, uptime: i64) -> i64 {
        self.now.saturating_add(uptime.saturating_sub(self.uptime))
    }
}

impl Calendar {
    /// Goes on from what was kept; where nothing was, the machine's clock is believed this once.
    #[must_use]
    pub fn new(machine: Clock, kept: Option<Kept>) -> Self {
        let (now, uptime) = (machine.now(), machine.uptime());
        let kept = kept.unwrap_or(Kept { believed: day_of(now), agreed: None, doubted: None });
        // By whole days: the hour is the machine's.
        let days = kept.believed.days_since_epoch() - day_of(now).days_since_epoch();
        let start = Moment { now: now.saturating_add(days * DAY_SECONDS), uptime };
        Self { machine, state: Mutex::new(State { kept, start, last: start }) }
    }

    /// The clock that is believed or not.
    #[must_use]
    pub fn machine(&self) -> &Clock {
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

    /// Is the machine's clock believed?
    #[must_use]
    pub fn standing(&self) -> Standing {
        self.look().1
    }

    /// What is to be kept.
    #[must_use]
    pub fn kept(&self) -> Kept {
        self.look();
        self.state().kept
    }

    /// The day by which what was put aside may go: one on which the server and an editor agreed. None while the clock is doubted.
    #[must_use]
    pub fn settled(&self) -> Option<Day> {
        let kept = self.kept();
        kept.agreed.filter(|_| kept.doubted.is_none()).map(|agreed| agreed.min(kept.believed))
    }

    /// Hears which day an editor's device signed; the roster holds until `expires`. A doubted clock that agrees with it is believed
    /// again. Gives the days that are to be set right by that.
    pub fn hear(&self, signed: Day, expires: Day) -> Option<Redating> {
        let (now, standing) = self.look();
        let (machine, uptime) = (self.machine.now(), self.machine.uptime());
        let mut state = self.state();
        if agree(signed, day_of(now)) {
            let agreed = signed.min(day_of(now));
            state.kept.agreed = Some(state.kept.agreed.map_or(agreed, |former| former.max(agreed)));
            return None;
        }
        let today = day_of(machine);
        if standing == Standing::Right || !agree(signed, today) || today > expires {
            return None;
        }
        let is_ahead = today > state.kept.believed;
        let doubted = state.kept.doubted;
        state.kept = Kept { believed: today, agreed: Some(signed.min(today)), doubted: None };
        state.start = Moment { now: machine, uptime };
        state.last = state.start;
        // Back in time nothing needs another day: it is only kept for longer.
        doubted.filter(|_| is_ahead).map(|from| Redating { from, to: today })
    }

    fn look(&self) -> (i64, Standing) {
        let (machine, uptime) = (self.machine.now(), self.machine.uptime());
        let today = day_of(machine);
        let mut state = self.state();
        let earliest = state.kept.believed.plus_days(-1);
        let latest = day_of(state.start.at(uptime)).plus_days(STEP);
        if (earliest..=latest).contains(&today) {
            state.last = Moment { now: machine, uptime };
            state.kept.believed = state.kept.believed.max(today);
            state.kept.doubted = None;
            return (machine, Standing::Right);
        }
        let now = state.last.at(uptime);
        let before = state.kept.believed;
        state.kept.doubted.get_or_insert(before);
        let believed = before.max(day_of(now));
        state.kept.believed = believed;
        let trouble = if today > believed {
            ClockTrouble::Ahead { machine: today, believed }
        } else {
            ClockTrouble::Behind { machine: today, believed }
        };
        (now, Standing::Wrong(trouble))
    }

    /// A state is whole after every operation on it, so a poisoned lock is as good as another.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn agree(one: Day, other: Day) -> bool {
    (one.days_since_epoch() - other.days_since_epoch()).abs() <= APART
}

#[cfg(test)]
mod tests;
