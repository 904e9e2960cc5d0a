//! What time does to keys: they go, and what they opened stays closed; and what it must not do.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use estafette_keys::age_format::{Identity, open, open_with_passphrase};
use estafette_keys::secret::Secret;
use estafette_tests::machine::{Machine, PASSPHRASE};
use estafette_tests::source::Source;
use estafette_tests::stack::{Plan, Stack};

/// A roster for more than a year: these tests are about keys.
fn lasting() -> Stack {
    Stack::start_as(&Plan { expires_in: 400, ..Plan::default() })
}

fn write(stack: &Stack, text: &str) -> String {
    Source::new(stack.source_socket()).write(text, &[])
}

/// Every file below a folder.
fn files(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() { found.extend(files(&path)) } else { found.push(path) }
    }
    found
}

/// Every age identity that whoever has this machine and its passphrase can find.
fn identities(machine: &Machine) -> BTreeSet<String> {
    let home = machine.path("home");
    let key = std::fs::read(format!("{home}/key.age")).expect("a key");
    let key = open_with_passphrase(&Secret::new(PASSPHRASE.to_owned()), &key).expect("it opens");
    let mut texts = vec![String::from_utf8_lossy(key.expose_secret()).into_owned()];
    let vault = texts[0].lines().find(|line| line.starts_with("AGE-")).expect("an identity").to_owned();
    let vault = Identity::parse(&vault).expect("an identity");
    for file in files(Path::new(&home)) {
        let bytes = std::fs::read(&file).expect("a file");
        let mut text = Vec::new();
        match open(&[&vault], bytes.as_slice()) {
            Ok(mut opened) => drop(std::io::copy(&mut opened, &mut text)),
            Err(_) => text = bytes,
        }
        texts.push(String::from_utf8_lossy(&text).into_owned());
    }
    let is_identity = |word: &&str| word.starts_with("AGE-SECRET-KEY-PQ-1");
    let words = texts.iter().flat_map(|text| text.split(|c: char| c.is_whitespace() || c == '"'));
    words.filter(is_identity).map(str::to_owned).collect()
}

/// Whether stock `age` opens this with any of them.
fn opens(sealed: &[u8], identities: &BTreeSet<String>) -> bool {
    let folder = tempfile::tempdir().expect("a folder");
    let keys = folder.path().join("keys.txt");
    let all: Vec<&str> = identities.iter().map(String::as_str).collect();
    let mut file = std::fs::File::create_new(&keys).expect("a file");
    file.write_all(all.join("\n").as_bytes()).expect("it is written");
    let mut age = Command::new("age")
        .args(["-d", "-i"])
        .arg(&keys)
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("stock age is installed");
    age.stdin.take().expect("its input").write_all(sealed).expect("it reads");
    age.wait().expect("it ends").success()
}

fn slot_of(machine: &Machine) -> Vec<u8> {
    let slots = files(Path::new(&machine.path("home/items")));
    let slot = slots.iter().find(|path| path.ends_with("slot")).expect("a slot");
    std::fs::read(slot).expect("a slot")
}

/// Promise 4: keys that have expired are gone, so what they opened stays closed.
#[test]
fn an_old_envelope_opens_no_more_with_all_that_is_left_on_the_machine() {
    let mut stack = lasting();
    let mut anna = Machine::joined(&stack);
    write(&stack, "Lu puis fermé");
    anna.does(&["fetch"]);
    // Kept by somebody who watches: the sealed bytes, but no key.
    let slot = slot_of(&anna);
    let before = identities(&anna);
    assert!(before.len() >= 9 && opens(&slot, &before), "with the keys of then it opens");

    // She was away: what waited is there for a week from her first fetch on.
    stack.live_on(3, 45);
    anna.live_in(45);
    let fetched = anna.does(&["fetch"]);
    assert!(fetched.contains("qui le détruira") && !fetched.contains("détruite"), "{fetched}");
    assert!(opens(&slot, &identities(&anna)));
    stack.live_on(48, 52);
    anna.live_in(52);
    assert!(anna.does(&["fetch"]).contains("détruite"));
    let left = identities(&anna);
    assert!(left.len() >= 9, "there are keys: of other weeks");
    assert!(!opens(&slot, &left), "and none opens it");
    assert!(anna.does(&["inbox"]).starts_with("Rien ici."));
    // Neither does the cert, which never expires: it was not sealed to it.
    assert!(slot.starts_with(b"age-encryption.org/"));
}

