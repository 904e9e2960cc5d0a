//! The places of a service's circuits. There are only so many, so whoever asks nothing gives theirs up when somebody waits.

use std::collections::HashMap;
use std::io;
use std::pin::Pin;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};
use tokio::time::Instant;

/// When somebody waits, a circuit that has asked nothing for so long may be shut. Of the introductions that the points pass
/// on for longer than a moment (3 × 25 a second, unless told otherwise), 5 s hold 375 places of 512: one after the other
/// always finds one.
const PAUSE: Duration = Duration::from_secs(5);
/// When somebody waits and nobody pauses, a circuit that has had its place for so long may be shut between two answers.
const SPELL: Duration = Duration::from_mins(1);
/// But not as long as the end of an answer may still be on its way.
const LAST_BYTES: Duration = Duration::from_secs(1);
/// When somebody waits, a circuit that is owed an answer for longer may be shut where it brings less than the rate below: a text waits less
/// long for its turn, and whoever says a letter now and then would keep a place for ever.
const OWED: Duration = Duration::from_mins(3);
/// Bytes a second. The server gives connections that bring less up, too, when it is full.
const RATE: u64 = 16 * 1024;
/// A circuit that asks nothing for so long is shut even if nobody waits.
const LEFT: Duration = Duration::from_mins(10);

/// All places of one service.
pub(crate) struct Places {
    free: Arc<Semaphore>,
    taken: Mutex<Taken>,
}

#[derive(Default)]
struct Taken {
    seats: HashMap<u64, Arc<Seat>>,
    last: u64,
}

/// What is known of a circuit: when it got its place and when it last had to do with us, never what it asked.
struct Seat {
    since: Instant,
    state: Mutex<State>,
    told: Notify,
}

struct State {
    /// When a byte last went either way.
    last: Instant,
    /// Streams on which the visitor spoke last: the server owes them an answer.
    owed: usize,
    /// Since when there are any, and the bytes that came since then.
    owed_since: Instant,
    came: u64,
    /// When it was told to give its place up.
    told: Option<Instant>,
}

/// One circuit's place, until this is dropped.
pub(crate) struct Place {
    places: Arc<Places>,
    number: u64,
    seat: Arc<Seat>,
    _turn: OwnedSemaphorePermit,
}

/// Notices for a circuit's place that something passes on a stream.
pub(crate) struct Ear(Arc<Seat>);

/// A visitor's stream whose circuit is known to ask something, or nothing.
pub(crate) struct Heard<S> {
    stream: S,
    seat: Arc<Seat>,
    owed: bool,
    /// How it ended, where bytes came before that.
    ended: Option<io::Result<()>>,
}

impl Places {
    /// So many.
    #[must_use]
    pub(crate) fn new(number: usize) -> Arc<Self> {
        Arc::new(Self { free: Arc::new(Semaphore::new(number)), taken: Mutex::default() })
    }

    /// Waits for a place; while it waits, others are told to make way. May be dropped and called again.
    pub(crate) async fn wait(self: &Arc<Self>) -> Place {
        loop {
            if let Ok(turn) = Arc::clone(&self.free).try_acquire_owned() {
                return self.taken(turn, Instant::now());
            }
            let again = self.make_way(Instant::now());
            let turn = tokio::time::timeout_at(again, Arc::clone(&self.free).acquire_owned()).await;
            if let Ok(Ok(turn)) = turn {
                return self.taken(turn, Instant::now());
            }
        }
    }

    fn taken(self: &Arc<Self>, turn: OwnedSemaphorePermit, now: Instant) -> Place {
        let state = Mutex::new(State { last: now, owed: 0, owed_since: now, came: 0, told: None });
        let seat = Arc::new(Seat { since: now, state, told: Notify::new() });
        let mut taken = lock(&self.taken);
        taken.last += 1;
        let number = taken.last;
        taken.seats.insert(number, Arc::clone(&seat));
        Place { places: Arc::clone(self), number, seat, _turn: turn }
    }

