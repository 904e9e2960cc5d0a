//! The demo erases itself, however it is told to end.

use std::io::{BufRead, BufReader};
use std::process::{Command, Stdio};

use estafette_tests::stack::program;

#[test]
fn a_closed_terminal_and_a_polite_kill_leave_nothing() {
    for signal in ["-HUP", "-TERM", "-INT"] {
        let parent = tempfile::tempdir().expect("a folder");
        let folder = parent.path().join("demo");
        let mut demo = Command::new(program("estafette-server"))
            .args(["demo", "--port", "0", "--dir"])
            .arg(&folder)
            .stdout(Stdio::piped())
            .spawn()
            .expect("the demo runs");
        let mut lines = BufReader::new(demo.stdout.take().expect("its words")).lines().map_while(Result::ok);
        assert!(lines.any(|line| line.contains("Ctrl-C")) && folder.join("editor.age").exists());
        assert!(
            Command::new("kill").args([signal, &demo.id().to_string()]).status().expect("kill").success()
        );
        assert!(demo.wait().expect("it ends").success(), "{signal}");
        assert!(!folder.exists(), "{signal}");
    }
}
