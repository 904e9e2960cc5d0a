//! Submissions that arrive in several requests: sealed where they come from, and kept, in part, until they are whole or
//! nobody goes on with them.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use estafette_keys::ids::TransferId;
use estafette_keys::message::SectionName;
use tokio::sync::{OwnedMutexGuard, watch};

use crate::circuit::Circuit;
use crate::clock::Clock;
use crate::form::WANTED_RATE;
use crate::store::{Reservation, Upload};

/// How many uploads with files may be under way.
const MOST: usize = 64;
/// How many may be known at all: also those of texts, and those of which nothing has come.
const KNOWN: usize = 1_024;
/// Seconds without a piece after which one is forgotten. Tor may be away for a while, and so may a laptop.
const IDLE: i64 = 3_600;
/// Seconds without a piece after which one with files may be forgotten to make room for another; and after which it is to be as quick
/// as [`WANTED_RATE`].
const YIELDS: i64 = 60;

/// All that are under way.
#[derive(Clone)]
pub struct Arrivals {
    entries: Arc<Mutex<HashMap<TransferId, Entry>>>,
    clock: Clock,
}

/// One of them, as far as it has come.
pub struct Arriving {
    /// Its id, held for it.
    pub reservation: Reservation,
    /// Whom it is for.
    pub section: SectionName,
    /// What has come.
    pub upload: Upload,
}

struct Entry {
    arriving: Arc<tokio::sync::Mutex<Option<Arriving>>>,
    claims: watch::Sender<u64>,
    circuit: Option<Circuit>,
    /// It has one of the places for uploads with files.
    has_place: bool,
    /// Bytes that have come.
    came: u64,
    /// By [`Clock::uptime`], as is the next.
    begun: i64,
    touched: i64,
}

/// The right to go on with an upload. Whoever asks for it later gets it, and this claim ends.
pub struct Claim {
    /// `None` once it is whole.
    pub arriving: OwnedMutexGuard<Option<Arriving>>,
    taken_over: watch::Receiver<u64>,
}

/// Too many are under way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Crowded;

impl Claim {
    /// Returns once somebody else goes on: the same sender, whose former connection is dead and does not know it.
    pub(crate) async fn taken_over(&mut self) {
        // Nobody can take over what is forgotten.
        if self.taken_over.changed().await.is_err() {
            std::future::pending::<()>().await;
        }
    }
}

impl Entry {
    /// Bytes a second since it has its place.
    fn rate(&self, now: i64) -> u64 {
        self.came / u64::try_from(now - self.begun).unwrap_or(0).max(1)
    }

    /// Whether it gives its place to another.
    fn yields(&self, now: i64) -> bool {
        let is_slow = now - self.begun > YIELDS && self.rate(now) < WANTED_RATE;
        self.has_place && (is_slow || now - self.touched > YIELDS)
    }
}

/// Of the circuit that has most, the one for which `how` gives least; those for which it gives nothing stay.
fn worst<T: Ord>(
    entries: &HashMap<TransferId, Entry>,
    how: impl Fn(&Entry) -> Option<T>,
) -> Option<TransferId> {
    let mut each: HashMap<Circuit, usize> = HashMap::new();
    for circuit in entries.values().filter_map(|entry| entry.circuit) {
        *each.entry(circuit).or_default() += 1;
    }
    let of_circuit = |entry: &Entry| entry.circuit.and_then(|circuit| each.get(&circuit)).copied();
    let may =
        entries.iter().filter_map(|(id, entry)| Some((of_circuit(entry).unwrap_or(1), how(entry)?, *id)));
    may.min_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(&other.1))).map(|(_, _, id)| id)
}

impl Arrivals {
    /// None yet. Of this clock only the time that passes counts.
    #[must_use]
    pub fn new(clock: Clock) -> Self {
        Self { entries: Arc::default(), clock }
    }

    /// Keeps a new one, which comes by this circuit. Where many are known, it takes the place of one that has none of the places for files:
    /// the oldest, of the circuit that has most.
    ///
    /// # Errors
    /// [`Crowded`].
    pub fn begin(
        &self,
        transfer: TransferId,
        circuit: Option<Circuit>,
        arriving: Arriving,
    ) -> Result<(), Crowded> {
        let (mut entries, now) = (self.entries(), self.clock.uptime());
        if entries.len() >= KNOWN {
            let oldest = worst(&entries, |entry| (!entry.has_place).then_some(entry.begun));
            entries.remove(&oldest.ok_or(Crowded)?);
        }
        let arriving = Arc::new(tokio::sync::Mutex::new(Some(arriving)));
        let claims = watch::channel(0).0;
        let entry = Entry { arriving, claims, circuit, has_place: false, came: 0, begun: now, touched: now };
        entries.insert(transfer, entry);
        Ok(())
    }

