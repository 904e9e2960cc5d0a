//! `tests/vectors`: a folder per parser, in it one per verdict (`good`, or the error's name), in it one file per case
//! and per fault. Written by `examples/make_vectors`; `tests/reader` reads the good ones without us.

use std::fmt::Write as _;
use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::Command;

use estafette_keys::age_format::{self, Identity, OpenError, Recipient};
use estafette_keys::codename::{Codename, CodenameError, WordLanguage};
use estafette_keys::editor::EditorSecrets;
use estafette_keys::envelope::{open_age_slot, open_cert_slot};
use estafette_keys::epoch::{EpochError, UntrustedEpochs};
use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::memo::{Memo, SealedMemo};
use estafette_keys::note::{Note, NoteError};
use estafette_keys::openpgp::{Cert, SecretCert};
use estafette_keys::padding::padded;
use estafette_keys::roster::{Pin, RequestError, RosterBody, RosterError, UntrustedRequest, UntrustedRoster};
use estafette_keys::secret::Secret;
use estafette_keys::signing::DevicePublic;
use estafette_keys::source::{SourceKeys, Stretcher};

use crate::facts::roster_of;
use crate::sample::{INSTANCE, NOW, binding, read, rng};

/// Beside the tests, wherever the checkout is.
fn vectors() -> PathBuf {
    PathBuf::from("tests/vectors")
}

/// Feeds each file of a parser's folder; its verdict must be the name of the folder it is in.
fn walk(parser: &str, least: usize, mut verdict: impl FnMut(&Path, Vec<u8>) -> Result<(), &'static str>) {
    let (mut good, mut faults, mut wrong) = (0, 0, String::new());
    for folder in listed(&vectors().join(parser)) {
        let expected = folder.file_name().and_then(|name| name.to_str()).expect("a name").to_owned();
        for file in listed(&folder) {
            // Keys and signatures belong to the vectors beside them.
            let signature = file.extension().is_some_and(|ending| ending == "asc") && parser != "slot";
            if expected == "keys" || signature {
                continue;
            }
            let found = verdict(&file, fs::read(&file).expect("a vector")).err().unwrap_or("good");
            *(if expected == "good" { &mut good } else { &mut faults }) += 1;
            if found != expected {
                let _ = writeln!(wrong, "{}: {found}", file.display());
            }
        }
    }
    assert_eq!(wrong, "");
    assert!(good > 0 && faults >= least, "{parser} has {faults} faults, where there were {least}");
}

fn listed(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder of vectors");
    let mut paths: Vec<PathBuf> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.sort();
    paths
}

fn text_of(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).expect("a text")
}

fn file(path: &str) -> String {
    fs::read_to_string(vectors().join(path)).expect(path)
}

/// The signatures beside a signed text.
fn signatures(path: &Path) -> Vec<String> {
    let all = fs::read_to_string(format!("{}.asc", path.display())).expect("signatures");
    all.split_inclusive("-----END PGP SIGNATURE-----\n").map(str::to_owned).collect()
}

fn named(error: &OpenError) -> &'static str {
    match error {
        OpenError::NotOpened => "not-opened",
        OpenError::TooLarge(_) => "too-large",
        OpenError::Version => "version",
        OpenError::Binding => "binding",
        OpenError::Malformed(_) => "malformed",
        OpenError::Read(_) => "read",
    }
}

fn identity(seed: u8) -> Identity {
    Identity::from_seed(Secret::new([seed; 32]))
}

#[test]
fn codenames() {
    let mut stretcher = Stretcher::new();
    walk("codename", 10, |path, bytes| {
        let text = text_of(bytes);
        if path.extension().is_some_and(|ending| ending == "toml") {
            let said: toml::Table = text.parse().expect("TOML");
            let say = |key: &str| said[key].as_str().expect("a text");
            for list in ["english", "french", "italian", "spanish", "digits"] {
                let codename = Codename::parse(say(list), WordLanguage::English).expect(list);
                assert_eq!(codename.words(WordLanguage::French).join(" "), say("french"));
                let digits =
                    codename.digits().iter().map(|group| group.as_str().to_owned()).collect::<Vec<_>>();
                assert_eq!(digits.join(" "), say("digits"));
                let keys = stretcher.stretch(&codename, INSTANCE);
                let withdrawal = keys.withdrawal(say("day").parse().expect("a day"), 3);
                assert_eq!(keys.mailbox().to_string(), say("mailbox"));
                assert!(keys.reply_identity().to_text().expose_secret() == say("reply-identity"));
                assert_eq!(withdrawal.submission().to_string(), say("submission"));
            }
            return Ok(());
        }
        Codename::parse(&text, WordLanguage::French).map(drop).map_err(|error| match error {
            CodenameError::Count { .. } => "count",
            CodenameError::UnknownWord { .. } => "unknown-word",
            CodenameError::Digits { .. } => "digits",
            CodenameError::Group { .. } => "group",
            CodenameError::Order => "order",
            CodenameError::Checksum => "checksum",
        })
    });
}

