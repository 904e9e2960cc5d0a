//! Who is next: lanes, one before the other; within a lane circuits take turns.
//!
//! Turns are by start-time fair queueing. A lane has a virtual time, which is the start of whoever had the last turn. A request starts
//! where its circuit's last one ended, or now, whichever is later; the earliest start is next. So a circuit that asks for much
//! waits behind its own requests, and one that asks seldom is next, however many others wait.

use std::collections::BTreeMap;

/// What a turn is for, the first served first.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Lane {
    /// A text, alone or with files that are soon over.
    Text,
    /// A codename that somebody entered, right or guessed.
    Codename,
    /// What comes with long files.
    File,
    /// Work ahead, while nobody waits.
    Ahead,
}

/// The most bytes of files that are soon over: a few photographs.
const SHORT: u64 = 8_000_000;

impl Lane {
    /// Of files that have so many bytes.
    pub(crate) fn of_files(bytes: u64) -> Self {
        if bytes <= SHORT { Self::Text } else { Self::File }
    }
}

/// How many lanes there are.
pub(super) const LANES: usize = 4;
/// Of so many turns, one goes to the lanes below the first in which somebody waits: they are slow then, not shut.
const SHARE: u32 = 8;
/// Of so many turns of a lane, one goes to whoever has waited longest. Where every request comes by another circuit, all of them start
/// at the lane's time, which stands still then: whoever starts later would wait for the end of the flood.
const LONGEST: u32 = 8;

/// All who wait.
pub(super) struct Line<T> {
    lanes: [Queue<T>; LANES],
    /// Turns in which a lower lane was passed over.
    passed: u32,
}

struct Queue<T> {
    by_start: BTreeMap<Order, T>,
    now: u64,
    asked: u64,
    turns: u32,
}

/// The start; of two that are the same, who is known; then who asked first.
type Order = (u64, bool, u64);

/// Where somebody starts.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Start {
    /// In the lane's time.
    pub(super) at: u64,
    /// Behind those who are known.
    pub(super) is_newcomer: bool,
}

/// Somebody's place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ticket {
    lane: Lane,
    order: Order,
}

impl<T> Line<T> {
    pub(super) fn new() -> Self {
        Self { lanes: std::array::from_fn(|_| Queue::nobody()), passed: 0 }
    }

    /// The lane's virtual time.
    pub(super) fn now(&self, lane: Lane) -> u64 {
        self.lanes[lane as usize].now
    }

    /// Whether nobody waits in this lane or in one before it.
    pub(super) fn is_free_up_to(&self, lane: Lane) -> bool {
        self.lanes[..=lane as usize].iter().all(|waiting| waiting.by_start.is_empty())
    }

    /// Waits, from this start.
    pub(super) fn push(&mut self, lane: Lane, start: Start, who: T) -> Ticket {
        let waiting = &mut self.lanes[lane as usize];
        waiting.asked += 1;
        let order = (start.at, start.is_newcomer, waiting.asked);
        waiting.by_start.insert(order, who);
        Ticket { lane, order }
    }

    /// Waits no longer.
    pub(super) fn leave(&mut self, place: Ticket) {
        self.lanes[place.lane as usize].by_start.remove(&place.order);
    }

    /// Whether nobody waits.
    pub(super) fn is_empty(&self) -> bool {
        self.is_free_up_to(Lane::Ahead)
    }

    /// Who is next of those that `may` have a turn now.
    pub(super) fn next(&mut self, may: impl Fn(Lane, &T) -> bool) -> Option<(Lane, T)> {
        const ALL: [Lane; LANES] = [Lane::Text, Lane::Codename, Lane::File, Lane::Ahead];
        let found = |lane: Lane| {
            let waiting = &self.lanes[lane as usize];
            let mut all = waiting.by_start.iter().filter(|(_, who)| may(lane, who)).map(|(order, _)| *order);
            let order = if waiting.is_for_longest() { all.min_by_key(|order| order.2) } else { all.next() };
            order.map(|order| (lane, order))
        };
        let mut found = ALL.into_iter().filter_map(found);
        let (first, second) = (found.next()?, found.next().filter(|(lane, _)| *lane != Lane::Ahead));
        let (lane, order) = match second {
            Some(second) if self.passed + 1 >= SHARE => {
                self.passed = 0;
                second
            }
            Some(_) => {
                self.passed += 1;
                first
            }
            None => first,
        };
        let waiting = &mut self.lanes[lane as usize];
        let who = waiting.by_start.remove(&order)?;
        if !waiting.is_for_longest() {
            waiting.now = waiting.now.max(order.0);
        }
        waiting.turns = waiting.turns.wrapping_add(1);
        Some((lane, who))
    }
}

impl<T> Queue<T> {
    fn nobody() -> Self {
        Self { by_start: BTreeMap::new(), now: 0, asked: 0, turns: 0 }
    }

    /// Whether the next turn goes to whoever has waited longest.
    fn is_for_longest(&self) -> bool {
        self.turns % LONGEST == LONGEST - 1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn known(at: u64) -> Start {
        Start { at, is_newcomer: false }
    }

    fn all(line: &mut Line<u32>) -> Vec<u32> {
        std::iter::from_fn(|| line.next(|_, _| true)).map(|(_, who)| who).collect()
    }

    #[test]
    fn the_earliest_start_is_next_and_of_two_the_one_that_asked_first() {
        let mut line = Line::new();
        for (who, start) in [(1, 20), (2, 10), (3, 20), (4, 0)] {
            line.push(Lane::Text, known(start), who);
        }
        line.push(Lane::Text, Start { at: 10, is_newcomer: true }, 5);
        line.push(Lane::Text, known(10), 6);
        assert_eq!(all(&mut line), [4, 2, 6, 5, 1, 3]);
        assert_eq!(line.now(Lane::Text), 20);
    }

    #[test]
    fn whoever_waits_longest_has_a_turn_though_others_start_before_all_the_time() {
        let mut line = Line::new();
        line.push(Lane::Text, known(1_000), 0);
        let turns = (1..=LONGEST).map(|who| {
            line.push(Lane::Text, known(0), who);
            line.next(|_, _| true).map(|(_, who)| who)
        });
        assert_eq!(turns.last().flatten(), Some(0));
    }

    #[test]
    fn texts_come_first_and_the_others_are_not_shut_out() {
        let mut line = Line::new();
        for who in 0..20 {
            line.push(Lane::Text, known(0), who);
        }
        for who in 100..102 {
            line.push(Lane::Codename, known(0), who);
        }
        line.push(Lane::Ahead, known(0), 1_000);
        let order = all(&mut line);
        assert_eq!(order.iter().position(|who| *who == 100), Some(7));
        assert_eq!(order.iter().position(|who| *who == 101), Some(15));
        assert_eq!(order.last(), Some(&1_000));
    }

    #[test]
    fn a_lane_that_may_not_is_passed_over() {
        let mut line = Line::new();
        line.push(Lane::Codename, known(0), 1);
        line.push(Lane::File, known(0), 2);
        assert_eq!(line.next(|lane, _| lane == Lane::File), Some((Lane::File, 2)));
        assert_eq!(line.next(|lane, _| lane == Lane::File), None);
        assert!(!line.is_free_up_to(Lane::File) && line.is_free_up_to(Lane::Text));
    }

    #[test]
    fn who_leaves_is_not_called() {
        let mut line = Line::new();
        let place = line.push(Lane::Text, known(0), 1);
        line.push(Lane::Text, known(0), 2);
        line.leave(place);
        assert_eq!(all(&mut line), [2]);
    }
}
