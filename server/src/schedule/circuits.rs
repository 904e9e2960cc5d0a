//! What is remembered of Tor circuits: of a bounded number, however many come.
//!
//! A circuit that asks for the first time is a newcomer. One that asks again after a moment is known. Newcomers push out
//! newcomers only: a thousand circuits that ask once each make nobody forgotten who came before them.

use std::collections::{BTreeMap, HashMap};
use std::time::Duration;

use tokio::time::Instant;

use crate::circuit::Circuit;

/// How many newcomers are remembered, and how many that are known.
const KEPT: usize = 4_096;
/// How long after its first request a circuit that asks again is known.
const KNOWN_AFTER: Duration = Duration::from_secs(1);

/// Circuits, and what is remembered of each.
pub(crate) struct Circuits<T> {
    new: Segment<T>,
    known: Segment<T>,
}

struct Segment<T> {
    records: HashMap<Circuit, Record<T>>,
    /// By when they were last asked for, from the longest ago on.
    by_use: BTreeMap<u64, Circuit>,
    used: u64,
}

struct Record<T> {
    first: Instant,
    used: u64,
    of: T,
}

impl<T: Default> Circuits<T> {
    pub(crate) fn new() -> Self {
        Self { new: Segment::empty(), known: Segment::empty() }
    }

    /// What is remembered of this circuit, which asks now, and whether it is known.
    pub(crate) fn of(&mut self, circuit: Circuit, now: Instant) -> (&mut T, bool) {
        let since = self.new.records.get(&circuit).map(|record| record.first);
        if since.is_some_and(|first| now.saturating_duration_since(first) >= KNOWN_AFTER)
            && let Some(record) = self.new.take(circuit)
        {
            self.known.put(circuit, record.first, record.of);
        }
        if self.known.records.contains_key(&circuit) {
            return (self.known.touch(circuit, now), true);
        }
        (self.new.touch(circuit, now), false)
    }

    /// Forgets one that is gone.
    pub(crate) fn forget(&mut self, circuit: Circuit) {
        self.new.take(circuit);
        self.known.take(circuit);
    }
}

impl<T: Default> Segment<T> {
    fn empty() -> Self {
        Self { records: HashMap::new(), by_use: BTreeMap::new(), used: 0 }
    }

    /// Finds or makes its record, which is the last to be forgotten now.
    fn touch(&mut self, circuit: Circuit, now: Instant) -> &mut T {
        let (first, of) =
            self.take(circuit).map_or_else(|| (now, T::default()), |record| (record.first, record.of));
        self.put(circuit, first, of)
    }

    fn put(&mut self, circuit: Circuit, first: Instant, of: T) -> &mut T {
        if self.records.len() >= KEPT
            && let Some((_, oldest)) = self.by_use.pop_first()
        {
            self.records.remove(&oldest);
        }
        self.used += 1;
        self.by_use.insert(self.used, circuit);
        &mut self.records.entry(circuit).insert_entry(Record { first, used: self.used, of }).into_mut().of
    }

    fn take(&mut self, circuit: Circuit) -> Option<Record<T>> {
        let record = self.records.remove(&circuit)?;
        self.by_use.remove(&record.used);
        Some(record)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::moment;

    fn circuit(number: usize) -> Circuit {
        let mut tag = [0; 16];
        tag[..8].copy_from_slice(&number.to_be_bytes());
        Circuit::from_bytes(tag)
    }

    #[test]
    fn who_asks_again_after_a_moment_is_known() {
        let (mut circuits, now) = (Circuits::<u32>::new(), moment());
        assert_eq!(circuits.of(circuit(1), now), (&mut 0, false));
        *circuits.of(circuit(1), now + KNOWN_AFTER / 2).0 = 7;
        assert_eq!(circuits.of(circuit(1), now + KNOWN_AFTER), (&mut 7, true));
        assert_eq!(circuits.of(circuit(1), now), (&mut 7, true));
        circuits.forget(circuit(1));
        assert_eq!(circuits.of(circuit(1), now), (&mut 0, false));
    }

    #[test]
    fn a_flood_of_newcomers_makes_nobody_forgotten_who_is_known_and_fills_no_memory() {
        let (mut circuits, now) = (Circuits::<u32>::new(), moment());
        circuits.of(circuit(1), now);
        *circuits.of(circuit(1), now + KNOWN_AFTER).0 = 7;
        for number in 2..3 * KEPT {
            circuits.of(circuit(number), now + KNOWN_AFTER);
        }
        assert_eq!(circuits.of(circuit(1), now + KNOWN_AFTER), (&mut 7, true));
        assert_eq!((circuits.new.records.len(), circuits.new.by_use.len()), (KEPT, KEPT));
    }
}
