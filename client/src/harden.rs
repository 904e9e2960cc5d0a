//! What the process forbids itself before it holds anything. `doctor` says what the kernel did not grant.

use rustix::mm::{MlockAllFlags, mlockall};
use rustix::process::{DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit};
use rustix::thread::{CapabilitySet, capabilities};

/// No core file; no other process of the same person looks into this one; no page on a disk, where the kernel lets us hold
/// them all.
pub fn harden() {
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    lock_memory();
}

/// Under a limit, locking would make some later allocation fail: a passphrase alone takes 256 MB.
fn lock_memory() {
    let may = capabilities(None).is_ok_and(|sets| sets.effective.contains(CapabilitySet::IPC_LOCK));
    let limit = getrlimit(Resource::Memlock).maximum;
    if may || limit.is_none() {
        let _ = setrlimit(Resource::Memlock, Rlimit { current: None, maximum: None });
        let _ = mlockall(MlockAllFlags::CURRENT | MlockAllFlags::FUTURE | MlockAllFlags::ONFAULT);
    }
}

/// Are this process's pages held in memory?
#[must_use]
pub fn is_locked() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let locked = status.lines().find_map(|line| line.strip_prefix("VmLck:"));
    locked.is_some_and(|amount| !amount.trim().starts_with("0 "))
}
