//! A long way between an editor's program and the server: it passes everything as it is, and counts what a way of that length costs.

use std::io::{self, Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// What passed.
#[derive(Debug, Clone, Copy, Default)]
pub struct Passed {
    /// Connections that were made.
    pub connections: u32,
    /// How often the program said something after it had heard an answer, or for the first time by a connection: each time it then waits.
    pub turns: u32,
    /// Bytes that the program sent.
    pub sent: u64,
    /// Bytes that the server sent.
    pub received: u64,
}

impl Passed {
    /// How long it takes where each way takes so long, and so many bytes pass in a second: a connection is made by asking, too.
    #[must_use]
    pub fn takes(&self, each_way: Duration, rate: f64) -> Duration {
        each_way * 2 * (self.connections + self.turns) + self.bytes_take(rate)
    }

    /// How long the bytes alone take.
    #[must_use]
    pub fn bytes_take(&self, rate: f64) -> Duration {
        let bytes = u32::try_from(self.sent + self.received).expect("less than four gigabytes");
        Duration::from_secs_f64(f64::from(bytes) / rate)
    }
}

/// A socket that leads to the server's.
pub struct Relay {
    folder: tempfile::TempDir,
    passed: Arc<Mutex<Passed>>,
}

impl Relay {
    /// In front of this socket.
    #[must_use]
    pub fn before(server: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let listener = UnixListener::bind(folder.path().join("relay.sock")).expect("a socket");
        let passed = Arc::<Mutex<Passed>>::default();
        let (counted, server) = (Arc::clone(&passed), server.to_owned());
        std::thread::spawn(move || {
            for program in listener.incoming().map_while(Result::ok) {
                let (counted, server) = (Arc::clone(&counted), server.clone());
                // Who hangs up has heard enough.
                std::thread::spawn(move || drop(pass(&program, &server, &counted)));
            }
        });
        Self { folder, passed }
    }

    /// Where the program connects.
    #[must_use]
    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("relay.sock")
    }

    /// What passed since this was last asked.
    #[must_use]
    pub fn take(&self) -> Passed {
        count(&self.passed, std::mem::take)
    }
}

fn count<T>(passed: &Mutex<Passed>, change: impl FnOnce(&mut Passed) -> T) -> T {
    // A thread that panicked left it whole.
    change(&mut passed.lock().unwrap_or_else(PoisonError::into_inner))
}

fn pass(program: &UnixStream, server: &Path, passed: &Arc<Mutex<Passed>>) -> io::Result<()> {
    let behind = UnixStream::connect(server)?;
    count(passed, |passed| passed.connections += 1);
    let was_heard = Arc::new(Mutex::new(true));
    let (heard, counted) = (Arc::clone(&was_heard), Arc::clone(passed));
    let (from, to) = (behind.try_clone()?, program.try_clone()?);
    let answers = std::thread::spawn(move || {
        copy(&from, &to, |bytes| {
            *heard.lock().unwrap_or_else(PoisonError::into_inner) = true;
            count(&counted, |passed| passed.received += bytes);
        })
    });
    copy(program, &behind, |bytes| {
        let is_turn = std::mem::take(&mut *was_heard.lock().unwrap_or_else(PoisonError::into_inner));
        count(passed, |passed| {
            passed.turns += u32::from(is_turn);
            passed.sent += bytes;
        });
    })?;
    answers.join().map_err(|_| io::ErrorKind::Other)?
}

fn copy(mut from: &UnixStream, mut to: &UnixStream, mut passed: impl FnMut(u64)) -> io::Result<()> {
    let mut piece = vec![0; 65_536];
    loop {
        let count = from.read(&mut piece)?;
        if count == 0 {
            return to.shutdown(Shutdown::Write);
        }
        passed(count as u64);
        to.write_all(&piece[..count])?;
    }
}
