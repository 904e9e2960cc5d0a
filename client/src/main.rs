//! The `estafette` program: a process that forgets, around the library.

#![forbid(unsafe_code)]

use std::process::ExitCode;

use estafette_keys::secret::wiping_stack;
use estafette_walls::harden;
use zeroizing_alloc::ZeroAlloc;

/// Wipes every block of memory as it is given back.
#[global_allocator]
static HEAP: ZeroAlloc<std::alloc::System> = ZeroAlloc(std::alloc::System);

fn main() -> ExitCode {
    harden::forbid_inspection();
    harden::lock_memory();
    // What a command read has been on the stack, below here.
    wiping_stack(estafette::run)
}
