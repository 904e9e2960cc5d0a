//! Which system calls a process may still make: seccomp. What is not named is refused.

/// The calls that a process may still make.
#[derive(Debug)]
pub struct Calls<'a> {
    /// With any arguments.
    pub allowed: &'a [&'a [i64]],
    /// With some arguments only.
    pub conditional: &'a [&'a [Conditional]],
    /// What happens on any other call.
    pub refusal: Refusal,
}

/// A call, and the alternatives of what its arguments may be. In an alternative every argument must pass.
pub type Conditional = (i64, &'static [&'static [Argument]]);

/// The number of an argument, from 0, and what it must be.
#[derive(Debug)]
pub struct Argument(pub u8, pub Test);

/// What an argument must be.
#[derive(Debug)]
pub enum Test {
    /// This number.
    Is(i32),
    /// This request to a device. The kernel reads half of the argument, as is done here: what is in the other half does not count.
    IsRequest(libc::c_ulong),
    /// So many bytes.
    IsLength(u64),
    /// The number of this process.
    IsThisProcess,
    /// These bits, among those of the mask.
    Has {
        /// The bits that are looked at.
        mask: i32,
        /// What they must be.
        value: i32,
    },
    /// None of these bits.
    Lacks(i32),
}

/// What happens on a call that is not allowed.
#[derive(Debug, Clone, Copy)]
pub enum Refusal {
    /// It fails with `EPERM`. For long-lived processes: libraries try calls that they can do without, and `clone3` is
    /// answered as unknown so that threads begin by `clone`, whose flags a filter sees.
    NotPermitted,
    /// The process is killed. For processes that only compute.
    Kill,
}

/// Files that are reached by name or descriptor: with [`SERVICE`]. Landlock says which.
pub const FILES: &[i64] = &[
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
    #[cfg(target_arch = "x86_64")]
    libc::SYS_open,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_stat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_lstat,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_access,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_unlink,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_readlink,
];

/// Folders that are made, renamed and removed, and links between files.
pub const FOLDERS: &[i64] = &[
    libc::SYS_mkdirat,
    libc::SYS_renameat,
    libc::SYS_renameat2,
    libc::SYS_linkat,
    libc::SYS_fchmodat,
    libc::SYS_dup,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_mkdir,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_rmdir,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_rename,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_link,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_chmod,
];

/// Sockets that are open, and waiting for them.
pub const SOCKETS: &[i64] = &[
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
    #[cfg(target_arch = "x86_64")]
    libc::SYS_poll,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_epoll_wait,
];

/// Taking connections on a socket that listens already.
pub const ACCEPT: &[i64] = &[libc::SYS_accept4];

/// Connections to others, on new sockets: with [`STREAM_SOCKETS`].
pub const CONNECT: &[i64] = &[libc::SYS_connect, libc::SYS_getpeername, libc::SYS_sendmmsg];

/// Threads and signals: with [`SERVICE`].
pub const THREADS: &[i64] = &[
    // Answered as unknown: see `Refusal::NotPermitted`.
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
];

/// Memory: with [`NO_NEW_CODE`], which [`SERVICE`] has.
pub const MEMORY: &[i64] = &[
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_mlock,
    libc::SYS_munlock,
    libc::SYS_sysinfo,
];

