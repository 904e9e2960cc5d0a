//! People who write all the time, whatever happens to the server meanwhile: it may be killed, its disk may fail, its clock may jump.
//! What they sent and what they were told is kept, and compared with what an editor finds in the end.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use crate::stack::Stack;

pub use ledger::{Ledger, Verdict};

use letter::Way;
use writer::Writer;

mod ledger;
mod letter;
mod writer;

/// For so long nobody may be without any answer.
const PATIENCE: Duration = Duration::from_mins(2);
const PAUSE: Duration = Duration::from_millis(1);

/// Those who write: texts, photographs, and transfers, one of them by `estafette send`.
const WAYS: [Way; 7] = [Way::Text, Way::Text, Way::Text, Way::Photo, Way::Photo, Way::Transfer, Way::Program];

/// A crowd that writes.
pub struct Crowd {
    ledger: Arc<Ledger>,
    ends: Arc<AtomicBool>,
    threads: Vec<JoinHandle<()>>,
}

impl Crowd {
    /// Begins to write to a server that takes no names of circuits. `moment` is asked whenever an answer has come: what it says is
    /// kept beside the answer. A seed decides what they write.
    pub fn writes(stack: &Stack, seed: u64, moment: impl Fn() -> u64 + Send + Sync + 'static) -> Self {
        let (ledger, ends) = (Arc::new(Ledger::new(moment)), Arc::new(AtomicBool::new(false)));
        let begin = |(number, way): (usize, Way)| {
            let writer = Writer::new(stack, way, number, seed);
            let (ledger, ends) = (Arc::clone(&ledger), Arc::clone(&ends));
            std::thread::spawn(move || {
                while !ends.load(Ordering::SeqCst) {
                    writer.writes(&ledger);
                }
            })
        };
        let threads = WAYS.into_iter().enumerate().map(begin).collect();
        Self { ledger, ends, threads }
    }

    /// Waits until so many more were told that their text has arrived.
    ///
    /// # Panics
    /// When they are not.
    pub fn hears(&self, more: usize) {
        self.waits(more, Ledger::answered, "nobody is told that anything arrived");
    }

    /// Waits until so many more were refused.
    ///
    /// # Panics
    /// When they are not.
    pub fn is_refused(&self, more: usize) {
        self.waits(more, Ledger::refused, "nobody is refused");
    }

    fn waits(&self, more: usize, count: impl Fn(&Ledger) -> usize, otherwise: &str) {
        let (began, wanted) = (Instant::now(), count(&self.ledger) + more);
        while count(&self.ledger) < wanted {
            assert!(began.elapsed() < PATIENCE, "{otherwise}");
            std::thread::park_timeout(PAUSE);
        }
    }

    /// Nobody begins another text; each waits for the last one's answer.
    #[must_use]
    pub fn ends(self) -> Arc<Ledger> {
        self.ends.store(true, Ordering::SeqCst);
        for thread in self.threads {
            thread.join().expect("it ends");
        }
        self.ledger
    }
}

/// How many submissions are in a database as it lies in a folder, with its journal, once SQLite found nothing wrong with it: looked at
/// in a copy, as looking changes it.
///
/// # Errors
/// What SQLite says is wrong.
pub fn sound(folder: &Path) -> Result<usize, String> {
    let copy = tempfile::tempdir().expect("a folder");
    for name in ["estafette.sqlite", "estafette.sqlite-wal"] {
        if folder.join(name).exists() {
            std::fs::copy(folder.join(name), copy.path().join(name)).expect("a copy");
        }
    }
    let mut sqlite = std::process::Command::new("sqlite3");
    sqlite.arg(copy.path().join("estafette.sqlite"));
    sqlite.arg("PRAGMA integrity_check; PRAGMA foreign_key_check; SELECT count(*) FROM submission;");
    let said = sqlite.output().expect("sqlite3 is installed");
    let said = String::from_utf8_lossy(&said.stdout).into_owned() + &String::from_utf8_lossy(&said.stderr);
    let count = said.strip_prefix("ok\n").and_then(|count| count.trim().parse().ok());
    count.ok_or(said)
}
