//! A disk that is full, and one that only reads: what is there is read, nothing is lost, and what is wrong is said.

use std::process::{Command, Output};

use estafette_tests::disk::Disk;
use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::Stack;

/// A machine whose vault is on a small disk, with two texts in it, nobody has read.
fn on_a_small_disk() -> (Stack, Machine, Disk) {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let _ = source.write("Réunion mardi", &[("plan.txt", "text/plain", b"salle 2")]);
    let _ = source.write("Large", &[("film.bin", "application/octet-stream", &vec![7; 900_000])]);
    let anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    let disk = Disk::new(8);
    let home = anna.path("home");
    let moved = disk.path().join("home");
    assert!(Command::new("cp").args(["-a", &home]).arg(&moved).status().expect("cp").success());
    std::fs::remove_dir_all(&home).expect("removed");
    std::os::unix::fs::symlink(&moved, &home).expect("a link");
    (stack, anna, disk)
}

fn item(machine: &Machine, text: &str) -> String {
    let inbox: serde_json::Value = serde_json::from_str(&machine.does(&["inbox", "--json"])).expect("JSON");
    let mut items = inbox["items"].as_array().expect("a list").iter();
    let found = items.find(|item| item["first_words"].as_str().is_some_and(|words| words.contains(text)));
    found.expect("it is there")["id"].as_str().expect("an id").to_owned()
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stdout).into_owned() + &String::from_utf8_lossy(&output.stderr)
}

#[test]
fn on_a_disk_that_only_reads_everything_is_read() {
    let (_stack, anna, disk) = on_a_small_disk();
    disk.reads_only(true);
    let letter = item(&anna, "Réunion");
    let read = anna.run("passphrase", &["read", &letter]);
    assert!(read.status.success() && said(&read).contains("Réunion mardi"), "{}", said(&read));
    assert!(said(&read).contains("pas marqué comme lu"), "{}", said(&read));
    anna.does(&["save", &letter, "--out", &anna.path("out")]);
    assert_eq!(std::fs::read(anna.path("out/plan.txt")).ok().as_deref(), Some(&b"salle 2"[..]));
    let doctor = anna.run("passphrase", &["doctor", "--offline"]);
    assert!(
        said(&doctor).contains("lecture seule") && said(&doctor).contains("Envois ouverts"),
        "{}",
        said(&doctor)
    );
    anna.put("draft.md", b"# T\n\nTexte.\n");
    let draft = anna.fails(&["draft", &letter, "--file", &anna.path("draft.md")]);
    assert!(draft.contains("read-only"), "{draft}");
    disk.reads_only(false);
    let inbox: serde_json::Value = serde_json::from_str(&anna.does(&["inbox", "--json"])).expect("JSON");
    let items = inbox["items"].as_array().expect("a list");
    assert!(items.len() == 2 && items.iter().all(|item| item["state"] == "new"), "{inbox}");
}

#[test]
fn on_a_full_disk_everything_is_read_and_forgetting_makes_room() {
    let (_stack, anna, disk) = on_a_small_disk();
    let (letter, large) = (item(&anna, "Réunion"), item(&anna, "Large"));
    anna.put("first.md", b"# T\n\nPremier.\n");
    anna.does(&["draft", &letter, "--file", &anna.path("first.md")]);
    disk.fill();
    let read = anna.run("passphrase", &["read", &letter]);
    assert!(read.status.success() && said(&read).contains("Réunion mardi"), "{}", said(&read));
    let doctor = anna.run("passphrase", &["doctor", "--offline"]);
    assert!(!doctor.status.success() && said(&doctor).contains("plein"), "{}", said(&doctor));
    anna.put("second.md", format!("# T\n\n{}\n", "Second. ".repeat(20_000)).as_bytes());
    let draft = anna.fails(&["draft", &letter, "--file", &anna.path("second.md")]);
    assert!(draft.contains("storage space") || draft.contains("no space"), "{draft}");
    // What was there is there still, whole; nothing half is beside it.
    let files = std::fs::read_dir(format!("{}/items/{letter}", anna.path("home"))).expect("a folder");
    let names: Vec<_> = files.map(|entry| entry.expect("an entry").file_name()).collect();
    assert!(names.iter().all(|name| !name.to_string_lossy().ends_with(".new")), "{names:?}");
    anna.does(&["forget", &large, "--yes"]);
    anna.does(&["draft", &letter, "--file", &anna.path("second.md")]);
    disk.drain();
    let doctor = anna.run("passphrase", &["doctor", "--offline", "--deep"]);
    assert!(!said(&doctor).contains("Abîmé"), "{}", said(&doctor));
}
