//! Forms that were answered, in the order in which their secrets are to be erased. Nothing of it opens a form, or derives anything.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, VecDeque};

use super::leaves::Leaf;

/// Seconds for which an answered form, sent once more, gets the same answer: a browser says within minutes that none came.
pub(super) const AGAIN: i64 = 3_600;
/// Seconds after the first answer for which its codename is shown once more: over Tor, an answer may get lost on the way.
pub(super) const SHOWN: i64 = 300;
/// Of how many answered forms it is remembered when to erase their secrets. Where there are more, the first are erased sooner.
pub(super) const MAX: usize = 1 << 16;

/// What tells an answered form from all others, and nothing else of it.
pub(super) type FormId = [u8; 16];

/// That a form was answered; or that its source left the page of its codename.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Answered {
    pub(super) at: i64,
    /// Of which keys.
    pub(super) keys: u64,
    pub(super) leaf: Leaf,
    pub(super) form: FormId,
    pub(super) is_left: bool,
    /// By this server: the others are told.
    pub(super) is_own: bool,
}

/// Those that wait, and how many there ever were.
#[derive(Default)]
pub(super) struct Log {
    waiting: VecDeque<Answered>,
    noted: u64,
    first: BTreeMap<FormId, First>,
}

/// What is known of a form that waits.
struct First {
    at: i64,
    is_left: bool,
    is_own: bool,
}

impl Log {
    /// Notes it where it says something new.
    pub(super) fn note(&mut self, answered: Answered) {
        let Answered { at, is_left, is_own, .. } = answered;
        let says_more = match self.first.entry(answered.form) {
            Entry::Vacant(place) => {
                place.insert(First { at, is_left, is_own });
                true
            }
            Entry::Occupied(mut known) => {
                let known = known.get_mut();
                let says_more = (is_left && !known.is_left) || (is_own && !known.is_own);
                // To answer it again does not begin anew, whatever the clock says then.
                if !is_own {
                    known.at = known.at.min(at);
                }
                known.is_left |= is_left;
                known.is_own |= is_own;
                says_more
            }
        };
        if says_more {
            self.waiting.push_back(answered);
            self.noted += 1;
        }
    }

    /// Whether a form's codename may be shown: with the first answer and soon after it, unless the source left.
    pub(super) fn may_show(&self, form: &FormId, now: i64) -> bool {
        let may = |first: &First| !first.is_left && (0..=SHOWN).contains(&now.saturating_sub(first.at));
        self.first.get(form).is_none_or(may)
    }

    /// The next one that is due.
    pub(super) fn take_due(&mut self, now: i64) -> Option<Answered> {
        let is_due = |next: &Answered| !(0..=AGAIN).contains(&now.saturating_sub(next.at));
        let is_next = self.waiting.len() > MAX || self.waiting.front().is_some_and(is_due);
        let due = if is_next { self.waiting.pop_front() } else { None };
        if let Some(due) = &due {
            self.first.remove(&due.form);
        }
        due
    }

    /// How many there ever were.
    pub(super) fn noted(&self) -> u64 {
        self.noted
    }

    /// This server's own after the first so many; `None` where some of them wait no more.
    pub(super) fn own_after(&self, noted: u64) -> Option<impl Iterator<Item = &Answered>> {
        let waiting = u64::try_from(self.waiting.len()).unwrap_or(u64::MAX);
        let skipped = noted.checked_sub(self.noted - waiting)?;
        let skipped = usize::try_from(skipped).unwrap_or(usize::MAX);
        Some(self.waiting.iter().skip(skipped).filter(|answered| answered.is_own))
    }

    /// All that wait.
    pub(super) fn all(&self) -> impl Iterator<Item = &Answered> {
        self.waiting.iter()
    }

    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        self.waiting.len()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(at: i64, is_own: bool) -> Answered {
        let form = [u8::try_from(at).expect("a small number"); 16];
        Answered { at, keys: 1, leaf: Leaf::of(&[1; 16]), form, is_left: false, is_own }
    }

    #[test]
    fn what_others_were_told_is_not_told_again_and_what_is_forgotten_is_said_to_be() {
        let mut log = Log::default();
        for at in 0..6 {
            log.note(answered(at, at % 2 == 0));
        }
        let after = |log: &Log, noted| {
            log.own_after(noted).map(|own| own.map(|answered| answered.at).collect::<Vec<_>>())
        };
        assert_eq!(
            (after(&log, 0), after(&log, 3), after(&log, 6)),
            (Some(vec![0, 2, 4]), Some(vec![4]), Some(vec![]))
        );
        assert_eq!(log.take_due(AGAIN), None);
        assert_eq!(log.take_due(AGAIN + 1).map(|answered| answered.at), Some(0));
        assert_eq!((after(&log, 0), after(&log, 1), log.noted()), (None, Some(vec![2, 4]), 6));
        assert_eq!(log.all().count(), 5);
        // A clock that goes back keeps none.
        assert!(log.take_due(-1).is_some());
    }

    #[test]
    fn what_is_known_is_not_noted_again_unless_it_says_more() {
        let mut log = Log::default();
        let of_other = answered(7, false);
        let mut noted = |said: Answered| {
            let before = log.noted();
            log.note(said);
            (log.noted() - before, log.may_show(&of_other.form, 8))
        };
        assert_eq!(noted(of_other), (1, true));
        assert_eq!(noted(of_other), (0, true));
        assert_eq!(noted(Answered { is_own: true, ..of_other }), (1, true));
        assert_eq!(noted(Answered { is_left: true, ..of_other }), (1, false));
        assert_eq!(noted(Answered { is_left: true, is_own: true, ..of_other }), (0, false));
        let due: Vec<_> = std::iter::from_fn(|| log.take_due(8 + AGAIN)).collect();
        assert_eq!((due.len(), log.first.len()), (3, 0));
    }
}
