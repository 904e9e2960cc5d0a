//! By which day keys and items are destroyed: one that moves in small steps, or that was noted at a fetch a week ago.
//!
//! Both clocks, this machine's and the server's, may be wrong together. What is destroyed does not come back, so that a jump of the
//! calendar destroys nothing at once. `FORMAT.md` §8.

use estafette_keys::day::Day;
use serde::{Deserialize, Serialize};

use super::{Vault, VaultError};

const FILE: &str = "calendar.age";
/// So many days after the last fetch the next one is an ordinary one: once a week, and a day.
const STEP: i64 = 8;
/// How long a day that is further away is noted, before anything is destroyed by it.
const HOLD: i32 = 7;

/// The days on which this vault was filled, as far as they are remembered.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Seen {
    /// The day by which was destroyed last.
    settled: Option<Day>,
    /// A day further away than a step, noted when it was first seen.
    noted: Option<Day>,
}

/// What may be destroyed now, and what not yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Due {
    /// What is past its time on this day may go.
    pub by: Option<Day>,
    /// What is past it since then waits for a fetch on this day, or later.
    pub waits: Option<Day>,
}

impl Seen {
    /// A fetch, on a day on which both clocks agree. Where nothing is remembered, `before` is the day of the last fetch, as far as
    /// anything shows it.
    fn fetched(&mut self, today: Day, before: Option<Day>) -> Due {
        let settled = self.settled.or(before).map_or(today, |day| day.min(today));
        // What was noted a week ago, and is past by now, was a day indeed.
        let proven = self.noted.filter(|noted| noted.plus_days(HOLD) <= today);
        let from = proven.map_or(settled, |noted| noted.max(settled));
        if days_between(from, today) <= STEP {
            *self = Self { settled: Some(today), noted: None };
            return Due { by: Some(today), waits: None };
        }
        let noted = self.noted.filter(|noted| proven.is_none() && *noted <= today).unwrap_or(today);
        *self = Self { settled: Some(from), noted: Some(noted) };
        Due { by: proven.map(|_| from), waits: Some(noted.plus_days(HOLD)) }
    }
}

impl Vault {
    /// The days on which it was filled.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn seen(&self) -> Result<Seen, VaultError> {
        self.open_json(FILE)
    }

    /// Remembers a fetch on a day on which both clocks agree; says what may be destroyed.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn fetched_on(&self, today: Day, before: Option<Day>) -> Result<Due, VaultError> {
        let _lock = self.lock()?;
        let mut seen = self.seen()?;
        let due = seen.fetched(today, before);
        self.seal_json(FILE, &seen)?;
        Ok(due)
    }
}

fn days_between(from: Day, to: Day) -> i64 {
    to.days_since_epoch() - from.days_since_epoch()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(number: i32) -> Day {
        "2026-11-20".parse::<Day>().expect("a day").plus_days(number)
    }

    fn fetches(seen: &mut Seen, number: i32) -> (Option<Day>, Option<Day>) {
        let due = seen.fetched(day(number), None);
        (due.by, due.waits)
    }

    #[test]
    fn who_fetches_every_week_destroys_on_the_day() {
        let mut seen = Seen::default();
        for number in [0, 1, 1, 8, 15, 22, 30] {
            assert_eq!(fetches(&mut seen, number), (Some(day(number)), None), "{number}");
        }
    }

    #[test]
    fn after_a_jump_a_week_passes_first() {
        let mut seen = Seen::default();
        fetches(&mut seen, 0);
        for number in [40, 41, 46] {
            assert_eq!(fetches(&mut seen, number), (None, Some(day(47))), "{number}");
        }
        assert_eq!(fetches(&mut seen, 47), (Some(day(47)), None));
    }

    #[test]
    fn a_day_that_was_wrong_is_forgotten_and_nothing_went() {
        let mut seen = Seen::default();
        fetches(&mut seen, 0);
        assert_eq!(fetches(&mut seen, 40).0, None);
        assert_eq!(fetches(&mut seen, 1), (Some(day(1)), None));
        // It is not remembered when that day comes: everything since was small steps.
        assert_eq!(fetches(&mut seen, 48), (None, Some(day(55))));
    }

    #[test]
    fn who_fetches_every_month_destroys_what_was_due_a_month_ago() {
        let mut seen = Seen::default();
        fetches(&mut seen, 0);
        assert_eq!(fetches(&mut seen, 30), (None, Some(day(37))));
        assert_eq!(fetches(&mut seen, 60), (Some(day(30)), Some(day(67))));
        assert_eq!(fetches(&mut seen, 90), (Some(day(60)), Some(day(97))));
    }

    #[test]
    fn clocks_that_were_years_behind_destroy_nothing_when_they_are_set() {
        let mut seen = Seen::default();
        fetches(&mut seen, 0);
        assert_eq!(fetches(&mut seen, -700), (Some(day(-700)), None));
        assert_eq!(fetches(&mut seen, 1), (None, Some(day(8))));
    }

    #[test]
    fn a_vault_that_remembers_nothing_goes_by_what_it_shows() {
        assert_eq!(Seen::default().fetched(day(0), None).by, Some(day(0)));
        assert_eq!(Seen::default().fetched(day(0), Some(day(-8))).by, Some(day(0)));
        assert_eq!(Seen::default().fetched(day(0), Some(day(-40))).by, None);
        // The week of the last fetch may not be over yet.
        assert_eq!(Seen::default().fetched(day(0), Some(day(4))).by, Some(day(0)));
    }
}
