#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod calls;
mod files;
mod filter;
pub mod harden;
pub mod limits;

pub use calls::Calls;
pub use files::{Access, Files, Tcp};

/// The kernel refuses to restrict the process, or lacks what it takes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum WallError {
    /// Landlock.
    #[error("Landlock is not available on this kernel: files are not restricted to the folder")]
    Files,
    /// seccomp.
    #[error("seccomp is not available on this kernel: system calls are not restricted")]
    Calls,
    /// An rlimit.
    #[error("the kernel does not accept a limit on memory, time or files")]
    Limits,
}

/// Restricts files and system calls, for good. To be called before there is a second thread.
///
/// # Errors
/// [`WallError`]: the kernel lacks one of the two. The other is in force all the same.
pub fn shut_in(files: &Files<'_>, calls: &Calls<'_>) -> Result<(), WallError> {
    let files = files.restrict();
    let calls = calls.restrict();
    files.and(calls)
}
