//! Programs whose clock is days ahead: by Debian's libfaketime, as the programs themselves have no such switch.

use std::path::Path;
use std::process::Command;

/// Lets a program live so many days from now.
///
/// # Panics
/// Where libfaketime is not installed.
pub fn shift(command: &mut Command, days: i32) {
    if days == 0 {
        return;
    }
    forget_the_dead();
    let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"].map(Path::new);
    let library = folders.map(|folder| folder.join("faketime/libfaketimeMT.so.1"));
    let library = library.iter().find(|library| library.exists()).expect("Debian's faketime is installed");
    command
        .env("LD_PRELOAD", library)
        .env("FAKETIME", format!("{days:+}d"))
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
}

/// Removes what libfaketime keeps of processes that were killed: a later process that gets the number of one of them would not
/// start.
fn forget_the_dead() {
    for entry in std::fs::read_dir("/dev/shm").into_iter().flatten().flatten() {
        let name = entry.file_name();
        let Some(name) = name.to_str().filter(|name| name.contains("faketime_s")) else { continue };
        let process = name.rsplit('_').next().and_then(|id| id.parse::<u32>().ok());
        if process.is_some_and(|id| !Path::new("/proc").join(id.to_string()).exists()) {
            // Another test may have been quicker.
            let _ = std::fs::remove_file(entry.path());
        }
    }
}
