//! The connections that are served at once. When there are as many as there may be, one makes room for the next: of the circuit that
//! has most, the one that asks nothing, or sends or reads slowly. A connection that has said everything and waits for its answer stays.

use std::collections::{BTreeMap, HashMap};
use std::sync::atomic::{AtomicBool, AtomicU8, AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use crate::circuit::Circuit;

/// How many connections of one circuit are served at once. Tor Browser opens six.
const EACH: usize = 32;
/// How long a connection may think before it says anything, once others want to be served.
const SILENT: Duration = Duration::from_secs(3);
/// How long it is served whatever its speed.
const SLOW_AFTER: Duration = Duration::from_secs(10);
/// Bytes a second on average that keep a connection, whoever else wants to be served.
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

/// All of them.
pub(super) struct Connections {
    free: Arc<Semaphore>,
    activity: Mutex<BTreeMap<u64, Arc<Activity>>>,
    /// The number of the next.
    next: AtomicU64,
}

/// One of them, until it is dropped.
pub(super) struct Connection {
    connections: Arc<Connections>,
    number: u64,
    activity: Arc<Activity>,
    _free: OwnedSemaphorePermit,
}

/// What one is doing.
pub(super) struct Activity {
    circuit: OnceLock<Circuit>,
    since: Instant,
    stage: AtomicU8,
    moved: AtomicU64,
    is_cut: AtomicBool,
    cut: Notify,
}

impl Connections {
    /// So many, all free.
    pub(super) fn new(count: usize) -> Arc<Self> {
        let free = Arc::new(Semaphore::new(count));
        Arc::new(Self { free, activity: Mutex::default(), next: AtomicU64::new(0) })
    }

    /// The next one. Where there are as many as there may be, one of them is cut, if any should be.
    pub(super) async fn take(self: &Arc<Self>, now: impl Fn() -> Instant) -> Option<Connection> {
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
        let activity = Arc::new(Activity {
            circuit: OnceLock::new(),
            since: now(),
            stage: AtomicU8::new(Stage::Head as u8),
            moved: AtomicU64::new(0),
            is_cut: AtomicBool::new(false),
            cut: Notify::new(),
        });
        self.all().insert(number, Arc::clone(&activity));
        Some(Connection { connections: Arc::clone(self), number, activity, _free: free })
    }

    fn make_room(&self, now: Instant) {
        let all = self.all();
        let mut each: HashMap<Circuit, usize> = HashMap::new();
        for circuit in all.values().filter_map(|activity| activity.circuit.get()) {
            *each.entry(*circuit).or_default() += 1;
        }
        let of_circuit =
            |activity: &Activity| activity.circuit.get().and_then(|circuit| each.get(circuit)).copied();
        let due = all.values().filter(|activity| activity.may_be_cut(now));
        // The circuit that holds most; of its connections, the slowest.
        let worst = due.max_by_key(|activity| {
            (of_circuit(activity).unwrap_or(1), std::cmp::Reverse(activity.rate(now)))
        });
        if let Some(worst) = worst {
            worst.is_cut.store(true, Ordering::Relaxed);
            worst.cut.notify_one();
        }
    }

    /// The map is whole after every change, so a poisoned lock is as good as another.
    fn all(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Activity>>> {
        self.activity.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Connection {
    /// The connection came by this circuit; `false` where the circuit has too many already.
    pub(super) fn is_of(&self, circuit: Circuit) -> bool {
        let others = self.connections.all();
        let count = others.values().filter(|other| other.circuit.get() == Some(&circuit)).count();
        // It is said once.
        let _ = self.activity.circuit.set(circuit);
        count < EACH
    }

    /// What is known of it.
    pub(super) fn activity(&self) -> &Arc<Activity> {
        &self.activity
    }

    /// Returns once it has to make room.
    pub(super) async fn cut(&self) {
        self.activity.cut.notified().await;
    }
}

impl Drop for Connection {
    fn drop(&mut self) {
        self.connections.all().remove(&self.number);
    }
}

impl Activity {
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

    async fn three(connections: &Arc<Connections>) -> Vec<Connection> {
        let mut all = Vec::new();
        for number in 0..3 {
            let connection = connections.take(moment).await.expect("a connection");
            assert!(connection.is_of(circuit(number)));
            all.push(connection);
        }
        all
    }

    fn is_cut(connection: &Connection) -> bool {
        connection.activity.is_cut.load(Ordering::Relaxed)
    }

    #[tokio::test]
    async fn who_asks_nothing_or_is_slow_makes_room_and_who_waits_for_an_answer_does_not() {
        let connections = Connections::new(3);
        let all = three(&connections).await;
        all[0].activity.is_at(Stage::Asked);
        all[1].activity.is_at(Stage::Body);
        all[1].activity.moves(1_000);
        let now = moment();
        connections.make_room(now);
        assert!(!all.iter().any(is_cut), "nobody had its time yet");
        connections.make_room(now + SILENT);
        assert!(is_cut(&all[2]) && !is_cut(&all[1]));
        connections.make_room(now + SLOW_AFTER);
        assert!(is_cut(&all[1]));
        connections.make_room(now + SLOW_AFTER * 100);
        assert!(!is_cut(&all[0]));
    }

    #[tokio::test]
    async fn who_is_quick_stays_and_who_holds_most_goes_first() {
        let connections = Connections::new(4);
        let all = three(&connections).await;
        let other = connections.take(moment).await.expect("a connection");
        assert!(other.is_of(circuit(2)));
        all[0].activity.is_at(Stage::Answer);
        all[0].activity.moves(10_000_000);
        for connection in [&all[1], &all[2], &other] {
            connection.activity.is_at(Stage::Body);
        }
        all[2].activity.moves(20_000);
        other.activity.moves(30_000);
        let now = moment() + SLOW_AFTER;
        connections.make_room(now);
        assert!(is_cut(&all[2]) && !is_cut(&all[1]));
        connections.make_room(now);
        connections.make_room(now);
        connections.make_room(now);
        assert!(is_cut(&other) && is_cut(&all[1]) && !is_cut(&all[0]));
    }

    #[tokio::test]
    async fn a_place_given_back_is_free_and_no_circuit_has_more_than_its_part() {
        let connections = Connections::new(EACH + 2);
        let mut all = Vec::new();
        for _ in 0..EACH {
            let connection = connections.take(moment).await.expect("a connection");
            assert!(connection.is_of(circuit(1)));
            all.push(connection);
        }
        let connection = connections.take(moment).await.expect("a connection");
        assert!(!connection.is_of(circuit(1)));
        drop((connection, all));
        assert!(connections.all().is_empty() && connections.free.available_permits() == EACH + 2);
    }
}
