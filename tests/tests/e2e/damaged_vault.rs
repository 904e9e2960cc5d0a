//! One damaged file stops one thing at most: every file of a vault, damaged in every way, and the whole desk goes on.

use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};
use std::process::Command;

use estafette_tests::machine::Machine;
use estafette_tests::source::Source;
use estafette_tests::stack::Stack;
use serde_json::Value;

/// What befalls a file.
#[derive(Debug, Clone, Copy)]
enum Blow {
    Emptied,
    CutOff,
    Garbage,
    AFolder,
    APipe,
    Gone,
}

const BLOWS: [Blow; 6] = [Blow::Emptied, Blow::CutOff, Blow::Garbage, Blow::AFolder, Blow::APipe, Blow::Gone];

/// What a test of the disk overwrites.
#[expect(clippy::disallowed_methods, reason = "what is written here is damage")]
fn strike(path: &Path, blow: Blow) {
    let bytes = std::fs::read(path).expect("a file");
    match blow {
        Blow::Emptied => std::fs::write(path, b"").expect("written"),
        Blow::CutOff => std::fs::write(path, &bytes[..bytes.len() * 2 / 3]).expect("written"),
        Blow::Garbage => {
            let garbage: Vec<u8> = bytes
                .iter()
                .enumerate()
                .map(|(at, byte)| if at > 40 { byte ^ 0x5a } else { *byte })
                .collect();
            std::fs::write(path, garbage).expect("written");
        }
        Blow::AFolder => {
            std::fs::remove_file(path).expect("removed");
            std::fs::create_dir(path).expect("a folder");
        }
        Blow::APipe => {
            std::fs::remove_file(path).expect("removed");
            assert!(Command::new("mkfifo").arg(path).status().expect("mkfifo is installed").success());
        }
        Blow::Gone => std::fs::remove_file(path).expect("removed"),
    }
}

fn json(machine: &Machine, arguments: &[&str]) -> Value {
    let output = machine.run("passphrase", arguments);
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    serde_json::from_str(&said)
        .unwrap_or_else(|_| panic!("{arguments:?}: {said}{}", String::from_utf8_lossy(&output.stderr)))
}

fn ids(machine: &Machine) -> Vec<String> {
    let inbox = json(machine, &["inbox", "--json"]);
    let items = inbox["items"].as_array().expect("a list").iter();
    items.map(|item| item["id"].as_str().expect("an id").to_owned()).collect()
}

/// The item that says this.
fn item_of(machine: &Machine, text: &str) -> String {
    let says = |id: &String| machine.does(&["read", id]).contains(text);
    ids(machine).into_iter().find(|id| says(id)).expect("it is there")
}

fn copied(from: &str, to: &str) {
    assert!(Command::new("cp").args(["-a", from, to]).status().expect("cp").success());
}

/// Two texts; one of them with a draft, an answer, and a file.
struct Desk {
    stack: Stack,
    anna: Machine,
    whole: String,
    struck: String,
}

fn desk() -> Desk {
    let stack = Stack::start();
    let source = Source::new(stack.source_socket());
    let _ = source.write("Premier texte, intact", &[]);
    let _ = source.write("Second texte, éprouvé", &[("note.txt", "text/plain", b"une note")]);
    let anna = Machine::joined(&stack);
    anna.does(&["fetch"]);
    let (whole, struck) = (item_of(&anna, "intact"), item_of(&anna, "éprouvé"));
    anna.put("draft.md", "# Un titre\n\nUn brouillon.\n".as_bytes());
    anna.does(&["draft", &struck, "--file", &anna.path("draft.md")]);
    anna.does(&["reply", &struck, "--message", "Bien reçu.", "--yes"]);
    Desk { stack, anna, whole, struck }
}