    /// Gives this one a place for uploads with files, if it has none. Where all are taken, it is that of one that nobody goes on with, or
    /// that is slow: of the circuit that has most.
    ///
    /// # Errors
    /// [`Crowded`].
    pub(crate) fn place(&self, transfer: TransferId) -> Result<(), Crowded> {
        let (mut entries, now) = (self.entries(), self.clock.uptime());
        if entries.get(&transfer).is_none_or(|entry| entry.has_place) {
            return Ok(());
        }
        if entries.values().filter(|entry| entry.has_place).count() >= MOST {
            let slowest = worst(&entries, |entry| entry.yields(now).then(|| entry.rate(now)));
            entries.remove(&slowest.ok_or(Crowded)?);
        }
        if let Some(entry) = entries.get_mut(&transfer) {
            (entry.has_place, entry.begun) = (true, now);
        }
        Ok(())
    }

    /// So many bytes more have come of it.
    pub(crate) fn came(&self, transfer: TransferId, bytes: usize) {
        if let Some(entry) = self.entries().get_mut(&transfer) {
            entry.came += bytes as u64;
            entry.touched = self.clock.uptime();
        }
    }

    /// Whether this one is under way.
    pub(crate) fn has(&self, transfer: TransferId) -> bool {
        self.entries().contains_key(&transfer)
    }

    /// Takes the right to go on with an upload from whoever has it; `None` where there is no such upload.
    pub(crate) async fn claim(&self, transfer: TransferId) -> Option<Claim> {
        let (arriving, taken_over) = {
            let mut entries = self.entries();
            let entry = entries.get_mut(&transfer)?;
            entry.touched = self.clock.uptime();
            entry.claims.send_modify(|count| *count += 1);
            (Arc::clone(&entry.arriving), entry.claims.subscribe())
        };
        Some(Claim { arriving: arriving.lock_owned().await, taken_over })
    }

    /// Forgets one that is whole.
    pub fn end(&self, transfer: TransferId) {
        self.entries().remove(&transfer);
    }

    /// Forgets those that nobody goes on with, and all that came of them.
    pub fn tidy(&self) {
        let now = self.clock.uptime();
        self.entries().retain(|_, entry| now - entry.touched < IDLE);
    }

    /// The map is whole after every operation on it, so a poisoned lock is as good as another.
    fn entries(&self) -> MutexGuard<'_, HashMap<TransferId, Entry>> {
        self.entries.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const NOW: i64 = 1_000;

    fn id(number: u16) -> TransferId {
        let [high, low] = number.to_be_bytes();
        TransferId::from_bytes(std::array::from_fn(|at| if at == 0 { high } else { low }))
    }

    fn entry(circuit: u8, came: u64, begun: i64, touched: i64) -> Entry {
        let circuit = Some(Circuit::from_bytes([circuit; 16]));
        Entry {
            arriving: Arc::default(),
            claims: watch::channel(0).0,
            circuit,
            has_place: true,
            came,
            begun,
            touched,
        }
    }

    #[test]
    fn who_is_quick_keeps_its_place_and_who_is_slow_or_gone_gives_it() {
        let quick = entry(1, 10_000_000, NOW - 100, NOW - 1);
        assert!(!quick.yields(NOW) && quick.yields(NOW + YIELDS));
        let slow = entry(1, 10_000, NOW - YIELDS - 1, NOW);
        assert!(slow.yields(NOW) && !slow.yields(NOW - 1));
        assert!(!Entry { has_place: false, ..slow }.yields(NOW));
    }

    #[test]
    fn of_the_circuit_that_has_most_the_least_goes() {
        let all = [(1, 5), (1, 7), (1, 6), (2, 1), (3, 0)].into_iter().zip(0..);
        let entries: HashMap<_, _> =
            all.map(|((circuit, came), number)| (id(number), entry(circuit, came, NOW, NOW))).collect();
        assert!(worst(&entries, |entry| Some(entry.came)) == Some(id(0)));
        assert!(worst(&entries, |entry| (entry.came < 5).then_some(entry.came)) == Some(id(4)));
        assert!(worst(&entries, |_| None::<u64>).is_none());
    }
}