    /// Tells one circuit to give its place up, where one may be told; says when to look again.
    fn make_way(&self, now: Instant) -> Instant {
        let taken = lock(&self.taken);
        // Whoever was told a moment ago is about to go: one for each who waits.
        let told = taken.seats.values().filter_map(|seat| lock(&seat.state).told).max();
        if let Some(told) = told.filter(|told| now < *told + LAST_BYTES) {
            return told + LAST_BYTES;
        }
        let longest_quiet = taken.seats.values().filter_map(|seat| Some((seat.quiet_since()?, seat)));
        let longest_here = taken.seats.values().filter(|seat| seat.quiet_for(now, LAST_BYTES));
        let quiet = longest_quiet.min_by_key(|(since, _)| *since);
        let there = longest_here.min_by_key(|seat| seat.since);
        let quiet_enough = quiet.filter(|(since, _)| now >= *since + PAUSE).map(|(_, seat)| seat);
        let there_enough = there.filter(|seat| now >= seat.since + SPELL);
        let slow = taken.seats.values().filter_map(|seat| Some((seat.slow_since(now)?, seat)));
        let slowest = slow.min_by_key(|(since, _)| *since).map(|(_, seat)| seat);
        if let Some(seat) = quiet_enough.or(there_enough).or(slowest) {
            lock(&seat.state).told = Some(now);
            seat.told.notify_one();
            return now + LAST_BYTES;
        }
        // Whoever is owed an answer now may have it by then.
        let soon = now + LAST_BYTES;
        quiet.map_or(soon, |(since, _)| soon.min(since + PAUSE))
    }
}

impl Seat {
    /// Since when it has asked nothing; `None` while it is owed an answer.
    fn quiet_since(&self) -> Option<Instant> {
        let state = lock(&self.state);
        (state.owed == 0).then_some(state.last)
    }

    /// Since when it is owed an answer, where it brings next to nothing for too long.
    fn slow_since(&self, now: Instant) -> Option<Instant> {
        let state = lock(&self.state);
        let owed = now.saturating_duration_since(state.owed_since);
        let is_slow = owed >= OWED && state.came < owed.as_secs().saturating_mul(RATE);
        (state.owed > 0 && is_slow).then_some(state.owed_since)
    }

    fn quiet_for(&self, now: Instant, long: Duration) -> bool {
        self.quiet_since().is_some_and(|since| now >= since + long)
    }
}

impl Place {
    /// Returns once the circuit must give its place up. May be dropped and called again.
    pub(crate) async fn must_go(&self) {
        loop {
            let quiet_until = self.seat.quiet_since().unwrap_or_else(Instant::now) + LEFT;
            tokio::select! {
                // What it asked after it was told is answered first.
                () = self.seat.told.notified() => {
                    let now = Instant::now();
                    if self.seat.quiet_for(now, LAST_BYTES) || self.seat.slow_since(now).is_some() {
                        return;
                    }
                },
                () = tokio::time::sleep_until(quiet_until) => if self.seat.quiet_for(Instant::now(), LEFT) {
                    return;
                },
            }
        }
    }

    /// For a stream of the circuit.
    pub(crate) fn ear(&self) -> Ear {
        Ear(Arc::clone(&self.seat))
    }
}

impl Ear {
    /// From now on it is noticed that something passes.
    pub(crate) fn on<S>(self, stream: S) -> Heard<S> {
        let mut heard = Heard { stream, seat: self.0, owed: false, ended: None };
        heard.passed(false, 0);
        heard
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        lock(&self.places.taken).seats.remove(&self.number);
    }
}

impl<S> Heard<S> {
    /// Something passed, and the visitor is owed an answer from now on, or has had one.
    fn passed(&mut self, owed: bool, came: usize) {
        let mut state = lock(&self.seat.state);
        state.last = Instant::now();
        if owed && state.owed == 0 {
            (state.owed_since, state.came) = (state.last, 0);
        }
        state.came = state.came.saturating_add(came as u64);
        if owed && !self.owed {
            state.owed += 1;
        } else if !owed && self.owed {
            state.owed -= 1;
        }
        self.owed = owed;
    }
}

