//! Coordinators make a network: roots on machines of their own, a roster that two of three sign, and the ones after it.

use std::path::Path;
use std::process::Command;

use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack};
use serde_json::Value;

const ROOTS: [&str; 3] = ["coord-a", "coord-b", "coord-c"];

/// Three coordinators, each with a machine; what travels between them are two files.
struct Coordination {
    machines: [Machine; 3],
}

impl Coordination {
    fn new() -> Self {
        let machines = [Machine::bare(), Machine::bare(), Machine::bare()];
        for (machine, name) in machines.iter().zip(ROOTS) {
            machine.put("roster/here", b"");
            machine.does(&["roster", "--dir", &machine.path("roster"), "root", name, "--work-factor", "10"]);
        }
        let mut arguments = vec!["new".to_owned()];
        for (machine, name) in machines.iter().zip(ROOTS) {
            arguments.extend(["--root".to_owned(), machine.path(&format!("roster/{name}.asc"))]);
        }
        let coordination = Self { machines };
        coordination.roster(&arguments.iter().map(String::as_str).collect::<Vec<_>>());
        assert!(first_is_private(&coordination.machines[0]));
        coordination
    }

    /// A step on the first coordinator's machine.
    fn roster(&self, step: &[&str]) -> String {
        let folder = self.folder();
        let arguments: Vec<&str> = ["roster", "--dir", &folder].iter().chain(step).copied().collect();
        self.machines[0].does(&arguments)
    }

    fn refused(&self, step: &[&str]) -> String {
        let folder = self.folder();
        let arguments: Vec<&str> = ["roster", "--dir", &folder].iter().chain(step).copied().collect();
        self.machines[0].fails(&arguments)
    }

    fn folder(&self) -> String {
        self.machines[0].path("roster")
    }

    fn show(&self) -> Value {
        serde_json::from_str(&self.roster(&["--json", "show"])).expect("JSON")
    }

    /// Another coordinator signs: the roster goes there, the signature comes back.
    fn sign(&self, which: usize) {
        let (there, name) = (&self.machines[which], ROOTS[which]);
        let key = there.path(&format!("roster/{name}.age"));
        if which > 0 {
            copy(&self.machines[0].path("roster/roster.toml"), &there.path("roster/roster.toml"));
        }
        there.does(&["roster", "--dir", &there.path("roster"), "sign", "--root", &key, "--yes"]);
        if which > 0 {
            let file = format!("roster/roster.toml.{name}.asc");
            copy(&there.path(&file), &self.machines[0].path(&file));
        }
    }

    /// An editor's request, from a machine with a new vault.
    fn editor(name: &str) -> Machine {
        let machine = Machine::bare();
        machine.does(&["init", "--handle", name, "--work-factor", "15"]);
        machine
    }
}

fn first_is_private(machine: &Machine) -> bool {
    use std::os::unix::fs::PermissionsExt;
    let metadata = std::fs::metadata(machine.path("roster/coord-a.age")).expect("a file");
    metadata.permissions().mode().trailing_zeros() >= 6
}

fn copy(from: &str, to: &str) {
    std::fs::copy(from, to).expect("it is copied");
}

fn gpg_verifies(coordination: &Coordination, roster: &str, root: &str) {
    let home = tempfile::tempdir().expect("a folder");
    let gpg = |arguments: &[&str]| {
        let output = Command::new("gpg")
            .args(["--homedir", &home.path().display().to_string(), "--batch", "--quiet"])
            .args(arguments)
            .output()
            .expect("gpg is installed");
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    };
    let path = |name: &str| coordination.machines[0].path(&format!("roster/{name}"));
    let which = ROOTS.iter().position(|name| *name == root).expect("a root");
    gpg(&["--import", &coordination.machines[which].path(&format!("roster/{root}.asc"))]);
    gpg(&["--verify", &path(&format!("{roster}.{root}.asc")), &path(roster)]);
}

/// A server with the coordinators' roster.
fn serve(coordination: &Coordination, pin: &str, signatures: &[&str]) -> Stack {
    let mut stack = Stack::prepare(&Plan::default());
    let signatures: Vec<String> = signatures
        .iter()
        .map(|name| {
            format!("\"{}\"", coordination.machines[0].path(&format!("roster/roster.toml.{name}.asc")))
        })
        .collect();
    let config = std::fs::read_to_string(stack.path("server.toml")).expect("a file");
    let lines = config.lines().map(|line| match line.split(" = ").next() {
        Some("roster") => format!("roster = \"{}/roster.toml\"", coordination.folder()),
        Some("signatures") => format!("signatures = [{}]", signatures.join(", ")),
        Some("pin") => format!("pin = \"{pin}\""),
        _ => line.to_owned(),
    });
    let config = lines.collect::<Vec<_>>().join("\n");
    stack.write("server.toml", &config);
    stack.run();
    stack
}

