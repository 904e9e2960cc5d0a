//! A laptop is gone; there are a file and a sheet of paper.

use std::process::Command;

use estafette_keys::codename::WordLanguage;
use estafette_keys::paper::PaperKey;
use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::Stack;
use serde_json::Value;

/// Backs up to a file; gives what was to be written down.
fn back_up(machine: &Machine, arguments: &[&str]) -> String {
    let file = machine.path("anna.backup");
    let said = machine.does(&[&["backup", &file, "--json"], arguments].concat());
    let said: Value = serde_json::from_str(&said).expect("JSON");
    let words = said["paper"].as_array().expect("a paper key").iter();
    words.map(|word| word.as_str().expect("a word")).collect::<Vec<_>>().join(" ")
}

/// Another machine, with the file and the paper.
fn restored(from: &Machine, words: &str) -> Machine {
    let machine = Machine::bare();
    machine.put("backup", &std::fs::read(from.path("anna.backup")).expect("a file"));
    machine.put("words", words.as_bytes());
    machine.does(&[
        "restore",
        &machine.path("backup"),
        "--words-file",
        &machine.path("words"),
        "--work-factor",
        "15",
    ]);
    machine
}

#[test]
fn keys_come_back_and_what_waits_is_sealed_to_them_again() {
    let stack = Stack::start();
    let anna = Machine::joined(&stack);
    let bruno = Machine::of(&stack.editors[1], &stack, &stack.editors_socket());
    let words = back_up(&anna, &[]);
    assert_eq!(words.split(' ').count(), 24);
    let _ = Source::new(stack.source_socket()).write("Arrivé avant la perte", &[]);
    bruno.does(&["fetch"]);

    let again = restored(&anna, &words);
    let fetched = again.run("passphrase", &["fetch"]);
    let said = String::from_utf8_lossy(&fetched.stdout).into_owned();
    assert!(said.contains("autre machine"), "epoch keys are not in the backup: {said}");
    again.does(&["keys", "take-over", "--yes"]);
    again.does(&["fetch", "--reseal"]);
    bruno.does(&["fetch"]);
    again.does(&["fetch"]);
    assert!(again.does(&["read", &again.only_item()]).contains("Arrivé avant la perte"));
}

#[test]
fn with_the_epoch_keys_a_lone_editor_reads_what_waited() {
    let stack = Stack::start();
    let anna = Machine::joined(&stack);
    let words = back_up(&anna, &["--with-epoch-keys"]);
    let _ = Source::new(stack.source_socket()).write("Pour une personne seule", &[]);
    let again = restored(&anna, &words);
    again.does(&["fetch"]);
    assert!(again.does(&["read", &again.only_item()]).contains("Pour une personne seule"));
}

/// Promise 6: nobody needs our software to read what is theirs.
#[test]
fn stock_age_opens_it_and_finds_no_epoch_key() {
    let stack = Stack::start();
    let anna = Machine::joined(&stack);
    let words = back_up(&anna, &[]);
    let paper = PaperKey::parse(&words, WordLanguage::French).expect("a paper key");
    anna.put("paper.key", paper.identity().to_text().expose_secret().as_bytes());
    let opened = Command::new("age")
        .args(["-d", "-i", &anna.path("paper.key"), &anna.path("anna.backup")])
        .output()
        .expect("stock age is installed");
    assert!(opened.status.success(), "{}", String::from_utf8_lossy(&opened.stderr));
    let text = String::from_utf8(opened.stdout).expect("text");
    let backup: toml::Table = text.parse().expect("TOML");
    assert!(backup["editor"].as_str().expect("a text").contains("BEGIN PGP PRIVATE KEY BLOCK"));
    assert!(!text.contains("AGE-SECRET-KEY"), "the weeks' keys are not in it");
    assert!(!text.contains("cinq mots"), "nor is the passphrase");
}

#[test]
fn the_paper_is_kept_and_what_does_not_go_together_is_told() {
    let stack = Stack::start();
    let anna = Machine::joined(&stack);
    let file = anna.path("anna.backup");
    let first = anna.does(&["backup", &file]);
    assert!(first.contains(" 1. ") && first.contains("24. ") && first.contains('█'), "words and a QR code");
    assert!(anna.fails(&["backup", &file]).contains("--replace"));
    let second = anna.does(&["backup", &file, "--replace"]);
    assert!(second.contains("déjà") && !second.contains("24. "), "{second}");
    let words = back_up(&anna, &["--replace", "--new-paper-key"]);
    anna.put("words", words.as_bytes());
    let check = |words: &str| ["restore", file.as_str(), "--check", "--words-file", words].map(str::to_owned);
    let checked = check(&anna.path("words"));
    let checked: Vec<&str> = checked.iter().map(String::as_str).collect();
    assert!(anna.does(&checked).contains("vont ensemble"));
    for (name, typed, told) in [
        ("few", "abaisser abandon", "24 mots"),
        ("typo", words.replacen(' ', " xylophage ", 1).rsplit_once(' ').expect("words").0, "aucune liste"),
        ("other", &format!("{} art", ["abandon"; 23].join(" ")), "ne s’ouvre pas"),
    ] {
        anna.put(name, typed.as_bytes());
        let wrong = check(&anna.path(name));
        let wrong: Vec<&str> = wrong.iter().map(String::as_str).collect();
        let said = anna.fails(&wrong);
        assert!(said.contains(told), "{name}: {said}");
        assert!(!said.contains("xylophage") && !said.contains("abandon"), "nothing of it is repeated");
    }
    // There is a vault here: it is not overwritten.
    assert!(anna.fails(&["restore", &file, "--words-file", &anna.path("words")]).contains("déjà un coffre"));
}
