//! A wire to the server's socket: it hears all that goes by, and breaks when it is told to.

use std::io::{Read, Write};
use std::net::Shutdown;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};

/// The wire.
pub struct Wire {
    folder: tempfile::TempDir,
    state: Arc<State>,
}

struct State {
    server: PathBuf,
    heard: Mutex<Vec<u8>>,
    left: AtomicI64,
    mends: AtomicBool,
}

impl Wire {
    /// To this socket.
    #[must_use]
    pub fn to(server: &Path) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let listener = UnixListener::bind(folder.path().join("wire.sock")).expect("a socket");
        let state = Arc::new(State {
            server: server.to_owned(),
            heard: Mutex::default(),
            left: AtomicI64::new(i64::MAX),
            mends: AtomicBool::new(true),
        });
        let shared = Arc::clone(&state);
        std::thread::spawn(move || {
            for program in listener.incoming().map_while(Result::ok) {
                let state = Arc::clone(&shared);
                // A wire that breaks is what this is for.
                std::thread::spawn(move || state.carry(program));
            }
        });
        Self { folder, state }
    }

    /// Where the program connects.
    #[must_use]
    pub fn socket(&self) -> PathBuf {
        self.folder.path().join("wire.sock")
    }

    /// Breaks once the program has sent so many bytes more; where it `mends`, the next connection is whole.
    pub fn breaks_after(&self, bytes: i64, mends: bool) {
        self.state.mends.store(mends, Ordering::SeqCst);
        self.state.left.store(bytes, Ordering::SeqCst);
    }

    /// It breaks no more.
    pub fn mend(&self) {
        self.state.left.store(i64::MAX, Ordering::SeqCst);
    }

    /// All that the program has said.
    #[must_use]
    pub fn heard(&self) -> Vec<u8> {
        self.state.heard.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl State {
    fn carry(&self, mut program: UnixStream) -> Option<()> {
        if self.left.load(Ordering::SeqCst) <= 0 {
            return None;
        }
        let mut server = UnixStream::connect(&self.server).ok()?;
        let (mut from_server, mut to_program) = (server.try_clone().ok()?, program.try_clone().ok()?);
        std::thread::scope(|scope| {
            scope.spawn(move || {
                let _ = std::io::copy(&mut from_server, &mut to_program);
                let _ = to_program.shutdown(Shutdown::Both);
            });
            let mut piece = vec![0; 16 * 1024];
            while let Ok(count @ 1..) = program.read(&mut piece) {
                let length = i64::try_from(count).expect("a small number");
                if self.left.fetch_sub(length, Ordering::SeqCst) <= length {
                    if self.mends.load(Ordering::SeqCst) {
                        self.left.store(i64::MAX, Ordering::SeqCst);
                    }
                    break;
                }
                self.heard.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(&piece[..count]);
                if server.write_all(&piece[..count]).is_err() {
                    break;
                }
            }
            let _ = server.shutdown(Shutdown::Both);
            let _ = program.shutdown(Shutdown::Both);
        });
        Some(())
    }
}
