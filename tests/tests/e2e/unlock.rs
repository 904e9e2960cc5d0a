//! A vault that stays open for a while, and is closed.

use std::io::{Read, Write};
use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixStream;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use estafette_tests::machine::{Machine, PASSPHRASE};
use estafette_tests::seizure::{Needles, at_the_end_of};
use estafette_tests::stack::{Stack, program};
use serde_json::Value;

/// Runs the program where nobody types a passphrase.
fn without_passphrase(machine: &Machine, arguments: &[&str]) -> Output {
    let mut command = Command::new(program("estafette"));
    command.args(["--home", &machine.path("home"), "--lang", "fr"]).args(arguments);
    command.env_remove("ESTAFETTE_HOME").stdin(Stdio::null()).output().expect("it runs")
}

fn unlocked(machine: &Machine, minutes: &str) -> u32 {
    let said = machine.does(&["unlock", "--minutes", minutes, "--json"]);
    let said: Value = serde_json::from_str(&said).expect("JSON");
    said["process"].as_u64().and_then(|id| id.try_into().ok()).expect("a process")
}

#[test]
fn what_is_unlocked_asks_no_passphrase_until_it_is_locked_and_then_nothing_of_the_key_is_left() {
    let stack = Stack::start();
    let machine = Machine::joined(&stack);
    assert!(!without_passphrase(&machine, &["inbox"]).status.success());
    let process = unlocked(&machine, "30");
    assert!(without_passphrase(&machine, &["inbox"]).status.success());
    let socket = machine.path("home/unlocked");
    assert_eq!(std::fs::metadata(&socket).expect("a socket").permissions().mode() & 0o777, 0o600);
    // It holds the key while it is open: the needle is a needle.
    let needles = Needles::default();
    let mut stream = UnixStream::connect(&socket).expect("it listens");
    let mut key = String::new();
    stream.write_all(b"k").and_then(|()| stream.read_to_string(&mut key).map(drop)).expect("a key");
    assert!(key.starts_with("AGE-SECRET-KEY-"), "a key");
    needles.add("key", &key);
    needles.add("passphrase", PASSPHRASE);
    assert!(!needles.in_memory("the keeper", process).is_empty());

    let lock = || drop(without_passphrase(&machine, &["lock"]));
    let found = at_the_end_of(process, lock, |process| needles.in_memory("the keeper at its end", process));
    let found: Vec<String> = found.iter().map(ToString::to_string).collect();
    assert_eq!(found, Vec::<String>::new());
    assert!(!without_passphrase(&machine, &["inbox"]).status.success());
    assert!(!Path::new(&socket).exists());
    let said = without_passphrase(&machine, &["lock"]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("Le coffre était déjà fermé"));
}

#[test]
fn its_time_ends_and_a_second_unlock_takes_the_place_of_the_first() {
    let stack = Stack::start();
    let machine = Machine::joined(&stack);
    let first = unlocked(&machine, "30");
    let second = unlocked(&machine, "1");
    let runs = |process: u32| {
        let command = std::fs::read(format!("/proc/{process}/cmdline")).unwrap_or_default();
        command.ends_with(b"hold-key\0")
    };
    assert!(!runs(first) && runs(second));
    assert!(without_passphrase(&machine, &["inbox"]).status.success());
    // Without the key of this vault, none is opened.
    let other = Machine::bare();
    other.does(&["init", "--handle", "clara", "--work-factor", "15"]);
    assert!(!without_passphrase(&other, &["keys", "show"]).status.success());
    while runs(second) {
        std::thread::park_timeout(std::time::Duration::from_millis(200));
    }
    assert!(!without_passphrase(&machine, &["inbox"]).status.success());
}
