//! The connections of a listener. All are accepted, up to a number, and wait in the hall until they ask something; then they have a
//! place, each circuit in its turn, and are served. While somebody waits for a place, those that send or read slowly make room: of the
//! circuit that has most, the slowest. A connection that has said everything and waits for its answer stays.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};
use std::convert::Infallible;
use std::sync::atomic::{AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

use crate::circuit::Circuit;
use crate::schedule::{Asker, Lane, Most, Turn, Turns};

pub(super) use activity::{Activity, Stage};

mod activity;

/// How many connections of one circuit are accepted, and how many of these are served at once. Tor Browser opens six.
const ACCEPTED_EACH: usize = 64;
const SERVED_EACH: usize = 32;
/// How long a connection may think in the hall before it says anything, once others want to come in.
const SILENT: Duration = Duration::from_secs(3);
/// How often it is looked who makes room, while somebody waits.
const PAUSE: Duration = Duration::from_millis(20);
/// What serving a connection counts as, in microseconds of a turn.
const TAKES: u64 = 1_000;
/// How long one waits for a place.
const PATIENCE: Duration = Duration::from_mins(2);

/// All of them.
pub(super) struct Connections {
    accepted: Arc<Semaphore>,
    places: Turns,
    activity: Mutex<BTreeMap<u64, Arc<Activity>>>,
    /// The number of the next.
    next: AtomicU64,
    /// How many wait for a place.
    waiting: AtomicUsize,
    wanted: Notify,
}

/// One of them, until it is dropped.
pub(super) struct Connection {
    connections: Arc<Connections>,
    number: u64,
    activity: Arc<Activity>,
    _accepted: OwnedSemaphorePermit,
}

impl Connections {
    /// So many are accepted, and so many of these are served at once.
    pub(super) fn new(accepted: usize, served: usize) -> Arc<Self> {
        let most = Most { at_once: served, for_texts: 0, each: SERVED_EACH };
        Arc::new(Self {
            accepted: Arc::new(Semaphore::new(accepted)),
            places: Turns::new(most),
            activity: Mutex::default(),
            next: AtomicU64::new(0),
            waiting: AtomicUsize::new(0),
            wanted: Notify::new(),
        })
    }

    /// Lets the next one into the hall. Where it is full, whoever has said nothing for longest goes.
    pub(super) async fn accept(self: &Arc<Self>, now: impl Fn() -> Instant) -> Option<Connection> {
        let accepted = loop {
            match Arc::clone(&self.accepted).try_acquire_owned() {
                Ok(accepted) => break accepted,
                Err(_) => self.clear_hall(now()),
            }
            let accepted = Arc::clone(&self.accepted).acquire_owned();
            // Nobody may have been silent for long enough yet.
            if let Ok(accepted) = tokio::time::timeout(PAUSE, accepted).await {
                break accepted.ok()?;
            }
        };
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        let activity = Arc::new(Activity::begun(now()));
        self.all().insert(number, Arc::clone(&activity));
        Some(Connection { connections: Arc::clone(self), number, activity, _accepted: accepted })
    }

    /// Makes room for those who wait for a place, for as long as anybody is served.
    pub(super) async fn make_room(&self, now: impl Fn() -> Instant) -> Infallible {
        loop {
            self.wanted.notified().await;
            while self.waiting.load(Ordering::Relaxed) > 0 {
                self.cut_slow(now());
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    fn clear_hall(&self, now: Instant) {
        let all = self.all();
        // In the order in which they came.
        let silent = all.values().find(|activity| {
            activity.is_at(Stage::Hall) && !activity.is_going() && activity.age(now) >= SILENT
        });
        if let Some(silent) = silent {
            silent.go();
        }
    }

    /// As many as wait, and as are not on their way out already.
    fn cut_slow(&self, now: Instant) {
        let all = self.all();
        let mut each: HashMap<Circuit, usize> = HashMap::new();
        for circuit in all.values().filter_map(|activity| activity.circuit.get()) {
            *each.entry(*circuit).or_default() += 1;
        }
        let of_circuit =
            |activity: &Activity| activity.circuit.get().and_then(|circuit| each.get(circuit)).copied();
        let going = all.values().filter(|activity| activity.is_going()).count();
        let wanted = self.waiting.load(Ordering::Relaxed).saturating_sub(going);
        let mut slow: Vec<_> = all.values().filter(|activity| activity.is_slow(now)).collect();
        // The circuit that holds most; of its connections, the slowest.
        slow.sort_by_cached_key(|activity| (Reverse(of_circuit(activity).unwrap_or(1)), activity.rate(now)));
        slow.into_iter().take(wanted).for_each(|activity| activity.go());
    }

    /// The map is whole after every change, so a poisoned lock is as good as another.
    fn all(&self) -> MutexGuard<'_, BTreeMap<u64, Arc<Activity>>> {
        self.activity.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Somebody waits for a place, until it is dropped.
struct Waits<'a>(&'a Connections);

impl<'a> Waits<'a> {
    fn among(connections: &'a Connections) -> Self {
        connections.waiting.fetch_add(1, Ordering::Relaxed);
        connections.wanted.notify_one();
        Self(connections)
    }
}

impl Drop for Waits<'_> {
    fn drop(&mut self) {
        self.0.waiting.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Connection {
    /// The connection came by this circuit; `false` where the circuit has too many already.
    pub(super) fn is_of(&self, circuit: Circuit) -> bool {
        let others = self.connections.all();
        let count = others.values().filter(|other| other.circuit.get() == Some(&circuit)).count();
        // It is said once.
        let _ = self.activity.circuit.set(circuit);
        count < ACCEPTED_EACH
    }

    /// Waits for a place: from now on it is served. `None` where there was none for too long.
    pub(super) async fn place(&self, now: impl Fn() -> Instant) -> Option<Turn> {
        let circuit = self.activity.circuit.get().copied();
        let asker = Asker { circuit, is_known: false };
        let turn = self.connections.places.take(Lane::Text, asker, TAKES, PATIENCE);
        tokio::pin!(turn);
        let turn = tokio::select! {
            biased;
            turn = &mut turn => turn,
            () = std::future::ready(()) => {
                let _waits = Waits::among(&self.connections);
                turn.await
            }
        };
        let _ = self.activity.served.set(now());
        self.activity.goes_on_to(Stage::Head);
        turn.ok()
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

#[cfg(test)]
mod tests {
    use super::activity::SLOW_AFTER;
    use super::*;
    use crate::clock::moment;

    fn circuit(number: u8) -> Circuit {
        Circuit::from_bytes([number; 16])
    }

    async fn in_the_hall(connections: &Arc<Connections>, number: u8) -> Connection {
        let connection = connections.accept(moment).await.expect("a connection");
        assert!(connection.is_of(circuit(number)));
        connection
    }

    async fn served(connections: &Arc<Connections>, number: u8) -> (Connection, Turn) {
        let connection = in_the_hall(connections, number).await;
        let turn = connection.place(moment).await.expect("a place");
        (connection, turn)
    }

    fn is_cut(served: &(Connection, Turn)) -> bool {
        served.0.activity.is_going()
    }

    fn wait(connections: &Connections, count: usize) {
        connections.waiting.store(count, Ordering::Relaxed);
    }

    #[tokio::test]
    async fn who_is_slow_makes_room_and_who_waits_for_an_answer_does_not() {
        let connections = Connections::new(9, 3);
        let all =
            [served(&connections, 0).await, served(&connections, 1).await, served(&connections, 2).await];
        let at = |number: usize| &all[number].0.activity;
        at(0).goes_on_to(Stage::Asked);
        at(1).goes_on_to(Stage::Body);
        at(1).moves(1_000);
        wait(&connections, 1);
        let now = moment();
        connections.cut_slow(now);
        assert!(!all.iter().any(is_cut), "nobody had its time yet");
        connections.cut_slow(now + SLOW_AFTER);
        assert!(is_cut(&all[2]) && !is_cut(&all[1]));
        connections.cut_slow(now + SLOW_AFTER);
        assert!(!is_cut(&all[1]), "one waits, and one is on its way out");
        wait(&connections, 3);
        connections.cut_slow(now + SLOW_AFTER * 100);
        assert!(is_cut(&all[1]) && !is_cut(&all[0]));
    }

    #[tokio::test]
    async fn who_is_quick_stays_and_who_holds_most_goes_first() {
        let connections = Connections::new(9, 4);
        let all = [
            served(&connections, 0).await,
            served(&connections, 1).await,
            served(&connections, 2).await,
            served(&connections, 2).await,
        ];
        let at = |number: usize| &all[number].0.activity;
        at(0).goes_on_to(Stage::Answer);
        at(0).moves(10_000_000);
        at(2).moves(2_000);
        at(3).moves(3_000);
        let now = moment() + SLOW_AFTER;
        wait(&connections, 1);
        connections.cut_slow(now);
        assert!(is_cut(&all[2]) && !is_cut(&all[1]) && !is_cut(&all[3]));
        wait(&connections, 9);
        connections.cut_slow(now);
        assert!(is_cut(&all[3]) && is_cut(&all[1]) && !is_cut(&all[0]));
    }

    #[tokio::test]
    async fn who_says_nothing_has_no_place_and_leaves_a_hall_that_is_full() {
        let connections = Connections::new(2, 1);
        let silent = [in_the_hall(&connections, 0).await, in_the_hall(&connections, 1).await];
        wait(&connections, 9);
        connections.cut_slow(moment() + SILENT * 100);
        connections.clear_hall(moment());
        assert!(!silent.iter().any(|silent| silent.activity.is_going()));
        connections.clear_hall(moment() + SILENT);
        assert!(silent[0].activity.is_going() && !silent[1].activity.is_going());
        // The other one still finds the only place free.
        assert!(silent[1].place(moment).await.is_some());
        drop(silent);
        let _next = in_the_hall(&connections, 2).await;
    }

    #[tokio::test]
    async fn who_waits_has_the_place_of_one_that_is_slow() {
        let connections = Connections::new(9, 1);
        let slow = served(&connections, 0).await;
        let next = in_the_hall(&connections, 1).await;
        let room = connections.make_room(moment);
        let served = tokio::select! {
            _ = room => unreachable!("it never ends"),
            place = next.place(moment) => place.is_some(),
            () = async {
                slow.0.cut().await;
                drop(slow);
                std::future::pending::<()>().await;
            } => false,
        };
        assert!(served);
    }

    #[tokio::test]
    async fn a_place_given_back_is_free_and_no_circuit_has_more_than_its_part() {
        let connections = Connections::new(ACCEPTED_EACH + 2, SERVED_EACH + 1);
        let mut all = Vec::new();
        for _ in 0..SERVED_EACH {
            all.push(served(&connections, 1).await);
        }
        let more = in_the_hall(&connections, 1).await;
        let soon = tokio::time::timeout(Duration::from_millis(20), more.place(moment));
        assert!(soon.await.is_err());
        assert!(served(&connections, 2).await.0.activity.is_at(Stage::Head));
        drop(all.pop());
        assert!(more.place(moment).await.is_some());
        let mut hall = Vec::new();
        for _ in SERVED_EACH..ACCEPTED_EACH {
            hall.push(in_the_hall(&connections, 1).await);
        }
        assert!(!connections.accept(moment).await.expect("accepted").is_of(circuit(1)));
        drop((more, all, hall));
        assert!(connections.all().is_empty());
        assert_eq!(connections.accepted.available_permits(), ACCEPTED_EACH + 2);
    }
}
