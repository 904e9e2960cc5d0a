//! Places for connections. When all are taken, the one that does least with its place makes room for the next: who holds many, who
//! asks nothing, who sends or reads slowly. Whoever has said everything and waits for an answer keeps its place.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use crate::circuit::Circuit;

/// How many connections of one circuit are served at once. Tor Browser opens six.
const EACH: usize = 32;
/// How long a connection may think before it says anything, once others want its place.
const SILENT: Duration = Duration::from_secs(3);
/// How long it is served whatever its speed.
const SLOW_AFTER: Duration = Duration::from_secs(10);
/// Bytes a second on average that keep a place, whoever else wants it.
const QUICK: u64 = 16 * 1024;

/// What a connection is doing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub(super) enum Stage {
    /// It has asked nothing yet, or not all of a request's head is here.
    Head,
    /// A request's body is coming.
    Body,
    /// All of the request is here.
    Asked,
    /// The answer is going.
    Answer,
}

/// All places.
pub(super) struct Places {
    free: Arc<Semaphore>,
    taken: Mutex<BTreeMap<u64, Arc<Taken>>>,
    /// The number of the next.
    next: AtomicU64,
}

/// A place, given back when it is dropped.
pub(super) struct Place {
    places: Arc<Places>,
    number: u64,
    taken: Arc<Taken>,
    _free: OwnedSemaphorePermit,
}

/// What is known of the connection in a place.
pub(super) struct Taken {
    circuit: OnceLock<Circuit>,
    since: Instant,
    stage: AtomicU8,
    moved: AtomicU64,
    is_cut: AtomicBool,
    cut: Notify,
}

impl Places {
    /// So many, all free.
    pub(super) fn new(count: usize) -> Arc<Self> {
        let free = Arc::new(Semaphore::new(count));
        Arc::new(Self { free, taken: Mutex::default(), next: AtomicU64::new(0) })
    }

    /// The next place. Where all are taken, somebody is asked to make room, if anybody should.
    pub(super) async fn take(self: &Arc<Self>, now: impl Fn() -> Instant) -> Option<Place> {
        let free = match Arc::clone(&self.free).try_acquire_owned() {
            Ok(free) => free,
            Err(_) => loop {
                self.make_room(now());
                let free = Arc::clone(&self.free).acquire_owned();
                // Nobody may have been slow enough yet.
                if let Ok(free) = tokio::time::timeout(SILENT, free).await {
                    break free.ok()?;
                }
            },
        };
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let taken = Arc::new(Taken {
            circuit: OnceLock::new(),
            since: now(),
            stage: AtomicU8::new(Stage::Head as u8),
            moved: AtomicU64::new(0),
            is_cut: AtomicBool::new(false),
            cut: Notify::new(),
        });
        self.taken().insert(number, Arc::clone(&taken));
        Some(Place { places: Arc::clone(self), number, taken, _free: free })
    }

    fn make_room(&self, now: Instant) {
        let taken = self.taken();
        let mut each: HashMap<Circuit, usize> = HashMap::new();
        for circuit in taken.values().filter_map(|taken| taken.circuit.get()) {
            *each.entry(*circuit).or_default() += 1;
        }
        let of_circuit = |taken: &Taken| taken.circuit.get().and_then(|circuit| each.get(circuit)).copied();
        let due = taken.values().filter(|taken| taken.may_be_cut(now));
        // The circuit that holds most; of its connections, the slowest.
        let worst =
            due.max_by_key(|taken| (of_circuit(taken).unwrap_or(1), std::cmp::Reverse(taken.rate(now))));
        if let Some(worst) = worst {
            worst.is_cut.store(true, Ordering::Relaxed);
            worst.cut.notify_one();
        }
    }

