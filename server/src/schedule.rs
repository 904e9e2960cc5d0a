//! Whose turn it is, where something is scarce: the processors, and places for files that arrive. Fair by circuit, with a
//! part of each that only plain text may use.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::time::Instant;

use crate::circuit::Circuit;
use crate::clock::moment;
use circuits::Circuits;
use line::{LANES, Line, Start};

pub(crate) use budgets::{Admission, Budgets, Limits, Step};
pub(crate) use line::Lane;

mod budgets;
mod circuits;
mod line;

/// How far behind all others a newcomer starts, in microseconds of turns: who was here before goes first, and a flood of known
/// circuits does not shut newcomers out.
const NEWCOMER: u64 = 50_000;

/// Who asks, and what is known of it.
#[derive(Clone, Copy)]
pub(crate) struct Asker {
    /// The circuit; `None` where circuits are not told apart.
    pub circuit: Option<Circuit>,
    /// Something else says that this is no newcomer: a form that took somebody a while to fill in.
    pub is_known: bool,
}

/// Turns of one thing that is scarce. Clones share it.
#[derive(Clone)]
pub(crate) struct Turns(Arc<Shared>);

/// How many there are.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Most {
    /// At once.
    pub at_once: usize,
    /// Of these, how many texts alone may have.
    pub for_texts: usize,
    /// How many one circuit may have.
    pub each: usize,
}

struct Shared {
    most: Most,
    state: Mutex<State>,
    /// Somebody waits.
    wanted: AtomicBool,
}

struct State {
    line: Line<Caller>,
    /// Where each circuit's last request in each lane ends, in the lane's time.
    ends: Circuits<[u64; LANES]>,
    had: Given,
}

/// Turns that are had.
#[derive(Default)]
struct Given {
    by_lane: [usize; LANES],
    by_circuit: HashMap<Circuit, usize>,
}

struct Caller {
    circuit: Option<Circuit>,
    call: oneshot::Sender<Turn>,
}

/// A turn; given back when the last of its clones is dropped.
#[derive(Clone)]
pub(crate) struct Turn(Arc<Had>);

struct Had {
    of: Arc<Shared>,
    lane: Lane,
    circuit: Option<Circuit>,
}

/// It was nobody's turn for too long.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Crowded;

impl Turns {
    /// None is had yet.
    #[must_use]
    pub(crate) fn new(most: Most) -> Self {
        let at_once = most.at_once.max(1);
        let most = Most { at_once, for_texts: most.for_texts.min(at_once - 1), each: most.each.max(1) };
        let state = State { line: Line::new(), ends: Circuits::new(), had: Given::default() };
        Self(Arc::new(Shared { most, state: Mutex::new(state), wanted: AtomicBool::new(false) }))
    }

    /// Waits for a turn that takes about so many microseconds.
    ///
    /// # Errors
    /// [`Crowded`] after `patience`.
    pub(crate) async fn take(
        &self,
        lane: Lane,
        asker: Asker,
        microseconds: u64,
        patience: Duration,
    ) -> Result<Turn, Crowded> {
        let (place, turn) = {
            let mut state = self.0.state();
            let start = state.start(lane, asker, microseconds, moment());
            let (call, turn) = oneshot::channel();
            let place = state.line.push(lane, start, Caller { circuit: asker.circuit, call });
            (place, turn)
        };
        self.0.call();
        // Whoever stops waiting, for whichever reason, leaves the line.
        let _leaves = Leaves { of: &self.0, place };
        match tokio::time::timeout(patience, turn).await {
            Ok(Ok(turn)) => Ok(turn),
            Ok(Err(_)) | Err(_) => Err(Crowded),
        }
    }

    /// A turn for work ahead, while nobody waits and nobody has one.
    #[must_use]
    pub(crate) fn take_if_idle(&self) -> Option<Turn> {
        let mut state = self.0.state();
        let is_idle = state.had.all() == 0 && state.line.is_free_up_to(Lane::Ahead);
        is_idle.then(|| self.0.given(&mut state, Lane::Ahead, None))
    }
}

impl Turn {
    /// Whether somebody waits for one like it.
    pub(crate) fn is_wanted(&self) -> bool {
        self.0.of.wanted.load(Ordering::Relaxed)
    }
}

