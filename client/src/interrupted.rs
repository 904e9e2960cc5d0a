//! What happens when somebody presses Ctrl-C, the terminal closes or the session ends: what is in clear is removed first.
//!
//! A question that is open returns [`io::ErrorKind::Interrupted`], and the program ends in its usual way. At any other moment a
//! thread removes everything that is registered here, and ends the process. While a text editor runs, the editor has the signals.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::time::Duration;

use tokio::signal::unix::{SignalKind, signal};

/// Files and folders in clear, of this process.
static IN_CLEAR: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());
/// How many parts of the program handle signals themselves at the moment.
static ATTENDED: AtomicUsize = AtomicUsize::new(0);
/// A question has ended by a signal that the thread which watches may not have seen yet: the program ends in its usual way, which that
/// thread must not cut short.
static HEARD: AtomicBool = AtomicBool::new(false);
static WATCH: Once = Once::new();

/// The longest that a signal takes from the kernel to this process.
const SIGNAL_DELAY: Duration = Duration::from_millis(10);

/// Exit codes as shells expect them: 128 plus the signal's number.
const HANG_UP: i32 = 129;
const INTERRUPT: i32 = 130;
const TERMINATE: i32 = 143;

/// Registers something in clear that has to be removed if a signal ends the process; dropped, it is registered no more.
pub(crate) struct InClear(PathBuf);

impl InClear {
    /// Registers this file or folder.
    #[must_use]
    pub(crate) fn at(path: &Path) -> Self {
        WATCH.call_once(|| {
            // Without it a signal ends the process as ever, and the next start sweeps.
            let _ = std::thread::Builder::new().spawn(watch);
        });
        paths(|paths| paths.push(path.to_owned()));
        Self(path.to_owned())
    }
}

impl Drop for InClear {
    fn drop(&mut self) {
        paths(|paths| paths.retain(|path| *path != self.0));
    }
}

/// While one of these is alive, a signal does not end the process: whoever holds it handles the signals.
pub(crate) struct Attended(());

impl Attended {
    /// Begins to handle the signals.
    #[must_use]
    pub(crate) fn begin() -> Self {
        ATTENDED.fetch_add(1, Ordering::SeqCst);
        Self(())
    }
}

impl Drop for Attended {
    fn drop(&mut self) {
        ATTENDED.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Removes everything in clear, where the program ends in its usual way while some of its threads still work.
pub(crate) fn remove_what_is_in_clear() {
    paths(|paths| paths.iter().for_each(|path| remove(path)));
}

/// Asks on a thread of its own, and returns early when a signal comes.
///
/// # Errors
/// Those of `ask`; [`io::ErrorKind::Interrupted`].
pub(crate) fn unless_interrupted<T: Send + 'static>(
    ask: impl FnOnce() -> io::Result<T> + Send + 'static,
) -> io::Result<T> {
    let _attended = Attended::begin();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let answer = runtime.block_on(async {
        let mut signals = signals()?;
        let answer = tokio::select! {
            answer = tokio::task::spawn_blocking(ask) => answer?,
            () = any(&mut signals) => return Err(io::ErrorKind::Interrupted.into()),
        };
        // A signal that came before the end of the line counts, even if it arrives here a moment later.
        tokio::select! {
            biased;
            () = any(&mut signals) => Err(io::ErrorKind::Interrupted.into()),
            () = tokio::time::sleep(SIGNAL_DELAY) => answer,
        }
    });
    if answer.as_ref().is_err_and(|error| error.kind() == io::ErrorKind::Interrupted) {
        // Said while the signals are still attended to.
        HEARD.store(true, Ordering::SeqCst);
    }
    // The thread that still waits for a line ends with the process.
    runtime.shutdown_background();
    answer
}

/// Waits for so long; says whether a signal came, which then ends nothing but this.
///
/// # Errors
/// When the system gives no timer.
pub(crate) fn pause(duration: Duration) -> io::Result<bool> {
    let _attended = Attended::begin();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let interrupted = runtime.block_on(async {
        let mut signals = signals()?;
        Ok::<_, io::Error>(tokio::select! {
            () = any(&mut signals) => true,
            () = tokio::time::sleep(duration) => false,
        })
    })?;
    if interrupted {
        HEARD.store(true, Ordering::SeqCst);
    }
    Ok(interrupted)
}

type Signals = (tokio::signal::unix::Signal, tokio::signal::unix::Signal, tokio::signal::unix::Signal);

fn signals() -> io::Result<Signals> {
    Ok((signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?, signal(SignalKind::hangup())?))
}

async fn any((interrupt, terminate, hang_up): &mut Signals) {
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
        _ = hang_up.recv() => {}
    }
}

fn watch() {
    let Ok(runtime) = tokio::runtime::Builder::new_current_thread().enable_all().build() else { return };
    runtime.block_on(async {
        let Ok((mut interrupt, mut terminate, mut hang_up)) = signals() else { return };
        loop {
            let code = tokio::select! {
                _ = interrupt.recv() => INTERRUPT,
                _ = terminate.recv() => TERMINATE,
                _ = hang_up.recv() => HANG_UP,
            };
            if ATTENDED.load(Ordering::SeqCst) == 0 && !HEARD.swap(false, Ordering::SeqCst) {
                paths(|paths| paths.iter().for_each(|path| remove(path)));
                std::process::exit(code);
            }
        }
    });
}

fn remove(path: &Path) {
    let is_folder = path.symlink_metadata().is_ok_and(|metadata| metadata.is_dir());
    // What stays is swept at the next start.
    let _ = if is_folder { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) };
}

fn paths<T>(change: impl FnOnce(&mut Vec<PathBuf>) -> T) -> T {
    change(&mut IN_CLEAR.lock().unwrap_or_else(PoisonError::into_inner))
}