/// Time, randomness, and who the process itself is.
pub const SELF: &[i64] = &[
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

/// All that a process needs that only computes: with [`NO_NEW_CODE`] and [`STANDARD_STREAMS`].
pub const COMPUTE: &[i64] = &[
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
];

/// All that a program of this machine needs to begin, load its libraries, and compute: with [`READ_ONLY`], and Landlock that says what may
/// be read and run. Its libraries are new code, so [`NO_NEW_CODE`] can't hold.
pub const RUN: &[i64] = &[
    libc::SYS_execve,
    libc::SYS_mmap,
    libc::SYS_mprotect,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_close,
    libc::SYS_read,
    libc::SYS_pread64,
    libc::SYS_lseek,
    libc::SYS_fstat,
    libc::SYS_newfstatat,
    libc::SYS_statx,
    libc::SYS_faccessat,
    libc::SYS_faccessat2,
    libc::SYS_readlinkat,
    libc::SYS_set_robust_list,
    libc::SYS_set_tid_address,
    libc::SYS_rseq,
    libc::SYS_futex,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_clock_gettime,
    libc::SYS_getrandom,
    libc::SYS_sysinfo,
    libc::SYS_uname,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_exit,
    libc::SYS_exit_group,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_arch_prctl,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_access,
    #[cfg(target_arch = "x86_64")]
    libc::SYS_readlink,
];

/// Opening files to read them, writing to standard output, and asking whether it is a terminal.
pub const READ_ONLY: &[Conditional] = &[
    (
        libc::SYS_openat,
        &[&[Argument(2, Test::Lacks(libc::O_WRONLY | libc::O_RDWR | libc::O_CREAT | libc::O_TRUNC))]],
    ),
    (libc::SYS_write, &[&[Argument(0, Test::Is(1))]]),
    (libc::SYS_writev, &[&[Argument(0, Test::Is(1))]]),
    (libc::SYS_fcntl, &[&[Argument(1, Test::Is(libc::F_GETFD))], &[Argument(1, Test::Is(libc::F_GETFL))]]),
    (libc::SYS_ioctl, &[&[Argument(1, Test::IsRequest(libc::TCGETS))]]),
];

/// Memory that can't be run as a program.
pub const NO_NEW_CODE: &[Conditional] = &[
    (libc::SYS_mmap, &[&[Argument(2, Test::Lacks(libc::PROT_EXEC))]]),
    (libc::SYS_mprotect, &[&[Argument(2, Test::Lacks(libc::PROT_EXEC))]]),
];

/// Reading standard input and writing standard output, and no other descriptor.
pub const STANDARD_STREAMS: &[Conditional] =
    &[(libc::SYS_read, &[&[Argument(0, Test::Is(0))]]), (libc::SYS_write, &[&[Argument(0, Test::Is(1))]])];

/// What a service with threads needs beside [`NO_NEW_CODE`].
pub const SERVICE: &[Conditional] = &[
    // A socket that waits for nobody, a descriptor that no other program inherits, and whether something is a terminal. All else that a
    // device can be told is refused, such as to type into the terminal from which the service was started.
    (
        libc::SYS_ioctl,
        &[
            &[Argument(1, Test::IsRequest(libc::FIONBIO))],
            &[Argument(1, Test::IsRequest(libc::FIOCLEX))],
            &[Argument(1, Test::IsRequest(libc::TCGETS))],
        ],
    ),
    // Pairs of sockets: through them signals wake the reactor.
    (libc::SYS_socketpair, &[&[Argument(0, Test::Is(libc::AF_UNIX))]]),
    // Only to end itself.
    (libc::SYS_tgkill, &[&[Argument(0, Test::IsThisProcess)]]),
    // A thread, never a process.
    (libc::SYS_clone, &[&[Argument(0, Test::Has { mask: libc::CLONE_THREAD, value: libc::CLONE_THREAD })]]),
    // Threads have names.
    (libc::SYS_prctl, &[&[Argument(0, Test::Is(libc::PR_SET_NAME))]]),
];

/// New sockets for streams, and between processes. Datagrams are not among them: no name is asked of the network.
pub const STREAM_SOCKETS: &[Conditional] = &[(
    libc::SYS_socket,
    &[
        &[Argument(0, Test::Is(libc::AF_INET)), STREAM],
        &[Argument(0, Test::Is(libc::AF_INET6)), STREAM],
        &[Argument(0, Test::Is(libc::AF_UNIX))],
    ],
)];

/// New sockets for streams between processes, connected to a path of so many bytes at most: the length of an address is what the kernel's
/// filter sees of it, with its family before and a zero behind. A relay that listens on such a path beside the process is reached, and what
/// else has a path as short: on Debian, `/dev/log`, which says no more than standard error does.
pub const SHORT_PATHS: &[Conditional] = &[
    (libc::SYS_socket, &[&[Argument(0, Test::Is(libc::AF_UNIX)), STREAM]]),
    (libc::SYS_connect, &[&[Argument(2, Test::IsLength(2 + SHORT_PATH + 1))]]),
];

/// Bytes of that path.
const SHORT_PATH: u64 = "./.s.PGSQL.1".len() as u64;

/// Flags beside the type don't count.
const STREAM: Argument = Argument(1, Test::Has { mask: 0xf, value: libc::SOCK_STREAM });