#[test]
fn pins() {
    walk("pin", 4, |path, bytes| {
        let text = text_of(bytes);
        if path.extension().is_some_and(|ending| ending == "toml") {
            let said: toml::Table = text.parse().expect("TOML");
            let fingerprints = said["fingerprints"].as_array().expect("a list").iter();
            let fingerprints: Vec<_> =
                fingerprints.map(|text| text.as_str().expect("a text").parse().expect("one")).collect();
            let pin = Pin::of(2, &fingerprints);
            assert_eq!(said["pin"].as_str(), Some(pin.to_string().as_str()));
            assert_eq!(said["french"].as_str(), Some(pin.words(WordLanguage::French).join(" ").as_str()));
            return Ok(());
        }
        text.parse::<Pin>().map(drop).map_err(|_| "malformed")
    });
}

#[test]
fn recipients_and_identities() {
    walk("recipient", 12, |_, bytes| {
        text_of(bytes)
            .parse::<Recipient>()
            .map(|read| assert!(read == identity(1).recipient()))
            .map_err(|_| "key")
    });
    walk("identity", 8, |_, bytes| {
        let read = Identity::parse(&text_of(bytes)).map_err(|_| "key")?;
        assert!(read.recipient() == identity(1).recipient());
        Ok(())
    });
}

#[test]
fn messages() {
    walk("message", 70, |_, mut bytes| {
        let line = [&[b' '; 76][..], b"\r\n"].concat();
        let missing = padded(bytes.len() as u64) - bytes.len() as u64;
        bytes.extend(line.iter().cycle().take(usize::try_from(missing).expect("it fits")));
        read(bytes.as_slice()).map(drop).map_err(|error| named(&error))
    });
    walk("message-raw", 11, |_, bytes| read(bytes.as_slice()).map(drop).map_err(|error| named(&error)));
}

#[test]
fn contents() {
    walk("content", 35, |_, bytes| {
        let mut opened =
            age_format::open(&[&identity(5)], bytes.as_slice()).map_err(|error| named(&error))?;
        opened.read_to_end(&mut Vec::new()).map(drop).map_err(|_| "not-opened")
    });
}

#[test]
fn slots() {
    let [cert, gnupg] = ["slot/keys/cert.asc", "slot/keys/gnupg.asc"]
        .map(|path| SecretCert::parse(file(path).as_bytes(), None).expect("a key"));
    walk("slot", 30, |path, bytes| {
        let opened = if path.ends_with("to-a-cert-of-gnupg.asc") {
            open_cert_slot(&bytes, &binding(), &gnupg)
        } else if path.extension().is_some_and(|ending| ending == "asc") {
            open_cert_slot(&bytes, &binding(), &cert)
        } else {
            open_age_slot(&bytes, &binding(), &[&identity(1)])
        };
        opened.map(|key| assert!(key.recipient() == identity(5).recipient())).map_err(|error| named(&error))
    });
}

/// The form alone, which needs no signature.
#[test]
fn bodies_of_rosters() {
    walk("roster-body", 25, |_, bytes| {
        let text = text_of(bytes);
        let read = RosterBody::parse(&text);
        if let Ok(body) = &read {
            assert_eq!(RosterBody::parse(&body.to_text()).map(|again| again.to_text()), Ok(body.to_text()));
        }
        roster_verdict(read)
    });
}

fn roster_verdict<T>(result: Result<T, RosterError>) -> Result<(), &'static str> {
    result.map(drop).map_err(|error| match error {
        RosterError::Malformed => "malformed",
        RosterError::Version => "version",
        RosterError::UnknownRoots => "unknown-roots",
        RosterError::TooFewSignatures { .. } => "too-few-signatures",
        RosterError::Expired => "expired",
        RosterError::Rollback => "rollback",
        RosterError::Fork => "fork",
        RosterError::Instance => "instance",
        RosterError::Cert(_) => "cert",
        RosterError::Site => "site",
        RosterError::Silence => "silence",
    })
}

#[test]
fn rosters() {
    let pin: Pin = file("roster/keys/pin.txt").parse().expect("a pin");
    walk("roster", 45, |path, bytes| {
        let roster = UntrustedRoster { text: text_of(bytes), signatures: signatures(path) };
        roster_verdict(roster.verify_pinned(&pin, NOW))
    });
    let known = vectors().join("roster-next/keys/known.toml");
    let known = UntrustedRoster { text: file("roster-next/keys/known.toml"), signatures: signatures(&known) };
    let pin = RosterBody::parse(&known.text).expect("a roster").pin();
    let known = known.verify_pinned(&pin, NOW).expect("it holds");
    walk("roster-next", 10, |path, bytes| {
        let roster = UntrustedRoster { text: text_of(bytes), signatures: signatures(path) };
        roster_verdict(roster.verify_after(&known, NOW))
    });
}

