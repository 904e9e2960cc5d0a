//! Certs that people bring have names and addresses. None of them is in what an editor sends, a coordinator signs, a server stores
//! or a pin's holder keeps: every OpenPGP packet of it is looked at.

use std::path::{Path, PathBuf};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_tests::machine::Machine;
use estafette_tests::proxy::{Passed, Proxy};
use estafette_tests::source::Source;

use crate::coordinators::{Coordination, serve};

const NAME: &str = "Clara Rivière (presse) <clara@riviere.example>";
const USER_ID: u8 = 13;
const USER_ATTRIBUTE: u8 = 17;

/// The tags and bodies of these packets; `None` where they are something else.
fn packets(mut bytes: &[u8]) -> Option<Vec<(u8, Vec<u8>)>> {
    let number = |bytes: &[u8]| bytes.iter().fold(0_usize, |sum, byte| (sum << 8) | usize::from(*byte));
    let mut packets = Vec::new();
    while let [first, rest @ ..] = bytes {
        let (tag, head, length) = match (first >> 6, rest) {
            (0b11, [l @ 0..192, ..]) => (first & 0x3f, 1, usize::from(*l)),
            (0b11, [l @ 192..224, second, ..]) => {
                (first & 0x3f, 2, ((usize::from(*l) - 192) << 8) + usize::from(*second) + 192)
            }
            (0b11, [255, ..]) => (first & 0x3f, 5, number(rest.get(1..5)?)),
            (0b10, _) if first & 3 < 3 => {
                let head = 1 << (first & 3);
                ((first >> 2) & 0xf, head, number(rest.get(..head)?))
            }
            _ => return None,
        };
        packets.push((tag, rest.get(head..head + length)?.to_vec()));
        bytes = &rest[head + length..];
    }
    Some(packets)
}

/// The user ids and attributes in the armored blocks of a text; and how many certs there were.
fn names_in(text: &str) -> (Vec<String>, usize) {
    let (mut names, mut certs) = (Vec::new(), 0);
    for block in text.split("-----BEGIN PGP ").skip(1) {
        let body = block.split("-----END PGP ").next().expect("a block");
        let base64: String = body.lines().skip(1).filter(|line| !line.contains(':')).collect();
        // The checksum at the end, where there is one, has five letters and begins with `=`.
        let sum = base64.len().saturating_sub(5);
        let has_sum = base64.get(sum..).is_some_and(|sum| sum.starts_with('='));
        let base64 = base64.get(..if has_sum { sum } else { base64.len() }).expect("base64");
        // In a database a block may be cut by a page's end.
        let Ok(bytes) = BASE64_STANDARD.decode(base64) else { continue };
        for (tag, body) in packets(&bytes).into_iter().flatten() {
            certs += usize::from(tag == 6);
            if matches!(tag, USER_ID | USER_ATTRIBUTE) {
                names.push(String::from_utf8_lossy(&body).into_owned());
            }
        }
    }
    (names, certs)
}

fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = std::fs::read_dir(folder).into_iter().flatten().filter_map(Result::ok);
    entries
        .flat_map(|entry| {
            let kind = entry.file_type().expect("a kind");
            let (path, is_there) = (entry.path(), kind.is_file());
            if kind.is_dir() { files(&path) } else { is_there.then_some(path).into_iter().collect() }
        })
        .collect()
}

/// All names in the files below a folder, and how many certs were read; and no piece of clara's, as it is.
fn names_below(folder: &Path) -> (Vec<String>, usize) {
    let (mut names, mut certs) = (Vec::new(), 0);
    for path in files(folder) {
        let bytes = std::fs::read(&path).expect("a file");
        for piece in ["Rivière", "riviere.example", "anna@example.org"] {
            let found = bytes.windows(piece.len()).any(|window| window == piece.as_bytes());
            assert!(!found, "{piece} in {}", path.display());
        }
        let (found, count) = names_in(&String::from_utf8_lossy(&bytes));
        names.extend(found);
        certs += count;
    }
    names.sort_unstable();
    names.dedup();
    (names, certs)
}

