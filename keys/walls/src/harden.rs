//! What every process that holds secrets forbids itself at its start.

use std::panic::{Location, PanicHookInfo, set_hook};

use rustix::mm::{MlockAllFlags, mlockall};
use rustix::process::{DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit};
use rustix::thread::{CapabilitySet, capabilities};

/// No core dump, and no other process of the same account reads this one's memory.
///
/// Where the kernel lacks one of the two there is nothing to switch off, so errors are not reported.
pub fn forbid_inspection() {
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
}

/// Keeps all pages of this process out of swap, where it may lock any amount of memory.
///
/// Under a limit nothing is locked: some later allocation would fail (stretching a passphrase alone takes 256 MB). Swap
/// must then be off or encrypted; see [`is_memory_locked`].
pub fn lock_memory() {
    let privileged = capabilities(None).is_ok_and(|sets| sets.effective.contains(CapabilitySet::IPC_LOCK));
    let limit = getrlimit(Resource::Memlock).maximum;
    if privileged || limit.is_none() {
        let _ = setrlimit(Resource::Memlock, Rlimit { current: None, maximum: None });
        // Pages are locked when they are first touched: most of a stack or an arena never is.
        let _ = mlockall(MlockAllFlags::CURRENT | MlockAllFlags::FUTURE | MlockAllFlags::ONFAULT);
    }
}

/// Whether pages of this process are locked in memory.
#[must_use]
pub fn is_memory_locked() -> bool {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let locked = status.lines().find_map(|line| line.strip_prefix("VmLck:"));
    locked.is_some_and(|amount| !amount.trim().starts_with("0 "))
}

/// A panic reports its place in the source, and nothing else. The default hook would print the payload, too, which may hold
/// what a source wrote.
pub fn report_only_the_place_of_a_panic(report: impl Fn(Option<&Location<'_>>) + Send + Sync + 'static) {
    set_hook(Box::new(move |panic: &PanicHookInfo<'_>| report(panic.location())));
}
