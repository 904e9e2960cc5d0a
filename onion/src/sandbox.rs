//! What the process can still do once it hosts: read and write below its state folder, reach Tor's relays, and talk to the
//! server's sockets. The kernel refuses the rest, to every thread, for good.

use std::collections::BTreeMap;
use std::path::Path;

use landlock::{
    ABI, Access, AccessFs, AccessNet, BitFlags, PathBeneath, PathFd, Ruleset, RulesetAttr,
    RulesetCreatedAttr, RulesetStatus, Scope,
};
use seccompiler::{
    BpfProgram, SeccompAction, SeccompCmpArgLen, SeccompCmpOp, SeccompCondition, SeccompFilter, SeccompRule,
    apply_filter,
};

/// What is known of Landlock here; an older kernel keeps what it knows of it.
const LANDLOCK: ABI = ABI::V6;

/// The kernel does not shut the process in.
#[derive(Debug, thiserror::Error)]
pub enum SandboxError {
    /// Landlock.
    #[error("Landlock is not available on this kernel: files are not restricted to the folder")]
    Files,
    /// seccomp.
    #[error("seccomp is not available on this kernel: system calls are not restricted")]
    Calls,
}

/// From here on there is no way back. To be called before there is a second thread: those that come take it over. The
/// folder must be there.
///
/// # Errors
/// [`SandboxError`]: the kernel lacks one of the two; the other holds all the same.
pub fn shut_in(state: &Path) -> Result<(), SandboxError> {
    let files = shut_in_folder(state);
    let calls = [newer_calls as fn() -> Option<BpfProgram>, program]
        .into_iter()
        .try_for_each(|of| apply_filter(&of()?).ok());
    match (files, calls) {
        (Some(()), Some(())) => Ok(()),
        (None, _) => Err(SandboxError::Files),
        (_, None) => Err(SandboxError::Calls),
    }
}

/// Files below this folder, and how much memory the machine has; no port of its own, no signal to others.
fn shut_in_folder(state: &Path) -> Option<()> {
    let own: BitFlags<AccessFs> = AccessFs::ReadFile
        | AccessFs::ReadDir
        | AccessFs::WriteFile
        | AccessFs::Truncate
        | AccessFs::MakeReg
        | AccessFs::MakeDir
        | AccessFs::RemoveFile
        | AccessFs::RemoveDir
        | AccessFs::Refer;
    let state = PathBeneath::new(PathFd::new(state).ok()?, own);
    // Tor looks how much it may take.
    let memory = PathFd::new("/proc/meminfo").ok()?;
    let status = Ruleset::default()
        .handle_access(AccessFs::from_all(LANDLOCK))
        .and_then(|rules| rules.handle_access(AccessNet::BindTcp))
        .and_then(|rules| rules.scope(Scope::from_all(LANDLOCK)))
        .and_then(Ruleset::create)
        .and_then(|rules| rules.add_rule(state))
        .and_then(|rules| rules.add_rule(PathBeneath::new(memory, AccessFs::ReadFile)))
        .and_then(landlock::RulesetCreated::restrict_self);
    status.ok().filter(|status| status.ruleset != RulesetStatus::NotEnforced).map(drop)
}

/// What it takes to host: files, streams to relays, threads, memory, time. Whatever is not named here is refused: another
/// program, another process, datagrams (no name is ever asked of the network).
fn program() -> Option<BpfProgram> {
    let only = |argument: u8, length, operator, value: u64| {
        let condition = SeccompCondition::new(argument, length, operator, value).ok()?;
        SeccompRule::new(vec![condition]).ok().map(|rule| vec![rule])
    };
    let without_code = || only(2, SeccompCmpArgLen::Qword, SeccompCmpOp::MaskedEq(libc::PROT_EXEC as u64), 0);
    let is = |argument: u8, mask: u64, value: i32| {
        let operator = SeccompCmpOp::MaskedEq(mask);
        let value = u64::from(value.unsigned_abs());
        SeccompCondition::new(argument, SeccompCmpArgLen::Dword, operator, value).ok()
    };
    let family = |family| is(0, u64::from(u32::MAX), family);
    // Streams: flags beside the type don't count.
    let stream = |of| SeccompRule::new(vec![family(of)?, is(1, 0xf, libc::SOCK_STREAM)?]).ok();
    let between_processes = || SeccompRule::new(vec![family(libc::AF_UNIX)?]).ok();
    let own = u64::from(std::process::id());
    let thread = u64::from(libc::CLONE_THREAD.unsigned_abs());
    let mut rules: BTreeMap<i64, Vec<SeccompRule>> = BTreeMap::from([
        (libc::SYS_mmap, without_code()?),
        (libc::SYS_mprotect, without_code()?),
        // Pairs of sockets: by them signals wake the reactor.
        (libc::SYS_socketpair, vec![between_processes()?]),
        (libc::SYS_socket, vec![stream(libc::AF_INET)?, stream(libc::AF_INET6)?, between_processes()?]),
        // Only to end itself.
        (libc::SYS_tgkill, only(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, own)?),
        // A thread, never a process.
        (libc::SYS_clone, only(0, SeccompCmpArgLen::Dword, SeccompCmpOp::MaskedEq(thread), thread)?),
        // Threads have names.
        (
            libc::SYS_prctl,
            only(0, SeccompCmpArgLen::Dword, SeccompCmpOp::Eq, u64::from(libc::PR_SET_NAME.unsigned_abs()))?,
        ),
    ]);
    rules.extend(CALLS.iter().chain(OLD_CALLS).map(|call| (*call, Vec::new())));
    let refused = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let here = std::env::consts::ARCH.try_into().ok()?;
    SeccompFilter::new(rules, refused, SeccompAction::Allow, here).ok()?.try_into().ok()
}

