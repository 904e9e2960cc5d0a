//! Processes that hold keys leave no core file and, where they may, no page on a disk.

use std::fs::read_to_string;
use std::os::unix::process::ExitStatusExt;
use std::process::{Child, Command, Stdio};

use estafette_tests::machine::Machine;
use estafette_tests::stack::{Stack, program};

/// A number of kilobytes in `/proc/…/status`.
fn kilobytes(process: &str, field: &str) -> u64 {
    let status = read_to_string(format!("/proc/{process}/status")).expect("its status");
    let line = status.lines().find_map(|line| line.strip_prefix(field)).expect("a field");
    line.split_whitespace().next().and_then(|number| number.parse().ok()).expect("a number")
}

/// Whether processes that are started here may lock all their memory.
fn may_lock() -> bool {
    let status = read_to_string("/proc/self/status").expect("one's status");
    let capabilities = status.lines().find_map(|line| line.strip_prefix("CapEff:")).expect("a field").trim();
    let held = u64::from_str_radix(capabilities, 16).expect("hex");
    let limits = read_to_string("/proc/self/limits").expect("one's limits");
    let limit = limits.lines().find(|line| line.starts_with("Max locked memory")).expect("a limit");
    // CAP_IPC_LOCK is the fifteenth.
    held >> 14 & 1 == 1 || limit.matches("unlimited").count() == 2
}

fn is_hardened(process: u32) {
    let process = process.to_string();
    let limits = read_to_string(format!("/proc/{process}/limits")).expect("its limits");
    let core = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
    let amounts: Vec<&str> = core.split_whitespace().skip(4).take(2).collect();
    assert_eq!(amounts, ["0", "0"], "{core}");
    assert_eq!(kilobytes(&process, "VmLck:") > 0, may_lock());
    if may_lock() {
        // All that is resident, but for what belongs to no process.
        assert!(kilobytes(&process, "VmLck:") >= kilobytes(&process, "RssAnon:"));
    }
    assert_eq!(kilobytes(&process, "VmSwap:"), 0);
}

/// The program, once it waits for a passphrase on its standard input, with nothing read yet.
fn waiting(machine: &Machine) -> Child {
    let child = Command::new(program("estafette"))
        .args(["--home", &machine.path("home"), "--passphrase-file", "-", "inbox"])
        .stdin(Stdio::piped())
        .spawn()
        .expect("it starts");
    let reads = format!("/proc/{}/syscall", child.id());
    // It waits in `read` (0) of its standard input (0).
    while !read_to_string(&reads).is_ok_and(|call| call.starts_with("0 0x0 ")) {
        std::thread::yield_now();
    }
    child
}

#[test]
fn the_servers_memory_stays_in_memory() {
    let stack = Stack::start();
    is_hardened(stack.process());
}

#[test]
fn the_editors_memory_stays_in_memory_and_a_fall_leaves_no_core() {
    let stack = Stack::start();
    let machine = Machine::joined(&stack);
    let mut child = waiting(&machine);
    is_hardened(child.id());
    let aborted = Command::new("kill").args(["-ABRT", &child.id().to_string()]).status();
    assert!(aborted.expect("kill").success());
    let status = child.wait().expect("it ended");
    assert!(status.signal() == Some(6) && !status.core_dumped(), "{status}");
}
