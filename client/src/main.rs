//! The `estafette` program: a process that forgets, around the library.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use zeroizing_alloc::ZeroAlloc;

/// Wipes every block of memory as it is given back.
#[global_allocator]
static HEAP: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    estafette::output::panic::install();
    // No core file, and no other process of the same person may look into this one. Where the kernel refuses,
    // `doctor` says so.
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    estafette::run()
}