#[test]
fn every_file_of_an_item_damaged_in_every_way() {
    let Desk { stack: _stack, anna, whole, struck } = desk();
    let home = anna.path("home");
    copied(&home, &anna.path("as-it-was"));
    let folder = PathBuf::from(format!("{home}/items/{struck}"));
    let files: Vec<PathBuf> =
        std::fs::read_dir(&folder).expect("a folder").map(|entry| entry.expect("an entry").path()).collect();
    let names: Vec<&str> = files.iter().filter_map(|path| path.file_name()?.to_str()).collect();
    for expected in ["slot", "state.age", "content.age", "draft.age"] {
        assert!(names.contains(&expected), "{names:?}");
    }
    assert!(names.iter().any(|name| name.starts_with("reply-")));
    for file in &files {
        for blow in BLOWS {
            let at = format!("{blow:?} {}", file.display());
            strike(file, blow);
            let name = file.file_name().and_then(|name| name.to_str()).expect("a name");
            // What a person never wrote down can be missing.
            let may_be_missing = name == "draft.age" || name.starts_with("reply-");
            let is_told = !(matches!(blow, Blow::Gone) && may_be_missing);

            // The other is there as ever.
            let inbox = json(&anna, &["inbox", "--json"]);
            assert!(inbox.to_string().contains(&whole), "{at}: {inbox}");
            assert!(anna.does(&["read", &whole]).contains("intact"), "{at}");
            let doctor = json(&anna, &["doctor", "--offline", "--deep", "--json"]).to_string();
            // A slot that is damaged inside is not told from one that is sealed to other keys.
            let is_closed = name == "slot" && doctor.contains("\"closed\"");
            assert_eq!(is_closed || doctor.contains(&format!("{struck}/{name}")), is_told, "{at}: {doctor}");
            // The server has it still: it comes back by itself, or once what only we had is put aside.
            anna.does(&["fetch"]);
            if name == "content.age" && matches!(blow, Blow::Garbage) || may_be_missing {
                let _ = anna.run("passphrase", &["doctor", "--offline", "--deep", "--repair"]);
                anna.does(&["fetch"]);
            }
            let read = anna.does(&["read", &struck]);
            assert!(read.contains("éprouvé"), "{at}: {read}");
            let after = json(&anna, &["doctor", "--offline", "--deep", "--json"]);
            assert!(
                after["checks"].as_array().expect("a list").iter().all(|check| check["name"] != "broken"),
                "{at}: {after}"
            );

            std::fs::remove_dir_all(&home).expect("removed");
            copied(&anna.path("as-it-was"), &home);
        }
    }
}

#[test]
fn a_damaged_item_can_be_forgotten_and_what_is_in_the_place_of_one_goes_aside() {
    let Desk { stack: _stack, anna, whole, struck } = desk();
    let folder = PathBuf::from(format!("{}/items/{struck}", anna.path("home")));
    strike(&folder.join("state.age"), Blow::Garbage);
    let short: String = struck.chars().take(8).collect();
    let told = anna.fails(&["read", &short]);
    assert!(told.contains(&format!("items/{struck}/state.age")) && told.contains("doctor"), "{told}");
    anna.does(&["forget", &short, "--yes"]);
    assert_eq!(ids(&anna), [whole]);
    anna.does(&["fetch"]);
    assert_eq!(ids(&anna).len(), 1, "what was forgotten does not come back");
}

#[test]
fn every_file_beside_the_items_damaged_in_every_way() {
    let Desk { stack, anna, whole, struck: _ } = desk();
    let home = anna.path("home");
    anna.does(&["forget", &whole, "--yes"]);
    copied(&home, &anna.path("as-it-was"));
    let names =
        ["editor.age", "roster.age", "discarded.age", "statement.age", "key.age", "lock", "fetch.lock"];
    for name in names {
        for blow in BLOWS {
            let at = format!("{blow:?} {name}");
            let path = PathBuf::from(format!("{home}/{name}"));
            strike(&path, blow);
            // A lock is empty anyway, and made again.
            let is_lock = name.ends_with("lock");
            let harmless = is_lock && !matches!(blow, Blow::AFolder | Blow::APipe)
                || matches!(blow, Blow::Gone)
                    && ["discarded.age", "statement.age", "roster.age"].contains(&name);
            let doctor = anna.run("passphrase", &["doctor", "--offline"]);
            let said = String::from_utf8_lossy(&doctor.stdout).into_owned();
            // A key that is cut in the middle is not told from a wrong passphrase.
            let is_key = name == "key.age";
            assert!(harmless || is_key || said.contains(name), "{at}: {said}");
            match name {
                "discarded.age" | "statement.age" | "lock" | "fetch.lock" => {
                    if is_lock && !harmless {
                        let _ = anna.run("passphrase", &["doctor", "--offline", "--repair"]);
                    }
                    anna.does(&["fetch"]);
                    assert!(!ids(&anna).is_empty(), "{at}");
                }
                "roster.age" => {
                    let address = format!("unix:{}", stack.editors_socket().display());
                    anna.does(&["join", &address, "--pin", stack.pin()]);
                    anna.does(&["fetch"]);
                }
                _ => {
                    let told = anna.fails(&["inbox"]);
                    let named = is_key || told.contains(name);
                    assert!(named && !told.contains("panicked"), "{at}: {told}");
                }
            }
            std::fs::remove_dir_all(&home).expect("removed");
            copied(&anna.path("as-it-was"), &home);
        }
    }
}

#[test]
fn a_vault_that_is_open_to_others_is_closed() {
    let Desk { stack: _stack, anna, .. } = desk();
    let key = anna.path("home/editor.age");
    std::fs::set_permissions(&key, std::fs::Permissions::from_mode(0o644)).expect("set");
    assert!(!anna.run("passphrase", &["doctor", "--offline"]).status.success());
    let said = anna.run("passphrase", &["doctor", "--offline", "--repair"]);
    assert!(String::from_utf8_lossy(&said.stdout).contains("refermés"));
    let mode = std::fs::metadata(&key).expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
}
