//! What the process that decodes can still do: read its standard input, write its standard output, take memory, end. The
//! kernel kills it for anything else.

use std::collections::BTreeMap;

use rustix::process::{Resource, Rlimit, setrlimit};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    apply_filter,
};

/// What a picture may cost in memory, in bytes: fifty million pixels fit.
const MEMORY_MAX: u64 = 400 * 1000 * 1000;
/// And in seconds of a processor.
const SECONDS_MAX: u64 = 120;

/// The kernel does not lock this process in.
pub(super) struct NotLockedIn;

/// From here on there is no way back.
pub(super) fn lock_in() -> Result<(), NotLockedIn> {
    let limits = [
        (Resource::Data, MEMORY_MAX),
        (Resource::Cpu, SECONDS_MAX),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nofile, 0),
        (Resource::Nproc, 0),
    ];
    for (resource, limit) in limits {
        let limit = Rlimit { current: Some(limit), maximum: Some(limit) };
        setrlimit(resource, limit).map_err(|_| NotLockedIn)?;
    }
    let program = program().ok_or(NotLockedIn)?;
    apply_filter(&program).map_err(|_| NotLockedIn)
}

fn program() -> Option<BpfProgram> {
    let only = |argument: u8, length, operator, value: u64| {
        let condition = SeccompCondition::new(argument, length, operator, value).ok()?;
        SeccompRule::new(vec![condition]).ok().map(|rule| vec![rule])
    };
    let without_code = || only(2, SeccompCmpArgLen::Qword, SeccompCmpOp::MaskedEq(libc::PROT_EXEC as u64), 0);
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = BTreeMap::from([
        (libc::SYS_read, only(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, 0)?),
        (libc::SYS_write, only(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, 1)?),
        (libc::SYS_mmap, without_code()?),
        (libc::SYS_mprotect, without_code()?),
    ]);
    for call in [
        libc::SYS_munmap,
        libc::SYS_mremap,
        libc::SYS_madvise,
        libc::SYS_brk,
        libc::SYS_futex,
        libc::SYS_sched_yield,
        libc::SYS_clock_gettime,
        libc::SYS_getrandom,
        libc::SYS_sigaltstack,
        libc::SYS_rt_sigprocmask,
        libc::SYS_exit,
        libc::SYS_exit_group,
    ] {
        rules.insert(call, Vec::new());
    }
    let here = std::env::consts::ARCH.try_into().ok()?;
    let filter = SeccompFilter::new(rules, SeccompAction::KillProcess, SeccompAction::Allow, here);
    filter.ok()?.try_into().ok()
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