/// A thread may begin, a process may not. `clone3` keeps its flags in memory, where no filter sees them: it is answered as
/// on a kernel that does not know it, and the C library turns to `clone`.
fn newer_calls() -> Option<BpfProgram> {
    let rules = BTreeMap::from([(libc::SYS_clone3, Vec::new())]);
    let unknown = SeccompAction::Errno(libc::ENOSYS.unsigned_abs());
    let here = std::env::consts::ARCH.try_into().ok()?;
    SeccompFilter::new(rules, SeccompAction::Allow, unknown, here).ok()?.try_into().ok()
}

/// With any arguments.
const CALLS: &[i64] = &[
    // Files.
    libc::SYS_openat,
    libc::SYS_close,
    libc::SYS_read,
    libc::SYS_write,
    libc::SYS_readv,
    libc::SYS_writev,
    libc::SYS_pread64,
    libc::SYS_pwrite64,
    libc::SYS_lseek,
    libc::SYS_fstat,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_statfs,
    libc::SYS_fstatfs,
    libc::SYS_fsync,
    libc::SYS_fdatasync,
    libc::SYS_ftruncate,
    libc::SYS_fallocate,
    libc::SYS_fcntl,
    libc::SYS_flock,
    libc::SYS_unlinkat,
    libc::SYS_utimensat,
    libc::SYS_fchmod,
    libc::SYS_fchown,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_readlinkat,
    libc::SYS_getdents64,
    libc::SYS_getcwd,
    libc::SYS_ioctl,
    libc::SYS_mkdirat,
    libc::SYS_renameat,
    libc::SYS_renameat2,
    libc::SYS_linkat,
    libc::SYS_fchmodat,
    libc::SYS_dup,
    // Streams.
    libc::SYS_connect,
    libc::SYS_getpeername,
    libc::SYS_sendmmsg,
    libc::SYS_recvfrom,
    libc::SYS_sendto,
    libc::SYS_recvmsg,
    libc::SYS_sendmsg,
    libc::SYS_shutdown,
    libc::SYS_getsockname,
    libc::SYS_getsockopt,
    libc::SYS_setsockopt,
    libc::SYS_epoll_create1,
    libc::SYS_epoll_ctl,
    libc::SYS_epoll_pwait,
    libc::SYS_eventfd2,
    libc::SYS_pipe2,
    libc::SYS_ppoll,
    // Threads and signals.
    // Refused as unknown by the other filter: see `newer_calls`.
    libc::SYS_clone3,
    libc::SYS_set_robust_list,
    libc::SYS_set_tid_address,
    libc::SYS_rseq,
    libc::SYS_futex,
    libc::SYS_membarrier,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
    // Memory.
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_mlock,
    libc::SYS_munlock,
    libc::SYS_sysinfo,
    // Time, randomness, oneself.
    libc::SYS_clock_gettime,
    libc::SYS_clock_nanosleep,
    libc::SYS_nanosleep,
    libc::SYS_gettimeofday,
    libc::SYS_getrandom,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_getuid,
    libc::SYS_geteuid,
    libc::SYS_getgid,
    libc::SYS_getegid,
    libc::SYS_getrusage,
    libc::SYS_uname,
];

/// By these names only where they were always there.
#[cfg(target_arch = "x86_64")]
const OLD_CALLS: &[i64] = &[
    libc::SYS_open,
    libc::SYS_stat,
    libc::SYS_lstat,
    libc::SYS_access,
    libc::SYS_unlink,
    libc::SYS_mkdir,
    libc::SYS_rmdir,
    libc::SYS_rename,
    libc::SYS_link,
    libc::SYS_chmod,
    libc::SYS_readlink,
    libc::SYS_poll,
    libc::SYS_epoll_wait,
];
#[cfg(not(target_arch = "x86_64"))]
const OLD_CALLS: &[i64] = &[];
