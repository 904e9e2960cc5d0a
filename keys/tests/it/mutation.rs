//! Each parser of outside bytes, fed thousands of damaged samples: it may refuse, it may not panic or grow.
//! Bounded and seeded, so that a failure comes back.

use estafette_keys::age_format::{self, Identity, Recipient};
use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::editor::EditorSecrets;
use estafette_keys::envelope::{ItemKey, SlotRecipient, open_age_slot, open_cert_slot, seal_slot};
use estafette_keys::epoch::{self, UntrustedEpochs};
use estafette_keys::message::{FileName, Line};
use estafette_keys::openpgp::{Cert, SecretCert};
use estafette_keys::roster::{Handle, Pin, UntrustedRoster};
use estafette_keys::secret::Secret;
use estafette_keys::signing::DeviceKey;
use rand_chacha::rand_core::RngCore;

use crate::sample::{INSTANCE, NOW, TEXT, binding, codename, header, plaintext, read, rng, sealed};

/// Flips, cuts, repeats and splices, `rounds` times.
fn mutated(sample: &[u8], rounds: usize, mut feed: impl FnMut(&[u8])) {
    let mut rng = rng();
    let mut below = |limit: usize| usize::try_from(rng.next_u64() % (limit as u64 + 1)).expect("it fits");
    for _ in 0..rounds {
        let mut bytes = sample.to_vec();
        for _ in 0..=below(4) {
            let at = below(bytes.len().saturating_sub(1));
            let to = (at + below(64)).min(bytes.len());
            match below(4) {
                0 if !bytes.is_empty() => bytes[at] ^= 1 << below(7),
                1 => bytes.truncate(at),
                2 => bytes.extend_from_within(at..to),
                3 => drop(bytes.drain(at..to)),
                _ => bytes.splice(at..to, [0xff, 0, b'\r', b'\n', b'-', b'-']).for_each(drop),
            }
        }
        feed(&bytes);
    }
}

#[test]
fn codenames_and_lines() {
    let words = codename().words(WordLanguage::French).join(" ");
    mutated(words.as_bytes(), 300, |bytes| {
        let typed = String::from_utf8_lossy(bytes);
        let _ = Codename::parse(&typed, WordLanguage::French);
        let _ = Line::new(&typed);
        assert!(!FileName::sanitised(&typed).as_str().contains(['/', '\\', '\0']));
    });
}

#[test]
fn messages() {
    let key = ItemKey::generate(&mut rng());
    let message = plaintext(&key, &sealed(&key, &header(), TEXT, &[("a.txt", "text/plain", b"un")]));
    mutated(&message, 2_000, |bytes| assert!(bytes == message || read(bytes).is_err()));
}

#[test]
fn age_files_and_slots() {
    let identity = Identity::from_seed(Secret::new([1; 32]));
    let key = ItemKey::generate(&mut rng());
    let slot = seal_slot(&key, &binding(), &SlotRecipient::Age(&identity.recipient()), NOW).expect("a slot");
    mutated(&slot, 2_000, |bytes| {
        assert!(bytes == slot || open_age_slot(bytes, &binding(), &[&identity]).is_err());
    });
    mutated(identity.recipient().to_string().as_bytes(), 500, |bytes| {
        let _ = String::from_utf8_lossy(bytes).parse::<Recipient>();
    });
    let passphrase = Secret::new("phrase de passe".to_owned());
    let vault = age_format::seal_with_passphrase(&passphrase, 2, b"secret").expect("a vault");
    mutated(&vault, 300, |bytes| {
        assert!(bytes == vault || age_format::open_with_passphrase(&passphrase, bytes).is_err());
    });
}

#[test]
fn openpgp_certs_and_slots() {
    let cert = SecretCert::generate("anna", NOW).expect("a cert");
    let key = ItemKey::generate(&mut rng());
    let slot = seal_slot(&key, &binding(), &SlotRecipient::Cert(&cert.cert()), NOW).expect("a slot");
    mutated(&slot, 300, |bytes| {
        let _ = open_cert_slot(bytes, &binding(), &cert);
    });
    mutated(cert.cert().armored().as_bytes(), 300, |bytes| {
        let _ = Cert::parse(bytes).map(|cert| cert.check_receives(NOW));
    });
}

#[test]
fn rosters() {
    let root = SecretCert::generate_root("root", NOW).expect("a root");
    let anna = SecretCert::generate("anna", NOW).expect("a cert");
    let device = DeviceKey::generate(&mut rng()).public().to_hex();
    let (root_cert, anna_cert) = (root.cert().armored(), anna.cert().armored());
    let text = format!(
        "estafette-roster = 1\ninstance = \"{INSTANCE}\"\nnumber = 1\nexpires = \"2027-01-01\"\nthreshold = 1\n\
         [[root]]\nname = \"r\"\ncert = \"\"\"\n{root_cert}\"\"\"\n\
         [[section]]\nname = \"bruxelles\"\nretention-days = 30\nlanguages = [\"fr\"]\ntitles.fr = \"Bruxelles\"\n\
         [[editor]]\nhandle = \"anna\"\ndevice = \"{device}\"\nsections = [\"bruxelles\"]\ncert = \"\"\"\n{anna_cert}\"\"\"\n"
    );
    let pin = Pin::of(1, &[root.cert().fingerprint()]);
    let signature = root.sign(text.as_bytes(), NOW).expect("a signature");
    let roster = |text: &[u8], signature: &[u8]| UntrustedRoster {
        text: String::from_utf8_lossy(text).into_owned(),
        signatures: vec![String::from_utf8_lossy(signature).into_owned()],
    };
    assert!(
        roster(text.as_bytes(), signature.as_bytes()).verify_pinned(&pin, NOW).is_ok(),
        "the sample holds"
    );
    mutated(text.as_bytes(), 1_000, |bytes| {
        let held = roster(bytes, signature.as_bytes()).verify_pinned(&pin, NOW).is_ok();
        assert!(!held || bytes == text.as_bytes());
    });
    // A signature may change where it does not count, in its armor; it may only not make us fall.
    mutated(signature.as_bytes(), 300, |bytes| {
        let _ = roster(text.as_bytes(), bytes).verify_pinned(&pin, NOW);
    });
}

#[test]
fn epoch_statements() {
    let cert = SecretCert::generate("anna", NOW).expect("a cert");
    let anna: Handle = "anna".parse().expect("a handle");
    let keys = epoch::generate("2026-W47".parse().expect("a week"), 3, &mut rng());
    let stated = epoch::state(&keys, 7, INSTANCE, &anna, &cert, NOW).expect("a statement");
    mutated(stated.text.as_bytes(), 300, |bytes| {
        // Signed anew, so that the reader is reached.
        let text = String::from_utf8_lossy(bytes).into_owned();
        let signature = cert.sign(text.as_bytes(), NOW).expect("a signature");
        let read = UntrustedEpochs { text, signature }.verify(&cert.cert(), INSTANCE, &anna, NOW);
        assert!(read.is_err() || read.is_ok_and(|epochs| epochs.keys.is_sorted_by(|a, b| a.0 < b.0)));
    });
}

#[test]
fn editors_secrets() {
    let (handle, first) = ("anna".parse().expect("a handle"), "2026-W47".parse().expect("a week"));
    let anna = EditorSecrets::generate(handle, first, 3, NOW, &mut rng()).expect("an editor");
    mutated(anna.to_text().expect("a text").expose_secret().as_bytes(), 500, |bytes| {
        let _ = EditorSecrets::parse(&String::from_utf8_lossy(bytes));
    });
}
