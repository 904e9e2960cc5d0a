//! What the process forbids itself before it holds a key.

use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};

/// No core file, no other process looking in; a panic tells its place, and nothing of what was at hand.
pub fn harden() {
    // Where the kernel has none of it there is nothing to switch off.
    let _ = setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) });
    let _ = set_dumpable_behavior(DumpableBehavior::NotDumpable);
    std::panic::set_hook(Box::new(|panic| {
        let place = panic.location().map(ToString::to_string).unwrap_or_default();
        crate::report::say(&format!("estafette-onion: stopped at {place}"));
    }));
}