#[test]
fn three_coordinators_make_a_network_and_change_it() {
    let coordination = Coordination::new();
    let (anna, clara) = (Coordination::editor("anna"), Coordination::editor("clara"));
    coordination.roster(&["add-section", "bruxelles", "--title", "fr=Bruxelles", "--title", "en=Brussels"]);
    coordination.roster(&["add-editor", &anna.path("home/request.toml"), "--section", "bruxelles"]);
    let shown = coordination.show();
    let pin = shown["pin"].as_str().expect("a pin");
    assert_eq!((shown["number"].as_u64(), shown["threshold"].as_u64()), (Some(1), Some(2)));

    // One signature is not enough for a server, two are; `gpg` agrees with each.
    coordination.sign(0);
    assert!(coordination.refused(&["push"]).contains("trop peu de racines"));
    coordination.sign(2);
    for root in ["coord-a", "coord-c"] {
        gpg_verifies(&coordination, "roster.toml", root);
    }
    let stack = serve(&coordination, pin, &["coord-a", "coord-c"]);
    let _ = Source::new(stack.source_socket()).write("Bonjour", &[]);
    let address = format!("unix:{}", stack.editors_socket().display());
    anna.does(&["join", &address, "--pin", pin]);
    anna.does(&["fetch"]);
    assert!(!anna.only_item().is_empty());

    // A change to a signed roster begins the next one; the signed one is put by.
    let changed =
        coordination.roster(&["add-editor", &clara.path("home/request.toml"), "--section", "bruxelles"]);
    assert!(changed.contains("Annuaire n° 2") && changed.contains("nouvel·le éditeurice"), "{changed}");
    gpg_verifies(&coordination, "roster-1.toml", "coord-a");
    coordination.sign(1);
    coordination.sign(2);
    // Whoever is an editor brings it.
    let folder = coordination.folder();
    assert!(anna.does(&["roster", "--dir", &folder, "push"]).contains("n° 2"));
    clara.does(&["join", &address, "--pin", pin]);
    anna.does(&["fetch"]);
    clara.does(&["fetch"]);
    assert!(!clara.only_item().is_empty());

    // Off again.
    coordination.roster(&["remove-editor", "clara"]);
    coordination.sign(0);
    coordination.sign(1);
    anna.does(&["roster", "--dir", &folder, "push"]);
    let _ = clara.run("passphrase", &["fetch"]);
    let said = clara.run("passphrase", &["fetch"]);
    assert!(!said.status.success());
    let old = coordination.machines[0].path("roster/roster-1.toml");
    assert!(coordination.roster(&["diff", &old]).contains("Rien ne change"), "as it was at first");
}

#[test]
fn what_is_wrong_is_said_and_nothing_is_signed_or_lost() {
    let coordination = Coordination::new();
    let anna = Coordination::editor("anna");
    let request = anna.path("home/request.toml");
    assert!(coordination.refused(&["new", "--root", "/nonexistent"]).contains("déjà"));
    assert!(
        coordination
            .refused(&["add-editor", &request, "--section", "geneve"])
            .contains("n’a pas cette section")
    );
    assert!(coordination.refused(&["remove-editor", "anna"]).contains("n’a pas cet·te"));
    coordination.roster(&["add-section", "bruxelles", "--title", "fr=Bruxelles"]);
    let toml = coordination.machines[0].path("roster/roster.toml");
    assert!(coordination.refused(&["add-editor", &toml, "--section", "bruxelles"]).contains("demande"));
    // A root of another network.
    let stranger = Machine::bare();
    stranger.put("roster/here", b"");
    stranger.does(&["roster", "--dir", &stranger.path("roster"), "root", "other", "--work-factor", "10"]);
    let other = stranger.path("roster/other.age");
    assert!(coordination.refused(&["sign", "--root", &other, "--yes"]).contains("n’est pas de cet annuaire"));
    // Nobody is there to say yes.
    let own = coordination.machines[0].path("roster/coord-a.age");
    let _ = coordination.refused(&["sign", "--root", &own]);
    assert_eq!(coordination.show()["roots"][0]["signed"], false);
    // The sealed root opens with stock age, and holds no word in clear.
    let sealed = std::fs::read(&own).expect("a file");
    assert!(
        sealed.starts_with(b"age-encryption.org/v1") && !sealed.windows(7).any(|part| part == b"PRIVATE")
    );
    assert!(!Path::new(&coordination.folder()).join("roster.toml.coord-a.asc").exists());
}
