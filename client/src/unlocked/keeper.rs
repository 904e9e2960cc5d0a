//! The process that holds a vault's key.

use std::io::{self, Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::{UnixListener, UnixStream};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use estafette_keys::secret::{Secret, wiping_stack};
use estafette_walls::harden;
use rustix::net::sockopt::socket_peercred;
use rustix::process::{getuid, setsid};

use super::{FORGET, GIVE, KEY_MAX, PATIENCE};
use crate::clock::awake;

/// The only argument of such a process.
pub(crate) const NAME: &str = "hold-key";
/// What it is told is shorter.
const TOLD_MAX: usize = 8 * 1024;
/// How often it looks whether its time is over.
const LOOK: Duration = Duration::from_secs(5);

/// The key, until it is forgotten.
type Held = Arc<Mutex<Option<Secret<String>>>>;

/// Holds what standard input says: minutes, a socket's path, the key, a line each.
#[must_use]
pub(crate) fn run() -> ExitCode {
    harden::forbid_inspection();
    harden::lock_memory();
    // The terminal it was begun in may close.
    let _ = setsid();
    let Some((minutes, path, key)) = wiping_stack(told) else { return ExitCode::FAILURE };
    let Ok(listener) = listen(&path) else { return ExitCode::FAILURE };
    let held: Held = Arc::new(Mutex::new(Some(key)));
    let until = awake().saturating_add(u64::from(minutes) * 60);
    let (timed, its_path) = (Arc::clone(&held), path.clone());
    let timer = std::thread::Builder::new().spawn(move || {
        while awake() < until {
            std::thread::park_timeout(LOOK);
        }
        end(&timed, &its_path);
    });
    // Without a clock it would hold it for ever.
    if timer.is_err() || writeln!(io::stdout(), "ready").is_err() {
        return ExitCode::FAILURE;
    }
    for stream in listener.incoming().flatten() {
        // Who asks and goes away asks again.
        if let Ok(true) = wiping_stack(|| answer(stream, &held)) {
            end(&held, &path);
        }
    }
    ExitCode::SUCCESS
}

fn told() -> Option<(u32, PathBuf, Secret<String>)> {
    let mut told = Secret::new(String::with_capacity(TOLD_MAX));
    io::stdin().lock().take(TOLD_MAX as u64).read_to_string(told.expose_secret_mut()).ok()?;
    let mut lines = told.expose_secret().lines();
    let (minutes, path, key) = (lines.next()?.parse().ok()?, lines.next()?.into(), lines.next()?);
    let mut held = Secret::new(String::with_capacity(KEY_MAX));
    held.expose_secret_mut().push_str(key);
    Some((minutes, path, held))
}

fn listen(path: &Path) -> io::Result<UnixListener> {
    // The folder is private; so is the socket.
    let _ = std::fs::remove_file(path);
    let listener = UnixListener::bind(path)?;
    std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
    Ok(listener)
}

/// Answers somebody of the same account; says whether it is to forget.
fn answer(mut stream: UnixStream, held: &Held) -> io::Result<bool> {
    stream.set_read_timeout(Some(PATIENCE))?;
    stream.set_write_timeout(Some(PATIENCE))?;
    if socket_peercred(&stream)?.uid != getuid() {
        return Ok(false);
    }
    let mut asked = [0];
    stream.read_exact(&mut asked)?;
    match asked {
        [GIVE] => {
            let held = held.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(key) = &*held {
                stream.write_all(key.expose_secret().as_bytes())?;
            }
            Ok(false)
        }
        [FORGET] => Ok(true),
        _ => Ok(false),
    }
}

/// Wiped, and gone.
fn end(held: &Held, path: &Path) -> ! {
    drop(held.lock().unwrap_or_else(PoisonError::into_inner).take());
    let _ = std::fs::remove_file(path);
    std::process::exit(0)
}
