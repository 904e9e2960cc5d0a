//! The days that an item has of its own, and what has to be said because of them.

use estafette_keys::day::Day;
use estafette_keys::message::{Detail, Header, Publish, What};

use crate::vault::{Dated, Item, Keyring, Opened, ShortId, State};

/// So many days before it goes, whoever has not dealt with something is told.
const TOLD_BEFORE: i32 = 7;
/// So many days after its own day something is still kept: pages are corrected, and what was announced is told of.
pub(super) const AFTER: i32 = 14;

/// The days that an item has of its own.
#[derive(Clone, Copy, Default)]
pub(crate) struct Days {
    /// Its source allows no publication before.
    pub not_before: Option<Day>,
    /// The first day to announce it.
    pub publish_from: Option<Day>,
    /// The last day of what it announces.
    pub takes_place: Option<Day>,
}

impl Days {
    /// Of a submission that may be published; what is only to be known has no such days.
    #[must_use]
    pub(crate) fn of(header: &Header) -> Self {
        let mandate = header.mandate.as_ref();
        let is_background = mandate.is_none_or(|mandate| mandate.publish == Publish::Background);
        if is_background || !matches!(header.what, What::Submission(_)) {
            return Self::default();
        }
        let day = |detail| header.detail(detail).and_then(|text: &str| text.get(..10)?.parse::<Day>().ok());
        Self {
            not_before: mandate.and_then(|mandate| mandate.not_before),
            publish_from: day(Detail::PublishFrom),
            takes_place: [day(Detail::Starts), day(Detail::Ends)].into_iter().flatten().max(),
        }
    }

    /// Of an item, as far as it opens.
    #[must_use]
    pub(crate) fn of_item(item: &Item<'_>, keyring: &Keyring, state: &State) -> Self {
        if state.opened == Opened::Refused || state.dated == Dated::Not {
            return Self::default();
        }
        item.open(keyring, state).map_or_else(|_| Self::default(), |opener| Self::of(opener.header()))
    }

    /// Whether there are any, to be remembered of an item.
    #[must_use]
    pub(crate) fn dated(&self) -> Dated {
        let Self { not_before, publish_from, takes_place } = self;
        if [not_before, publish_from, takes_place].iter().any(|day| day.is_some()) {
            Dated::Perhaps
        } else {
            Dated::Not
        }
    }

    /// The last of them, and the last day on which its source may still say no.
    #[must_use]
    pub(crate) fn last(&self, state: &State) -> Option<Day> {
        let asked = state.proofs.iter().filter(|proof| proof.answer.is_none()).map(|proof| proof.until);
        [self.not_before, self.publish_from, self.takes_place].into_iter().flatten().chain(asked).max()
    }
}

/// What has to be said because of a day.
#[derive(Default)]
pub(crate) struct Reminders {
    /// To be announced now: the first day for that is here.
    pub due: Vec<ShortId>,
    /// May be published now: its source asked to wait until a day that is here.
    pub lifted: Vec<ShortId>,
    /// Goes within a week, and nobody has dealt with it; after which day.
    pub closing: Vec<(ShortId, Day)>,
}

impl Reminders {
    /// Looks at one item, which is kept until `last_day`.
    pub(crate) fn take(&mut self, short: &ShortId, state: &State, days: &Days, last_day: Day, today: Day) {
        if state.is_handled() {
            return;
        }
        let is_here = |day: Option<Day>| day.is_some_and(|day| day <= today);
        if is_here(days.publish_from) {
            self.due.push(short.clone());
        } else if is_here(days.not_before) {
            self.lifted.push(short.clone());
        }
        if last_day <= today.plus_days(TOLD_BEFORE) {
            self.closing.push((short.clone(), last_day));
        }
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        self.due.is_empty() && self.lifted.is_empty() && self.closing.is_empty()
    }

    /// Sorted by day.
    pub(crate) fn sort(&mut self) {
        self.closing.sort_by(|a, b| (a.1, a.0.as_str()).cmp(&(b.1, b.0.as_str())));
    }
}
