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
    let folders = ["/usr/lib/x86_64-linux-gnu", "/usr/lib/aarch64-linux-gnu"].map(Path::new);
    let library = folders.map(|folder| folder.join("faketime/libfaketimeMT.so.1"));
    let library = library.iter().find(|library| library.exists()).expect("Debian's faketime is installed");
    command
        .env("LD_PRELOAD", library)
        .env("FAKETIME", format!("{days:+}d"))
        .env("FAKETIME_DONT_FAKE_MONOTONIC", "1");
}