impl State {
    /// Where a request starts in its lane's time; and its circuit's next one behind it.
    fn start(&mut self, lane: Lane, asker: Asker, microseconds: u64, now: Instant) -> Start {
        let lane_now = self.line.now(lane);
        let Some(circuit) = asker.circuit else { return Start { at: lane_now, is_newcomer: false } };
        let (ends, is_known) = self.ends.of(circuit, now);
        let is_newcomer = !is_known && !asker.is_known;
        let at = ends[lane as usize].max(lane_now + if is_newcomer { NEWCOMER } else { 0 });
        ends[lane as usize] = at + microseconds;
        Start { at, is_newcomer }
    }
}

impl Given {
    fn all(&self) -> usize {
        self.by_lane.iter().sum()
    }

    fn allow(&self, most: Most, lane: Lane, circuit: Option<Circuit>) -> bool {
        let others = self.all() - self.by_lane[Lane::Text as usize];
        let is_free =
            self.all() < most.at_once && (lane == Lane::Text || others < most.at_once - most.for_texts);
        let each = circuit.and_then(|circuit| self.by_circuit.get(&circuit)).copied().unwrap_or(0);
        is_free && each < most.each
    }

    fn add(&mut self, lane: Lane, circuit: Option<Circuit>) {
        self.by_lane[lane as usize] += 1;
        if let Some(circuit) = circuit {
            *self.by_circuit.entry(circuit).or_default() += 1;
        }
    }

    fn remove(&mut self, lane: Lane, circuit: Option<Circuit>) {
        self.by_lane[lane as usize] -= 1;
        if let Some(circuit) = circuit
            && let Entry::Occupied(mut each) = self.by_circuit.entry(circuit)
        {
            *each.get_mut() -= 1;
            if *each.get() == 0 {
                each.remove();
            }
        }
    }
}

impl Shared {
    /// A state is whole after every change, so a poisoned lock is as good as another.
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn given(self: &Arc<Self>, state: &mut State, lane: Lane, circuit: Option<Circuit>) -> Turn {
        state.had.add(lane, circuit);
        Turn(Arc::new(Had { of: Arc::clone(self), lane, circuit }))
    }

    /// Calls whoever may have a turn now.
    fn call(self: &Arc<Self>) {
        loop {
            let (waiting, turn) = {
                let mut state = self.state();
                let State { line, had, .. } = &mut *state;
                let next = line.next(|lane, waiting: &Caller| had.allow(self.most, lane, waiting.circuit));
                let Some((lane, waiting)) = next else {
                    self.wanted.store(!line.is_empty(), Ordering::Relaxed);
                    return;
                };
                let turn = self.given(&mut state, lane, waiting.circuit);
                (waiting, turn)
            };
            // Who does not listen any more gives it back at once, which calls the next.
            let _ = waiting.call.send(turn);
        }
    }
}

impl Drop for Had {
    fn drop(&mut self) {
        self.of.state().had.remove(self.lane, self.circuit);
        self.of.call();
    }
}

/// Leaves the line when it is dropped.
struct Leaves<'a> {
    of: &'a Arc<Shared>,
    place: line::Ticket,
}

impl Drop for Leaves<'_> {
    fn drop(&mut self) {
        let mut state = self.of.state();
        state.line.leave(self.place);
        self.of.wanted.store(!state.line.is_empty(), Ordering::Relaxed);
    }
}

#[cfg(test)]
mod tests {
    use std::future::Future;
    use std::pin::{Pin, pin};
    use std::task::{Context, Poll, Waker};

    use super::*;

    const LONG: Duration = Duration::from_hours(1);
    const COST: u64 = 8_000;

    type Waits<'a> = Pin<Box<dyn Future<Output = Result<Turn, Crowded>> + 'a>>;

    fn circuit(number: u32) -> Circuit {
        let mut tag = [0; 16];
        tag[..4].copy_from_slice(&number.to_be_bytes());
        Circuit::from_bytes(tag)
    }

    fn asker(number: u32, is_known: bool) -> Asker {
        Asker { circuit: Some(circuit(number)), is_known }
    }

    fn turns(at_once: usize, for_texts: usize) -> Turns {
        Turns::new(Most { at_once, for_texts, each: 2 })
    }

