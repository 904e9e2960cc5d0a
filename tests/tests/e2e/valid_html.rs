//! What pages are made of: HTML and CSS that the checker of the W3C and WHATWG finds no fault with.

use std::process::Command;

use estafette_tests::states::{in_every_other_language, kept_in};
use serde_json::Value;

/// The checker, as tests/run puts it there.
fn checker() -> String {
    let script = "console.log(require.resolve('vnu-jar/build/dist/vnu.jar'))";
    let output =
        Command::new("estafette-node").args(["-e", script]).output().expect("estafette-node is installed");
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).trim().to_owned()
}

#[test]
fn every_page_in_every_state_is_valid() {
    let folder = tempfile::tempdir().expect("a folder");
    let (states, others) = (kept_in(folder.path()), in_every_other_language());
    for state in others {
        state.keep(folder.path());
    }
    let mut java = Command::new("java");
    java.args(["-jar", &checker(), "--format", "json", "--stdout", "--exit-zero-always"]).arg(folder.path());
    let output = java.output().expect("java is installed");
    let said: Value = serde_json::from_slice(&output.stdout).expect("what it says, as JSON");
    let messages = said["messages"].as_array().expect("a list");
    let faults: Vec<String> = messages
        .iter()
        .map(|fault| format!("{}: {} in {}", fault["url"], fault["message"], fault["extract"]))
        .collect();
    assert!(
        faults.is_empty(),
        "{} pages, {} faults:\n{}",
        states.len() + others.len(),
        faults.len(),
        faults.join("\n")
    );
}
