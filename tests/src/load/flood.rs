//! A flood: one thread on which all its connections are tasks, so that it takes one processor at most.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, mpsc};
use std::thread::JoinHandle;
use std::time::Duration;

use tokio::sync::oneshot;
use tokio::task::JoinSet;

use super::attack::{Attack, Hoard};
use super::scenario::{Circuits, Scenario};
use super::tally::Tally;
use super::way::Way;
use crate::stack::Stack;

/// How long a flood may take until each of its connections stands.
const STANDS: Duration = Duration::from_mins(2);

/// A flood that goes on.
pub struct Flood {
    stop: oneshot::Sender<()>,
    thread: JoinHandle<()>,
    tally: Arc<Tally>,
}

impl Flood {
    /// Begins one, and waits until it has begun. What it needs to have beforehand, it has for about so long.
    #[must_use]
    pub fn begin(stack: &Stack, scenario: Scenario, circuits: Circuits, lasts: Duration) -> Self {
        let socket = stack.source_socket();
        let (stop, stopped) = oneshot::channel();
        let (stands, standing) = mpsc::channel();
        let work = move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            runtime.expect("a runtime").block_on(async {
                let hoard = Hoard::of(scenario, &socket, lasts).await;
                let tally = Arc::new(Tally::new());
                let mut tasks = JoinSet::new();
                let waiting = Arc::new(AtomicUsize::new(scenario.connections()));
                for number in 0..scenario.connections() {
                    let way = Way { socket: socket.clone(), circuits, circuit: number % scenario.kept() };
                    let attack = Attack::new(scenario.of_connection(number), number, way, hoard.clone());
                    let (tally, waiting) = (Arc::clone(&tally), Arc::clone(&waiting));
                    tasks.spawn(async move {
                        waiting.fetch_sub(1, Ordering::Relaxed);
                        attack.goes_on(&tally).await;
                    });
                }
                // Every task has run until it first waits for the server.
                while waiting.load(Ordering::Relaxed) > 0 {
                    tokio::task::yield_now().await;
                }
                stands.send(Arc::clone(&tally)).expect("somebody waits for it");
                // A flood that is dropped ends as well.
                let _ = stopped.await;
                if scenario == Scenario::Ends {
                    // A megabyte each: on a busy machine the first one ends after all else is over.
                    let _ = tokio::time::timeout(STANDS, tally.has_any()).await;
                }
                tally.ends();
            });
        };
        let thread = std::thread::spawn(work);
        let tally = standing.recv_timeout(STANDS).expect("the flood begins");
        Self { stop, thread, tally }
    }

    /// Ends it: all its connections break off.
    #[must_use]
    pub fn end(self) -> Tally {
        drop(self.stop);
        self.thread.join().expect("it ends");
        Arc::into_inner(self.tally).expect("nobody counts any more")
    }
}