    /// Whether it has its turn.
    fn now<F: Future + ?Sized>(waits: &mut Pin<Box<F>>) -> Option<F::Output> {
        match waits.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(turn) => Some(turn),
            Poll::Pending => None,
        }
    }

    fn waiting(turns: &Turns, lane: Lane, asker: Asker) -> Waits<'_> {
        let mut waits: Waits<'_> = Box::pin(turns.take(lane, asker, COST, LONG));
        assert!(now(&mut waits).is_none(), "it has a turn at once");
        waits
    }

    async fn had(turns: &Turns, lane: Lane) -> Turn {
        turns.take(lane, asker(0, true), COST, LONG).await.expect("a turn")
    }

    #[tokio::test]
    async fn a_known_circuit_goes_before_any_number_of_newcomers() {
        let turns = turns(1, 0);
        let mut held = Some(had(&turns, Lane::Text).await);
        let mut newcomers: Vec<Waits<'_>> =
            (1..=200).map(|number| waiting(&turns, Lane::Text, asker(number, false))).collect();
        for next in 1_000..1_020 {
            // One of them gets its turn, and comes again on another circuit.
            drop(held.take());
            let served = newcomers.iter_mut().position(|waits| {
                held = now(waits).and_then(Result::ok);
                held.is_some()
            });
            newcomers.push(waiting(&turns, Lane::Text, asker(next, false)));
            drop(newcomers.swap_remove(served.expect("one of them")));
            let mut known = waiting(&turns, Lane::Text, asker(next + 1_000, true));
            drop(held.take());
            held = now(&mut known).expect("it is next").ok();
        }
    }

    #[tokio::test]
    async fn who_asks_for_much_waits_behind_itself() {
        let turns = turns(1, 0);
        let turn = had(&turns, Lane::Text).await;
        let mut flood: Vec<Waits<'_>> =
            (0..50).map(|_| waiting(&turns, Lane::Text, asker(1, true))).collect();
        let mut other = waiting(&turns, Lane::Text, asker(2, true));
        drop(turn);
        let first = flood.iter_mut().find_map(now).expect("a turn").expect("a turn");
        drop(first);
        assert!(now(&mut other).is_some_and(|turn| turn.is_ok()), "the second turn is another's");
    }

    #[tokio::test]
    async fn a_part_is_for_texts_alone() {
        let turns = turns(2, 1);
        let codename = had(&turns, Lane::Codename).await;
        let mut guess = waiting(&turns, Lane::Codename, asker(1, true));
        let text = had(&turns, Lane::Text).await;
        drop(text);
        assert!(now(&mut guess).is_none());
        drop(codename);
        assert!(now(&mut guess).is_some());
    }

    #[tokio::test]
    async fn who_leaves_the_line_or_waits_too_long_holds_nobody_up() {
        let turns = turns(1, 0);
        let turn = had(&turns, Lane::Text).await;
        let gone = waiting(&turns, Lane::Text, asker(1, true));
        let late = turns.take(Lane::Text, asker(2, true), COST, Duration::from_millis(20));
        let mut last = waiting(&turns, Lane::Text, asker(3, true));
        assert!(pin!(late).await.is_err());
        drop(gone);
        drop(turn);
        assert!(now(&mut last).is_some());
    }

    #[tokio::test]
    async fn work_ahead_is_done_while_nobody_waits() {
        let turns = turns(2, 1);
        let ahead = turns.take_if_idle();
        assert!(ahead.is_some() && turns.take_if_idle().is_none());
        drop(ahead);
        let _text = had(&turns, Lane::Text).await;
        assert!(turns.take_if_idle().is_none());
    }

    #[tokio::test]
    async fn no_circuit_has_more_than_its_part() {
        let turns = turns(4, 0);
        let (one, _two) = (had(&turns, Lane::File).await, had(&turns, Lane::File).await);
        let mut third = waiting(&turns, Lane::File, asker(0, true));
        let _other = turns.take(Lane::File, asker(1, true), COST, LONG).await.expect("another's turn");
        assert!(now(&mut third).is_none() && one.is_wanted());
        drop(one);
        assert!(now(&mut third).is_some_and(|turn| turn.is_ok_and(|turn| !turn.is_wanted())));
    }
}
