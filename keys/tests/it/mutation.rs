//! Each parser of outside bytes, fed thousands of damaged samples: it may refuse, it may not panic or grow.
//! Bounded and seeded, so that a failure comes back.

use estafette_keys::age_format::{self, Identity, Recipient};
use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::envelope::{ItemKey, SlotRecipient, open_age_slot, open_cert_slot, seal_slot};
use estafette_keys::message::{FileName, Line};
use estafette_keys::openpgp::{Cert, SecretCert};
use estafette_keys::roster::{Pin, UntrustedRoster};
use estafette_keys::secret::Secret;
use rand_chacha::rand_core::RngCore;

use crate::sample::{NOW, TEXT, binding, codename, header, plaintext, read, rng, sealed};

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
    let pin: Pin = "0".repeat(40).parse().expect("a pin");
    let sample = "estafette-roster = 1\ninstance = \"11111111111111111111111111111111\"\nnumber = 1\nexpires = \"2027-01-01\"\nthreshold = 1\n[[root]]\nname = \"r\"\ncert = \"\"\n";
    mutated(sample.as_bytes(), 1_000, |bytes| {
        let roster =
            UntrustedRoster { text: String::from_utf8_lossy(bytes).into_owned(), signatures: Vec::new() };
        assert!(roster.verify_pinned(&pin, NOW).is_err());
    });
}
