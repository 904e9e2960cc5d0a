//! What the process forbids itself before it holds anything.

use rustix::mm::{MlockAllFlags, mlockall};
use rustix::process::{DumpableBehavior, Resource, Rlimit, getrlimit, set_dumpable_behavior, setrlimit};
use rustix::thread::{CapabilitySet, capabilities};

/// No core dump, no other process looking in, no page on a disk where the kernel lets us hold them all; a panic tells its
/// place, and nothing of what was at hand.
pub fn harden() {
    // Where the kernel has none of it there is nothing to switch off.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    lock_memory();
    std::panic::set_hook(Box::new(|panic| {
        use std::io::Write as _;
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        // Standard error may be closed; there is nobody else to tell.
        let _ = writeln!(std::io::stderr(), "estafette-server: stopped at {place} [P1]");
    }));
}

/// Under a limit, locking would make some later allocation fail: then swap must be off, or encrypted.
fn lock_memory() {
    let may = capabilities(None).is_ok_and(|sets| sets.effective.contains(CapabilitySet::IPC_LOCK));
    let limit = getrlimit(Resource::Memlock).maximum;
    if may || limit.is_none() {
        let _ = setrlimit(Resource::Memlock, Rlimit { current: None, maximum: None });
        // As pages are touched, and not before: stacks and arenas are mostly air.
        let _ = mlockall(MlockAllFlags::CURRENT | MlockAllFlags::FUTURE | MlockAllFlags::ONFAULT);
    }
}
