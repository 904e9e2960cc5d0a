//! What the process that decodes can still do: read its standard input, write its standard output, take memory, end. The
//! kernel kills it for anything else.

use estafette_walls::calls::{COMPUTE, NO_NEW_CODE, Refusal, STANDARD_STREAMS};
use estafette_walls::limits::Limits;
use estafette_walls::{Calls, WallError};

/// Fifty million pixels fit into this much memory, in bytes.
const LIMITS: Limits = Limits { memory: 400 * 1000 * 1000, seconds: 120, descriptors: 0 };

const CALLS: Calls<'_> =
    Calls { allowed: &[COMPUTE], conditional: &[NO_NEW_CODE, STANDARD_STREAMS], refusal: Refusal::Kill };

/// Locks this process in, for good.
pub(super) fn lock_in() -> Result<(), WallError> {
    LIMITS.set()?;
    CALLS.restrict()
}

#[cfg(test)]
mod tests {
    use std::os::unix::process::ExitStatusExt;
    use std::process::Command;

    use super::*;

    const WHAT: &str = "ESTAFETTE_TEST_TRIES";
    const TRIED: [&str; 7] =
        ["a file", "a folder", "a socket", "a program", "a thread", "a signal", "another process"];

    /// Does nothing, unless the test below runs it in a process of its own.
    #[test]
    fn from_inside() {
        #[expect(clippy::disallowed_methods, reason = "the test below says what to try")]
        let Ok(what) = std::env::var(WHAT) else { return };
        assert!(lock_in().is_ok());
        match what.as_str() {
            "nothing" => std::process::exit(7),
            "a file" => drop(std::fs::File::open("/etc/hostname")),
            "a folder" => drop(std::fs::create_dir("/tmp/estafette-was-here")),
            "a socket" => drop(std::net::TcpStream::connect("127.0.0.1:9")),
            "a program" => drop(Command::new("/bin/true").spawn()),
            "a thread" => drop(std::thread::Builder::new().spawn(|| ())),
            "a signal" => {
                let made = rustix::process::getpid();
                let _ = rustix::process::kill_process(made, rustix::process::Signal::URG);
            }
            _ => {
                let _ = rustix::process::test_kill_process(rustix::process::getpid());
            }
        }
        std::process::exit(0);
    }

    #[test]
    fn whoever_tries_anything_else_is_ended() {
        let ends = |what: &str| {
            let mut child = Command::new("/proc/self/exe");
            child.args(["--exact", "pictures::sandbox::tests::from_inside"]).env(WHAT, what);
            child.output().expect("it runs").status
        };
        assert_eq!(ends("nothing").code(), Some(7));
        for what in TRIED {
            assert_eq!(ends(what).signal(), Some(31), "{what}");
        }
    }
}
