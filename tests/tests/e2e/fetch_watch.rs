//! `fetch --watch`: turn after turn until Ctrl-C, and a notice that says only that there is something.

use std::io::{BufRead, BufReader};
use std::os::unix::fs::PermissionsExt;

use estafette_tests::machine::Machine;
use estafette_tests::proxy::{Passed, Proxy};
use estafette_tests::source::Source;
use estafette_tests::stack::Stack;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;

#[test]
fn it_says_what_comes_line_by_line_and_ends_well() {
    let stack = Stack::start();
    let proxy = Proxy::before(&stack.editors_socket());
    let machine = Machine::joined_at(&stack, &proxy.socket());
    let source = Source::new(stack.source_socket());
    let _ = source.write("Une lettre de Huy", &[]);
    // What shows notices on the desktop.
    let shown = machine.path("shown");
    machine.put("bin/notify-send", format!("#!/bin/sh\necho \"$@\" >> {shown}\n").as_bytes());
    let program = std::path::PathBuf::from(machine.path("bin/notify-send"));
    std::fs::set_permissions(&program, PermissionsExt::from_mode(0o700)).expect("a program");
    let paths = format!("{}:/usr/bin:/bin", machine.path("bin"));

    // The server can't be heard at first: that turn goes wrong. The next one finds it.
    let mut is_away = true;
    proxy.tamper(
        move |_, answer| {
            if std::mem::take(&mut is_away) { Passed::Nothing } else { Passed::Bytes(answer) }
        },
    );

    let mut command = machine.command("passphrase", &["fetch", "--watch", "--every", "1", "--json"]);
    command.env("PATH", paths).stdout(std::process::Stdio::piped()).stderr(std::process::Stdio::piped());
    let mut watching = command.spawn().expect("the program runs");
    let mut told = BufReader::new(watching.stderr.take().expect("its complaints")).lines();
    let mut turns = BufReader::new(watching.stdout.take().expect("its output")).lines();
    let wrong: Value = serde_json::from_str(&told.next().expect("a line").expect("text")).expect("JSON");
    assert_eq!(wrong["error"]["doing"], "fetch", "{wrong}");
    let turn: Value = serde_json::from_str(&turns.next().expect("a line").expect("text")).expect("JSON");
    assert_eq!(turn["new"].as_array().map(Vec::len), Some(1), "{turn}");

    let pid = Pid::from_child(&watching);
    kill_process(pid, Signal::INT).expect("it is told to end");
    assert_eq!(watching.wait().expect("it ends").code(), Some(0));
    let shown = std::fs::read_to_string(shown).expect("a notice");
    assert_eq!(shown, "--app-name=Estafette -- Estafette\u{202f}: du nouveau\n");
    assert!(machine.does(&["inbox"]).contains("Une lettre de Huy"));
}
