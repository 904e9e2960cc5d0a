//! An editor's secrets come back from their sealed file, and every other file is refused.

use estafette_keys::age_format::OpenError;
use estafette_keys::editor::EditorSecrets;
use estafette_keys::secret::Secret;

use crate::sample::{NOW, rng};

/// scrypt at its quickest: these tests are not about guessing.
const LOG_N: u8 = 2;

fn anna() -> EditorSecrets {
    let (handle, first) = ("anna".parse().expect("a handle"), "2026-W47".parse().expect("a week"));
    EditorSecrets::generate(handle, first, 3, NOW, &mut rng()).expect("an editor")
}

fn passphrase(text: &str) -> Secret<String> {
    Secret::new(text.to_owned())
}

#[test]
fn they_come_back_from_their_sealed_file() {
    let anna = anna();
    let sealed = anna.seal(&passphrase("phrase de passe"), LOG_N).expect("it seals");
    let opened = EditorSecrets::open(&sealed, &passphrase("phrase de passe")).expect("it opens");
    assert_eq!(opened.handle, anna.handle);
    assert_eq!(opened.device.public(), anna.device.public());
    assert_eq!(opened.cert.cert().fingerprint(), anna.cert.cert().fingerprint());
    assert_eq!(opened.epochs.len(), 3);
    for (opened, kept) in opened.epochs.iter().zip(&anna.epochs) {
        assert!(opened.week == kept.week && opened.identity.recipient() == kept.identity.recipient());
    }
    let signature = opened.cert.sign(b"texte", NOW).expect("a signature");
    assert!(anna.cert.cert().verify(signature.as_bytes(), b"texte", NOW).is_ok());
}

#[test]
fn a_wrong_passphrase_and_a_damaged_file_look_alike() {
    let mut sealed = anna().seal(&passphrase("phrase de passe"), LOG_N).expect("it seals");
    let wrong = EditorSecrets::open(&sealed, &passphrase("autre"));
    assert!(matches!(wrong.err(), Some(OpenError::NotOpened)));
    let last = sealed.len() - 1;
    sealed[last] ^= 1;
    let damaged = EditorSecrets::open(&sealed, &passphrase("phrase de passe"));
    assert!(matches!(damaged.err(), Some(OpenError::NotOpened)));
}

#[test]
fn what_is_listed_is_public_only() {
    let anna = anna();
    let listed = anna.listed(vec!["bruxelles".parse().expect("a section")], NOW);
    assert_eq!(listed.device, anna.device.public());
    assert!(!listed.cert.armored().contains("PRIVATE"));
}

#[test]
fn a_text_that_is_not_of_the_form_is_refused() {
    let anna = anna();
    let text = anna.to_text().expect("a text");
    let text = text.expose_secret();
    let newer = text.replace("estafette-editor = 1", "estafette-editor = 2\nsurprise = 1");
    assert!(matches!(EditorSecrets::parse(&newer).err(), Some(OpenError::Version)));
    let huge = text.clone() + &" ".repeat(512 * 1024);
    assert!(matches!(EditorSecrets::parse(&huge).err(), Some(OpenError::TooLarge(_))));
    for (fault, faulty) in [
        ("empty", String::new()),
        ("not-toml", "bonjour".to_owned()),
        ("unknown-field", text.replacen("handle", "surprise = 1\nhandle", 1)),
        ("no-version", text.replace("estafette-editor = 1\n", "")),
        ("handle-with-a-slash", text.replacen("handle = \"anna", "handle = \"../anna", 1)),
        ("short-device", text.replacen("device = \"", "device = \"0", 1)),
        ("week-that-is-none", text.replace("2026-W47", "2026-W54")),
        ("identity-damaged", text.replacen("AGE-SECRET-KEY-PQ-1", "AGE-SECRET-KEY-PQ-1Q", 1)),
    ] {
        assert!(faulty != *text, "{fault} is no fault");
        assert!(matches!(EditorSecrets::parse(&faulty).err(), Some(OpenError::Malformed(_))), "{fault}");
    }
}
