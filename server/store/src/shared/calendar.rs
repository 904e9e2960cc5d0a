//! Which day it is, as a rule about what is kept: nobody's clock alone is believed, because past some day things are destroyed.
//!
//! The day that was last believed is kept in the database. From there it moves with the machine's clock as long as that one moves as
//! days do: with the time that passes, and at a start a few days further. A clock that jumps, ahead or back, is not believed: the days
//! go on by the time that passes, and nothing is deleted. It is believed again once it says what it should; or once an editor's device
//! signs, at a fetch, a day that the clock agrees with (`keys/FORMAT.md` §9). Neither of the two moves it alone.

use estafette_keys::day::Day;

/// How many days more than those that passed a machine's clock may have gone ahead since the start: it may have been off for a weekend.
const STEP: i32 = 3;
/// How far apart two days may be that agree: midnight comes to all.
const APART: i64 = 1;
const DAY_SECONDS: i64 = 86_400;
/// The last second that still belongs to a day of the calendar, in the year 9999.
pub const LAST_SECOND: i64 = 253_402_207_200;

/// The calendar as it is kept between two starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CalendarState {
    /// The last day that was believed.
    pub believed: Day,
    /// The latest day that an editor signed and that agreed with it.
    pub agreed: Option<Day>,
    /// The day that was believed when the machine's clock left it; `None` while it is right.
    pub doubted: Option<Day>,
}

impl CalendarState {
    /// The day by which what was put aside may go: one on which the server and an editor agreed. `None` while the clock is doubted.
    #[must_use]
    pub fn settled(&self) -> Option<Day> {
        self.agreed.filter(|_| self.doubted.is_none()).map(|agreed| agreed.min(self.believed))
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

/// Whether the machine's clock is believed.
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

/// What a machine's clock says at one moment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Reading {
    /// Unix seconds, which whoever sets the clock changes.
    pub now: i64,
    /// Seconds that have passed since the server's start, which nobody changes.
    pub uptime: i64,
}

impl Reading {
    /// The time it will be, by this reading, when the uptime is another.
    fn at(self, uptime: i64) -> i64 {
        self.now.saturating_add(uptime.saturating_sub(self.uptime))
    }
}

/// What a running server believes: the rule alone. Readings and signed days are arguments.
pub struct Belief {
    state: CalendarState,
    /// The believed time at the start: from here the machine's clock may go ahead by [`STEP`] days.
    start: Reading,
    /// The believed time at the last look when the clock was right: from here days go on by what passes.
    last: Reading,
}

impl Belief {
    /// Goes on from what was kept; where nothing was, the machine's clock is believed this once.
    #[must_use]
    pub fn new(kept: Option<CalendarState>, machine: Reading) -> Self {
        let today = day_of(machine.now);
        let state = kept.unwrap_or(CalendarState { believed: today, agreed: None, doubted: None });
        // By whole days: the hour is the machine's.
        let days = state.believed.days_since_epoch() - today.days_since_epoch();
        let start = Reading { now: machine.now.saturating_add(days * DAY_SECONDS), ..machine };
        Self { state, start, last: start }
    }

    /// What is to be kept, as of the last look.
    #[must_use]
    pub fn state(&self) -> CalendarState {
        self.state
    }

    /// The believed time in Unix seconds, and whether the machine's clock is believed.
    pub fn look(&mut self, machine: Reading) -> (i64, Standing) {
        let today = day_of(machine.now);
        let earliest = self.state.believed.plus_days(-1);
        let latest = day_of(self.start.at(machine.uptime)).plus_days(STEP);
        if (earliest..=latest).contains(&today) {
            self.last = machine;
            self.state.believed = self.state.believed.max(today);
            self.state.doubted = None;
            return (machine.now, Standing::Right);
        }
        let now = self.last.at(machine.uptime);
        let before = self.state.believed;
        self.state.doubted.get_or_insert(before);
        let believed = before.max(day_of(now));
        self.state.believed = believed;
        let trouble = if today > believed {
            ClockTrouble::Ahead { machine: today, believed }
        } else {
            ClockTrouble::Behind { machine: today, believed }
        };
        (now, Standing::Wrong(trouble))
    }

    /// Takes note of a day that an editor's device signed; the roster holds until `expires`. A doubted clock that agrees with it is
    /// believed again. Gives the days that are to be set right by that.
    pub fn note_signed_day(&mut self, machine: Reading, signed: Day, expires: Day) -> Option<Redating> {
        let (now, standing) = self.look(machine);
        if agree(signed, day_of(now)) {
            let agreed = signed.min(day_of(now));
            self.state.agreed = Some(self.state.agreed.map_or(agreed, |former| former.max(agreed)));
            return None;
        }
        let today = day_of(machine.now);
        if standing == Standing::Right || !agree(signed, today) || today > expires {
            return None;
        }
        let is_ahead = today > self.state.believed;
        let doubted = self.state.doubted;
        self.state = CalendarState { believed: today, agreed: Some(signed.min(today)), doubted: None };
        (self.start, self.last) = (machine, machine);
        // Back in time nothing needs another day: it is only kept for longer.
        doubted.filter(|_| is_ahead).map(|from| Redating { from, to: today })
    }
}

/// The day of a Unix time, held at the calendar's ends.
#[must_use]
pub fn day_of(now: i64) -> Day {
    match Day::from_unix_seconds(now.clamp(0, LAST_SECOND)) {
        Some(day) => day,
        None => unreachable!("there is a day for every second between the years 1970 and 9999"),
    }
}

fn agree(one: Day, other: Day) -> bool {
    (one.days_since_epoch() - other.days_since_epoch()).abs() <= APART
}