impl<S> Drop for Heard<S> {
    fn drop(&mut self) {
        self.passed(false, 0);
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Heard<S> {
    // arti gives one cell at a time, half a kilobyte. All that are there go on together: a film of 10 MiB would be 20,000 calls
    // of the system, and as many times that the server wakes.
    fn poll_read(
        mut self: Pin<&mut Self>,
        cx: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        if let Some(end) = self.ended.take() {
            return Poll::Ready(end);
        }
        let before = into.filled().len();
        let read = loop {
            let had = into.filled().len();
            let read = Pin::new(&mut self.stream).poll_read(cx, into);
            if !matches!(read, Poll::Ready(Ok(()))) || into.filled().len() == had || into.remaining() == 0 {
                break read;
            }
        };
        if into.filled().len() == before {
            return read;
        }
        if let Poll::Ready(end) = read
            && into.remaining() > 0
        {
            self.ended = Some(end);
        }
        self.passed(true, into.filled().len() - before);
        Poll::Ready(Ok(()))
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Heard<S> {
    fn poll_write(mut self: Pin<&mut Self>, cx: &mut Context<'_>, bytes: &[u8]) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(cx, bytes);
        if matches!(written, Poll::Ready(Ok(1..))) {
            self.passed(false, 0);
        }
        written
    }

    fn poll_flush(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(cx)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(cx)
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use tokio::io::AsyncReadExt;

    use super::*;

    fn place(places: &Arc<Places>, now: Instant) -> Place {
        places.taken(Arc::clone(&places.free).try_acquire_owned().expect("a place"), now)
    }

    fn is_told(place: &Place) -> bool {
        lock(&place.seat.state).told.is_some()
    }

    #[test]
    fn the_longest_quiet_gives_way_first_one_for_each_who_waits_and_none_that_is_owed_an_answer() {
        let (places, now) = (Places::new(3), Instant::now());
        let [owed, quiet, quieter] =
            [0, 2, 1].map(|second| place(&places, now + Duration::from_secs(second)));
        let mut asked = owed.ear().on(());
        asked.passed(true, 0);
        lock(&owed.seat.state).last = now;
        let second = |second| now + Duration::from_secs(second);
        assert!(places.make_way(second(5)) == second(6) && !is_told(&quieter), "nobody has paused for long");
        places.make_way(second(6));
        assert!(is_told(&quieter) && !is_told(&quiet));
        assert_eq!(places.make_way(second(6)), second(7));
        assert!(!is_told(&quiet), "one was told, and is about to go");
        drop(quieter);
        places.make_way(second(8));
        assert!(is_told(&quiet) && !is_told(&owed));
        drop(quiet);
        places.make_way(second(100));
        assert!(!is_told(&owed), "it is owed an answer");
        lock(&owed.seat.state).came = 200 * RATE;
        places.make_way(second(200));
        assert!(!is_told(&owed), "it brings something");
        lock(&owed.seat.state).came = 198 * RATE;
        places.make_way(second(200));
        assert!(lock(&owed.seat.state).told.take().is_some(), "it has brought next to nothing for too long");
        drop(asked);
        lock(&owed.seat.state).last = second(217);
        places.make_way(second(220));
        assert!(is_told(&owed), "it has had its answer, and its place for more than a minute");
    }

    /// Gives so many cells, then breaks.
    struct Cells(u8);

    impl AsyncRead for Cells {
        fn poll_read(
            mut self: Pin<&mut Self>,
            _: &mut Context<'_>,
            into: &mut ReadBuf<'_>,
        ) -> Poll<io::Result<()>> {
            if self.0 == 0 {
                return Poll::Ready(Err(io::ErrorKind::ConnectionReset.into()));
            }
            self.0 -= 1;
            into.put_slice(&[self.0; 10]);
            Poll::Ready(Ok(()))
        }
    }

    #[tokio::test]
    async fn cells_that_are_there_go_on_together_and_what_came_before_the_end_is_not_lost() {
        let place = Places::new(1).wait().await;
        let mut heard = place.ear().on(Cells(3));
        let mut bytes = [0; 100];
        assert_eq!(heard.read(&mut bytes).await.expect("three cells"), 30);
        assert_eq!(place.seat.quiet_since(), None, "it is owed an answer");
        assert!(heard.read(&mut bytes).await.is_err());
        drop(heard);
        assert!(place.seat.quiet_since().is_some());
    }

    #[tokio::test]
    async fn a_place_is_free_again_when_its_circuit_goes() {
        let places = Places::new(1);
        let first = places.wait().await;
        assert!(tokio::time::timeout(Duration::from_millis(20), places.wait()).await.is_err());
        drop(first);
        drop(places.wait().await);
        assert!(lock(&places.taken).seats.is_empty());
    }
}