#[test]
fn requests_of_editors() {
    walk("request", 12, |_, bytes| {
        let request = UntrustedRequest::parse(&text_of(bytes)).and_then(|request| request.verify(NOW));
        request.map(drop).map_err(|error| match error {
            RequestError::Malformed => "malformed",
            RequestError::Version => "version",
            RequestError::Cert { .. } => "cert",
            RequestError::Signature { .. } => "signature",
        })
    });
}

#[test]
fn secrets_of_editors() {
    walk("editor", 10, |_, bytes| {
        EditorSecrets::parse(&text_of(bytes)).map(drop).map_err(|error| named(&error))
    });
}

#[test]
fn epoch_statements() {
    let cert = Cert::parse(file("epochs/keys/cert.asc").as_bytes()).expect("a cert");
    walk("epochs", 20, |path, bytes| {
        let signature = signatures(path).concat();
        let stated = UntrustedEpochs { text: text_of(bytes), signature };
        let held = stated.verify(&cert, INSTANCE, &"anna".parse().expect("a handle"), NOW);
        held.map(drop).map_err(|error| match error {
            EpochError::Malformed => "malformed",
            EpochError::Version => "version",
            EpochError::Signature => "signature",
            EpochError::Binding => "binding",
            EpochError::TooMany => "too-many",
        })
    });
}

#[test]
fn notes_of_editors() {
    walk("note", 16, |_, bytes| {
        Note::parse(&text_of(bytes)).map(drop).map_err(|error| match error {
            NoteError::TooLong => "too-long",
            NoteError::Malformed => "malformed",
        })
    });
}

#[test]
fn memos_of_sources() {
    walk("memo", 8, |path, bytes| {
        if path.extension().is_some_and(|ending| ending == "bin") {
            let opened = bytes.as_slice().try_into().map_err(|_| "malformed")?;
            return Memo::from_bytes(opened).map(drop).ok_or("malformed");
        }
        let said: toml::Table = text_of(bytes).parse().expect("TOML");
        let say = |key: &str| unhex(said[key].as_str().expect("a text"));
        let root = say("root").try_into().expect("32 bytes");
        let id = said["submission"].as_str().expect("an id").parse().expect("an id");
        let sealed = SealedMemo::try_from(say("sealed").as_slice()).expect("80 bytes");
        let memo = sealed.open(&SourceKeys::from_root(Secret::new(root)), id).ok_or("not-opened")?;
        assert_eq!(memo.to_bytes().as_slice(), say("memo"), "{}", path.display());
        Ok(())
    });
}

#[test]
fn forwardings() {
    let (handle, first) = ("anna".parse().expect("a handle"), "2026-W47".parse().expect("a week"));
    let made = EditorSecrets::generate(handle, first, 1, NOW, &mut rng()).expect("an editor");
    walk("forwarded", 9, |_, bytes| {
        let said: toml::Table = text_of(bytes).parse().expect("TOML");
        let say = |key: &str| said[key].as_str().expect("a text");
        let from = say("from").parse().expect("a name");
        let mut anna = made.listed(vec![from], NOW);
        anna.device = DevicePublic::from_hex(say("device")).expect("a key");
        let forwarding = UntrustedForwarding {
            id: say("submission").parse().expect("an id"),
            to: say("to").parse().expect("a name"),
            editor: anna.handle.clone(),
            proof: unhex(say("proof")).try_into().expect("64 bytes"),
        };
        let from = anna.sections[0].clone();
        forwarding.verify(&from, &roster_of(vec![anna])).map_err(|_| "refused")
    });
}

fn unhex(text: &str) -> Vec<u8> {
    let byte = |digits: &[u8]| {
        let digits = std::str::from_utf8(digits).expect("hex");
        u8::from_str_radix(digits, 16).expect("hex")
    };
    text.as_bytes().chunks(2).map(byte).collect()
}

#[test]
fn a_reader_that_shares_no_line_with_us_reads_all_that_is_good() {
    let output = Command::new("/usr/bin/python3")
        .args(["-X", "utf8", "tests/reader/read.py", "tests/vectors"])
        .output()
        .expect("Debian's python3 is installed");
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{said}{}", String::from_utf8_lossy(&output.stderr));
    let parsers = listed(&vectors()).into_iter().filter(|parser| parser.join("good").is_dir());
    let good: Vec<PathBuf> = parsers
        .flat_map(|parser| listed(&parser.join("good")))
        .filter(|path| !path.to_string_lossy().ends_with(".toml.asc"))
        .filter(|path| !path.to_string_lossy().ends_with(".txt.asc"))
        // v6, with ML-KEM: neither age nor gpg 2.2 has that.
        .filter(|path| !path.ends_with("to-a-cert.asc"))
        .collect();
    for path in &good {
        assert!(said.contains(&format!("read {}\n", path.display())), "{} was not read", path.display());
    }
}
