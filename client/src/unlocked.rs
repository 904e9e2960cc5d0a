//! A vault that stays open for a while: a process of its own holds its key, and gives it to programs of the same account.
//! It forgets when it is told to, and when its time is over, which goes on while the machine sleeps.

use std::io::{self, BufRead, BufReader, Read, Write};
use std::os::unix::net::UnixStream;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use estafette_keys::secret::Secret;

pub(crate) mod keeper;

/// The socket's name in the vault's folder, where nobody else may look.
const SOCKET: &str = "unlocked";
/// Asks for the key.
const GIVE: u8 = b'k';
/// Asks to forget it.
const FORGET: u8 = b'f';
/// A key's text is shorter: `AGE-SECRET-KEY-PQ-1…`.
const KEY_MAX: usize = 512;
/// A process on this machine answers at once.
const PATIENCE: Duration = Duration::from_secs(2);

fn socket(home: &Path) -> PathBuf {
    home.join(SOCKET)
}

fn connect(home: &Path) -> Option<UnixStream> {
    let stream = UnixStream::connect(socket(home)).ok()?;
    stream.set_read_timeout(Some(PATIENCE)).ok()?;
    Some(stream)
}

/// The key of the vault in this folder, where a process holds it.
#[must_use]
pub(crate) fn key(home: &Path) -> Option<Secret<String>> {
    let mut stream = connect(home)?;
    stream.write_all(&[GIVE]).ok()?;
    // It never grows, so no copy is left behind.
    let mut key = Secret::new(String::with_capacity(KEY_MAX));
    stream.take(KEY_MAX as u64).read_to_string(key.expose_secret_mut()).ok()?;
    Some(key).filter(|key| !key.expose_secret().is_empty())
}

/// Has the key forgotten; says whether any process held it.
#[must_use]
pub(crate) fn forget(home: &Path) -> bool {
    let Some(mut stream) = connect(home) else {
        // Whoever was killed left it.
        let _ = std::fs::remove_file(socket(home));
        return false;
    };
    let told = stream.write_all(&[FORGET]);
    // It ends when it has forgotten.
    let _ = stream.read(&mut [0]);
    told.is_ok()
}

/// Has a process hold the key for so many minutes; gives its number.
///
/// # Errors
/// Those of the system.
pub(crate) fn begin(home: &Path, key: &Secret<String>, minutes: u32) -> io::Result<u32> {
    let _ = forget(home);
    let mut command = Command::new("/proc/self/exe");
    command.arg(keeper::NAME).env_clear().current_dir("/");
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    let mut child = command.spawn()?;
    let (Some(mut stdin), Some(stdout)) = (child.stdin.take(), child.stdout.take()) else {
        return Err(io::ErrorKind::BrokenPipe.into());
    };
    let path = std::path::absolute(socket(home))?;
    writeln!(stdin, "{minutes}\n{}", path.display())?;
    stdin.write_all(key.expose_secret().as_bytes())?;
    drop(stdin);
    let mut ready = String::new();
    BufReader::new(stdout).read_line(&mut ready)?;
    if ready.is_empty() { Err(io::ErrorKind::AddrNotAvailable.into()) } else { Ok(child.id()) }
}
