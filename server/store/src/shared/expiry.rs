//! What is past its time goes in two phases: first it is put aside, with the day; it is deleted days later, unless the day turns
//! out to have been wrong meanwhile. Until then it is there as before, for editors to fetch and for sources to take back.

use estafette_keys::day::{Day, Week};
use estafette_keys::message::SectionName;

/// Days that what is past its time stays put aside.
pub const ASIDE_DAYS: i32 = 7;
/// Days for which it is still said that something was removed, once its own time is over: an editor may have been away, and have
/// published it.
const REMOVED_DAYS: i64 = 31;
/// Days that a tombstone stands.
const TOMBSTONE_DAYS: i32 = 2;
/// Days for which it is remembered that a section's box was opened. It has not counted for long by then, but a box that nobody opens any
/// more would look like a new one.
const ALIVE_DAYS: i32 = 7 * 157;
/// Days that editors' public keys are kept after their week: they are of use to nobody, and a day that was wrong would lose them.
const EPOCH_DAYS: i32 = 60;

/// What is past its time.
pub struct Expiry {
    /// Of each section, the first day of which nothing is past its time.
    pub oldest: Vec<(SectionName, Day)>,
    /// That day for sections that are not named.
    pub floor: Day,
    /// The day on which this is so.
    pub today: Day,
    /// The day by which what was put aside may go, where there is one.
    pub settled: Option<Day>,
}

/// What may make room where the disk is short.
pub struct Junk {
    /// Of each section, the first day of which everything stays; and the first one of which everything stays that its source came back to.
    /// What editors fetched stays in any case.
    pub oldest: Vec<(SectionName, [Day; 2])>,
    /// That day for sections that are not named.
    pub floor: Day,
}

/// What a day on which the server and an editor agreed lets go.
pub(crate) struct Settled {
    /// What was put aside on this day or before is deleted.
    pub(crate) aside: Day,
    /// Facts about removals are deleted this many days after their submission's own time.
    pub(crate) removed_days: i64,
    /// Keys of earlier weeks are deleted.
    pub(crate) epochs: Week,
}

impl Expiry {
    /// `None` as long as no day is settled: nothing that people wrote is deleted then.
    pub(crate) fn settled(&self) -> Option<Settled> {
        let settled = self.settled?;
        let unsettled = self.today.days_since_epoch() - settled.days_since_epoch();
        Some(Settled {
            aside: settled.plus_days(-ASIDE_DAYS),
            removed_days: REMOVED_DAYS + unsettled,
            epochs: settled.plus_days(-EPOCH_DAYS).week(),
        })
    }

    /// Tombstones of earlier days go, whatever is settled.
    pub(crate) fn tombstones(&self) -> Day {
        self.today.plus_days(-TOMBSTONE_DAYS)
    }

    /// Statements of earlier weeks that a box was opened go, whatever is settled.
    pub(crate) fn alive(&self) -> Week {
        self.today.plus_days(-ALIVE_DAYS).week()
    }
}
