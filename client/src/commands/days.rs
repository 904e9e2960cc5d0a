//! The days that an item has of its own, and what has to be said because of them.

use estafette_keys::day::Day;
use estafette_keys::marks::Stage;
use estafette_keys::message::{Detail, Header, Publish, What};

use crate::vault::{Dated, Gone, Item, Keyring, Opened, Proof, ShortId, State};

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
    /// The first day of what it announces.
    pub begins: Option<Day>,
    /// The last day of what it announces.
    pub takes_place: Option<Day>,
}

/// What is due on a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Due {
    /// From here on its source allows it to be published.
    NotBefore,
    /// From here on it is to be announced.
    Announce,
    /// A site makes it public by itself.
    Appears,
    /// What it announces begins.
    TakesPlace,
    /// What it announces is over after this day.
    Over,
    /// The last day before its source's silence counts.
    Answer,
    /// The last day that it opens.
    Closes,
    /// It went without having been published, though it had this day.
    Missed,
}

impl Due {
    /// Its name.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::NotBefore => "not-before",
            Self::Announce => "announce",
            Self::Appears => "appears",
            Self::TakesPlace => "takes-place",
            Self::Over => "over",
            Self::Answer => "answer",
            Self::Closes => "closes",
            Self::Missed => "missed",
        }
    }
}

/// What is due of an item that is kept until `last_day`, and when; `asked` is what its source was shown last. Nothing is due of what was
/// put away, taken back or declined; what is published still takes place.
#[must_use]
pub(super) fn dues(
    (state, stage): (&State, Option<Stage>),
    days: &Days,
    asked: Option<&Proof>,
    last_day: Day,
) -> Vec<(Due, Day)> {
    let is_left = state.archived || state.gone.as_ref().is_some_and(Gone::is_signed);
    if is_left || stage == Some(Stage::Declined) {
        return Vec::new();
    }
    let is_out = state.is_out() || (stage == Some(Stage::Published) && !state.is_published());
    let appears = state.is_to_appear();
    let waits = !is_out && appears.is_none();
    let asked = asked.filter(|proof| proof.answer.is_none()).map(|proof| proof.until);
    let all = [
        (Due::NotBefore, days.not_before, waits),
        (Due::Announce, days.publish_from, waits),
        (Due::Appears, appears, true),
        (Due::TakesPlace, days.begins, true),
        (Due::Over, days.takes_place, waits),
        (Due::Answer, asked, waits),
        (Due::Closes, Some(last_day), !state.is_handled()),
    ];
    all.into_iter().filter_map(|(due, day, is_due)| Some((due, day.filter(|_| is_due)?))).collect()
}

/// The day that an item had of its own, and that came, where nobody published it: the first of them.
#[must_use]
pub(super) fn missed(dues: &[(Due, Day)], today: Day) -> Option<Day> {
    let own = |due: Due| matches!(due, Due::NotBefore | Due::Announce | Due::Over);
    dues.iter().filter(|(due, day)| own(*due) && *day <= today).map(|(_, day)| *day).min()
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
            begins: day(Detail::Starts),
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
        let Self { not_before, publish_from, takes_place, begins: _ } = self;
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

/// What has to be said because of a day, at each `fetch` and in the inbox, until somebody has done something about it.
#[derive(Default)]
pub(crate) struct Reminders {
    /// To be announced now: the first day for that is here.
    pub due: Vec<ShortId>,
    /// May be published now: its source asked to wait until a day that is here.
    pub lifted: Vec<ShortId>,
    /// What it announces is over, and nobody announced it.
    pub past: Vec<ShortId>,
    /// Its source had until this day to answer, and said nothing.
    pub unanswered: Vec<(ShortId, Day)>,
    /// A site was to make it public on this day; nothing says that it did.
    pub appeared: Vec<(ShortId, Day)>,
    /// Goes within a week, and nobody has dealt with it; after which day.
    pub closing: Vec<(ShortId, Day)>,
    /// Went without having been published, though this day of its own had come.
    pub missed: Vec<(ShortId, Day)>,
}

impl Reminders {
    /// Looks at one item, of which this is due.
    pub(super) fn take(&mut self, short: &ShortId, dues: &[(Due, Day)], today: Day) {
        let day = |wanted: Due| dues.iter().find(|(due, _)| *due == wanted).map(|(_, day)| *day);
        let here = |wanted: Due| day(wanted).filter(|day| *day <= today);
        let was = |wanted: Due| day(wanted).filter(|day| *day < today);
        let mut add = |list: fn(&mut Self) -> &mut Vec<(ShortId, Day)>, day: Option<Day>| {
            list(self).extend(day.map(|day| (short.clone(), day)));
        };
        add(|said| &mut said.unanswered, here(Due::Answer));
        add(|said| &mut said.appeared, was(Due::Appears));
        add(|said| &mut said.closing, day(Due::Closes).filter(|day| *day <= today.plus_days(TOLD_BEFORE)));
        add(|said| &mut said.missed, day(Due::Missed));
        if was(Due::Over).is_some() {
            self.past.push(short.clone());
        } else if here(Due::Announce).is_some() {
            self.due.push(short.clone());
        } else if here(Due::NotBefore).is_some() {
            self.lifted.push(short.clone());
        }
    }

    /// Whether there is nothing to say.
    #[must_use]
    pub(crate) fn is_empty(&self) -> bool {
        let lists = [&self.unanswered, &self.appeared, &self.closing, &self.missed];
        let items = [&self.due, &self.lifted, &self.past];
        lists.iter().all(|list| list.is_empty()) && items.iter().all(|list| list.is_empty())
    }

    /// Sorted by day.
    pub(crate) fn sort(&mut self) {
        for list in [&mut self.unanswered, &mut self.appeared, &mut self.closing, &mut self.missed] {
            list.sort_by(|a, b| (a.1, a.0.as_str()).cmp(&(b.1, b.0.as_str())));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(dues: &[(Due, &str)]) -> Reminders {
        let day = |text: &str| text.parse().expect("a day");
        let dues: Vec<(Due, Day)> = dues.iter().map(|(due, text)| (*due, day(text))).collect();
        let mut said = Reminders::default();
        said.take(&"4f2a".parse().expect("an id"), &dues, day("2026-11-28"));
        said
    }

    #[test]
    fn whatever_is_due_is_said_until_it_is_done() {
        type Row = (&'static [(Due, &'static str)], fn(&Reminders) -> usize);
        let table: [Row; 8] = [
            (&[(Due::Announce, "2026-11-28")], |said| said.due.len()),
            (&[(Due::Announce, "2026-01-28")], |said| said.due.len()),
            (&[(Due::NotBefore, "2026-11-28")], |said| said.lifted.len()),
            (&[(Due::Announce, "2026-11-20"), (Due::Over, "2026-11-27")], |said| said.past.len()),
            (&[(Due::Answer, "2026-11-28")], |said| said.unanswered.len()),
            (&[(Due::Appears, "2026-11-27")], |said| said.appeared.len()),
            (&[(Due::Closes, "2026-12-05")], |said| said.closing.len()),
            (&[(Due::Missed, "2025-12-05")], |said| said.missed.len()),
        ];
        for (dues, count) in table {
            assert_eq!(count(&said(dues)), 1, "{dues:?}");
        }
        for dues in [(Due::Over, "2026-11-28"), (Due::Appears, "2026-11-28"), (Due::Closes, "2026-12-06")] {
            assert!(said(&[dues]).is_empty(), "{dues:?}");
        }
    }
}