    /// The map is whole after every change, so a poisoned lock is as good as another.
    fn taken(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Taken>>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Place {
    /// The connection came by this circuit; `false` where the circuit has too many already.
    pub(super) fn is_of(&self, circuit: Circuit) -> bool {
        let others = self.places.taken();
        let count = others.values().filter(|other| other.circuit.get() == Some(&circuit)).count();
        // It is said once.
        let _ = self.taken.circuit.set(circuit);
        count < EACH
    }

    /// What is known of it.
    pub(super) fn taken(&self) -> &Arc<Taken> {
        &self.taken
    }

    /// Returns once it has to make room.
    pub(super) async fn cut(&self) {
        self.taken.cut.notified().await;
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        self.places.taken().remove(&self.number);
    }
}

impl Taken {
    /// It goes on.
    pub(super) fn is_at(&self, stage: Stage) {
        self.stage.store(stage as u8, Ordering::Relaxed);
    }

    /// So many bytes moved, in either direction.
    pub(super) fn moves(&self, bytes: usize) {
        self.moved.fetch_add(bytes as u64, Ordering::Relaxed);
    }

    fn may_be_cut(&self, now: Instant) -> bool {
        let (stage, age) = (self.stage.load(Ordering::Relaxed), now.saturating_duration_since(self.since));
        if self.is_cut.load(Ordering::Relaxed) || stage == Stage::Asked as u8 {
            return false;
        }
        let after = if stage == Stage::Head as u8 { SILENT } else { SLOW_AFTER };
        age >= after && self.rate(now) < QUICK
    }

    fn rate(&self, now: Instant) -> u64 {
        let age = now.saturating_duration_since(self.since).as_millis().max(1);
        u64::try_from(u128::from(self.moved.load(Ordering::Relaxed)) * 1_000 / age).unwrap_or(u64::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::moment;

    fn circuit(number: u8) -> Circuit {
        Circuit::from_bytes([number; 16])
    }

    async fn three(places: &Arc<Places>) -> Vec<Place> {
        let mut all = Vec::new();
        for number in 0..3 {
            let place = places.take(moment).await.expect("a place");
            assert!(place.is_of(circuit(number)));
            all.push(place);
        }
        all
    }

    fn is_cut(place: &Place) -> bool {
        place.taken.is_cut.load(Ordering::Relaxed)
    }

    #[tokio::test]
    async fn who_asks_nothing_or_is_slow_makes_room_and_who_waits_for_an_answer_does_not() {
        let places = Places::new(3);
        let all = three(&places).await;
        all[0].taken.is_at(Stage::Asked);
        all[1].taken.is_at(Stage::Body);
        all[1].taken.moves(1_000);
        let now = moment();
        places.make_room(now);
        assert!(!all.iter().any(is_cut), "nobody had its time yet");
        places.make_room(now + SILENT);
        assert!(is_cut(&all[2]) && !is_cut(&all[1]));
        places.make_room(now + SLOW_AFTER);
        assert!(is_cut(&all[1]));
        places.make_room(now + SLOW_AFTER * 100);
        assert!(!is_cut(&all[0]));
    }

    #[tokio::test]
    async fn who_is_quick_stays_and_who_holds_most_goes_first() {
        let places = Places::new(4);
        let all = three(&places).await;
        let other = places.take(moment).await.expect("a place");
        assert!(other.is_of(circuit(2)));
        all[0].taken.is_at(Stage::Answer);
        all[0].taken.moves(10_000_000);
        for place in [&all[1], &all[2], &other] {
            place.taken.is_at(Stage::Body);
        }
        all[2].taken.moves(20_000);
        other.taken.moves(30_000);
        let now = moment() + SLOW_AFTER;
        places.make_room(now);
        assert!(is_cut(&all[2]) && !is_cut(&all[1]));
        places.make_room(now);
        places.make_room(now);
        places.make_room(now);
        assert!(is_cut(&other) && is_cut(&all[1]) && !is_cut(&all[0]));
    }

    #[tokio::test]
    async fn a_place_given_back_is_free_and_no_circuit_has_more_than_its_part() {
        let places = Places::new(EACH + 2);
        let mut all = Vec::new();
        for _ in 0..EACH {
            let place = places.take(moment).await.expect("a place");
            assert!(place.is_of(circuit(1)));
            all.push(place);
        }
        let place = places.take(moment).await.expect("a place");
        assert!(!place.is_of(circuit(1)));
        drop((place, all));
        assert!(places.taken().is_empty() && places.free.available_permits() == EACH + 2);
    }
}