fn names_of(file: &str) -> (Vec<String>, usize) {
    names_in(&std::fs::read_to_string(file).expect("a file"))
}

#[test]
fn an_editors_name_and_address_are_nowhere() {
    let mut clara = Machine::bare();
    let cert = clara.with_gnupg("ed25519", Some("cv25519"));
    clara.gpg(&["--passphrase", "", "--quick-add-uid", "anna@example.org", NAME]);
    clara.gpg(&["--armor", "--output", &cert, "--export", "anna@example.org"]);
    assert_eq!(names_of(&cert).0.len(), 2, "gpg gives both");
    let said = clara.does(&["init", "--handle", "clara", "--cert", &cert, "--work-factor", "15"]);
    assert!(said.contains("Les noms et adresses du certificat n’y sont pas"), "{said}");
    let request = clara.path("home/request.toml");
    assert_eq!(names_of(&request), (Vec::new(), 1));

    // As an older program wrote it: the same, with the cert whole.
    let text = std::fs::read_to_string(&request).expect("a request");
    let (head, rest) = text.split_once("-----BEGIN PGP PUBLIC KEY BLOCK-----").expect("a cert");
    let (_, tail) = rest.split_once("-----END PGP PUBLIC KEY BLOCK-----").expect("its end");
    let whole = std::fs::read_to_string(&cert).expect("a cert");
    let coordination = Coordination::new();
    let older = clara.path("older.toml");
    clara.put("older.toml", format!("{head}{}{tail}", whole.trim()).as_bytes());
    assert_eq!(names_of(&older).0.len(), 2);
    coordination.roster(&["add-section", "bruxelles", "--title", "fr=Bruxelles"]);
    coordination.roster(&["add-editor", &older, "--section", "bruxelles"]);
    let shown = coordination.show();
    let pin = shown["pin"].as_str().expect("a pin");
    coordination.sign(0);
    coordination.sign(2);
    let roots = ["coord-a", "coord-b", "coord-c"];
    let (names, certs) = names_below(Path::new(&coordination.folder()));
    assert_eq!(names, roots);
    assert!(certs >= 5, "three roots', clara's in the roster and in her request: {certs}");

    // A server stores the roster, what clara's agent signs, and slots that are sealed to her cert.
    let stack = serve(&coordination, pin, &["coord-a", "coord-c"]);
    let source = Source::new(stack.source_socket());
    let _ = source.write("Une lettre", &[]);
    clara.does(&["join", &format!("unix:{}", stack.editors_socket().display()), "--pin", pin]);
    clara.does(&["fetch"]);
    let item = clara.only_item();
    assert!(clara.does(&["read", &item]).contains("Une lettre"));
    let slot = std::fs::read(format!("{}/{item}/slot", clara.path("home/items"))).expect("a slot");
    assert!(slot.starts_with(b"-----BEGIN PGP MESSAGE-----"));

    // A pin's holder is cut off, and keeps what was sealed.
    let collective = Machine::bare();
    let proxy = Proxy::before(&stack.source_socket());
    proxy.tamper(
        |head, answer| {
            if head.starts_with("PUT /v1/uploads/") { Passed::Nothing } else { Passed::Bytes(answer) }
        },
    );
    let address = format!("unix:{}", proxy.socket().display());
    let send = ["send", "--pin", pin, "--address", &address, "bruxelles", "--publish", "edited"];
    let more = ["--message", "Une autre", "--patience", "1", "--yes", "--allow-cert"];
    let _ = collective.fails(&[&send[..], &more].concat());
    assert!(!files(Path::new(&collective.path("home"))).is_empty());
    assert_eq!(names_below(Path::new(&collective.path("home"))).0, Vec::<String>::new());
    let (names, _) = names_below(stack.folder());
    assert!(names.iter().all(|name| ["root", "anna", "bruno"].contains(&name.as_str())), "{names:?}");
    let (names, _) = names_below(stack.data());
    assert!(names.iter().all(|name| roots.contains(&name.as_str())), "{names:?}");
}