#[test]
fn a_month_away_loses_nothing() {
    let mut stack = lasting();
    let mut anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    stack.live_on(3, 31);
    write(&stack, "Pendant les vacances");
    anna.live_in(31);
    anna.does(&["fetch"]);
    assert!(slot_of(&anna).starts_with(b"age-encryption.org/"), "sealed to a key of her last fetch");
    assert!(anna.does(&["read", &anna.only_item()]).contains("Pendant les vacances"));
}

#[test]
fn after_the_last_key_the_cert_receives() {
    let mut stack = lasting();
    let mut anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    stack.live_on(3, 100);
    write(&stack, "Après une longue absence");
    anna.live_in(100);
    anna.does(&["fetch"]);
    assert!(slot_of(&anna).starts_with(b"-----BEGIN PGP MESSAGE-----"));
    assert!(anna.does(&["read", &anna.only_item()]).contains("Après une longue absence"));
}

#[test]
fn a_clock_that_is_wrong_destroys_nothing() {
    let stack = lasting();
    write(&stack, "Toujours lisible");
    let mut anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    let before = identities(&anna);
    assert!(before.len() >= 9);
    for days in [60, -60] {
        anna.live_in(days);
        let output = anna.run("passphrase", &["fetch"]);
        assert_eq!(output.status.code(), Some(3), "done in part");
        assert!(String::from_utf8_lossy(&output.stdout).contains("pas la même date"));
        assert_eq!(identities(&anna), before);
    }
    anna.live_in(0);
    anna.does(&["fetch"]);
    assert!(anna.does(&["read", &anna.only_item()]).contains("Toujours lisible"));
    // Who is sure of their clock says so; that the server lives in another month does not keep the keys.
    anna.live_in(100);
    let output = anna.run("passphrase", &["keys", "rotate", "--yes"]);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.code() == Some(3) && said.contains("détruite"), "{said}");
    let both: Vec<String> = identities(&anna).intersection(&before).cloned().collect();
    assert_eq!(both.len(), 1, "only the vault's own is left");
}

#[test]
fn new_keys_receive_at_once_and_what_came_before_still_opens() {
    let stack = lasting();
    write(&stack, "Avant");
    let anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    let before = identities(&anna);
    assert!(anna.does(&["keys", "rotate", "--yes"]).contains("Clés publiées pour 9 semaines"));
    let weeks = anna.does(&["keys", "show"]);
    assert_eq!(weeks.matches("-W").count(), 9, "{weeks}");
    write(&stack, "Après");
    anna.does(&["fetch"]);
    let inbox: serde_json::Value = serde_json::from_str(&anna.does(&["inbox", "--json"])).expect("JSON");
    for item in inbox["items"].as_array().expect("a list") {
        let id = item["id"].as_str().expect("an id");
        let text = anna.does(&["read", id]);
        assert!(text.contains("Avant") || text.contains("Après"));
        if text.contains("Après") {
            let slot = std::fs::read(format!("{}/{id}/slot", anna.path("home/items"))).expect("a slot");
            assert!(!opens(&slot, &before), "sealed to a key that was not there before");
        }
    }
    let again = anna.does(&["fetch"]);
    assert!(!again.contains("publiées"), "nothing is left to publish: {again}");
}

#[test]
fn an_older_copy_of_a_vault_catches_up() {
    let stack = lasting();
    let anna = Machine::joined(&stack);
    let bruno = Machine::of(&stack.editors[1], &stack, &stack.editors_socket());
    anna.does(&["fetch"]);
    let copied = Command::new("cp").args(["-r", &anna.path("home"), &anna.path("older")]).status();
    assert!(copied.expect("cp").success());
    anna.does(&["keys", "rotate", "--yes"]);
    write(&stack, "Scellé aux clés d’après");
    bruno.does(&["fetch"]);

    let restored = Command::new("sh")
        .args(["-c", "rm -r home && mv older home"])
        .current_dir(Path::new(&anna.path("home")).parent().expect("a folder"))
        .status();
    assert!(restored.expect("sh").success());
    // To the network it is another machine, until somebody says that it goes on.
    let fetched = anna.run("passphrase", &["fetch"]);
    let said = String::from_utf8_lossy(&fetched.stdout).into_owned();
    assert!(fetched.status.code() == Some(3) && said.contains("autre machine"), "{said}");
    assert!(!said.contains("publiées pour"), "{said}");
    assert!(anna.does(&["keys", "take-over", "--yes"]).contains("Clés publiées pour 9"));
    assert!(anna.does(&["fetch", "--reseal"]).contains("1 envoi redemandé"));
    assert!(bruno.does(&["fetch"]).contains("1 envoi scellé aussi"));
    anna.does(&["fetch"]);
    assert!(anna.does(&["read", &anna.only_item()]).contains("Scellé aux clés d’après"));
}
