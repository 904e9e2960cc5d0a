//! Forms that were answered, in the order in which their secrets are to be erased. Nothing of it opens a form, or derives anything.

use std::collections::VecDeque;

use super::leaves::Leaf;

/// Seconds for which an answered form, sent once more, gets the same answer: a browser says within minutes that none came.
pub(super) const AGAIN: i64 = 3_600;
/// Of how many answered forms it is remembered when to erase their secrets. Where there are more, the first are erased sooner.
pub(super) const MAX: usize = 1 << 16;

/// That a form was answered.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Answered {
    pub(super) at: i64,
    /// Of which keys.
    pub(super) keys: u64,
    pub(super) leaf: Leaf,
    /// By this server: the others are told.
    pub(super) is_own: bool,
}

/// Those that wait, and how many there ever were.
#[derive(Default)]
pub(super) struct Log {
    waiting: VecDeque<Answered>,
    noted: u64,
}

impl Log {
    pub(super) fn note(&mut self, answered: Answered) {
        self.waiting.push_back(answered);
        self.noted += 1;
    }

    /// The next one that is due.
    pub(super) fn take_due(&mut self, now: i64) -> Option<Answered> {
        let is_due = |next: &Answered| !(0..=AGAIN).contains(&now.saturating_sub(next.at));
        let is_next = self.waiting.len() > MAX || self.waiting.front().is_some_and(is_due);
        if is_next { self.waiting.pop_front() } else { None }
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
        Answered { at, keys: 1, leaf: Leaf::of(&[1; 16]), is_own }
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
}
