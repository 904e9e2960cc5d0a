//! Epoch statements hold for their editor and instance, and private halves go when they must.

use estafette_keys::epoch::{self, EpochError, UntrustedEpochs, WEEKS_MAX};
use estafette_keys::ids::InstanceId;
use estafette_keys::openpgp::SecretCert;
use estafette_keys::roster::Handle;

use crate::sample::{INSTANCE, NOW, rng};

fn handle(name: &str) -> Handle {
    name.parse().expect("a handle")
}

fn statement(weeks: usize) -> (SecretCert, UntrustedEpochs) {
    let cert = SecretCert::generate("anna", NOW).expect("a cert");
    let keys = epoch::generate("2026-W47".parse().expect("a week"), weeks, &mut rng());
    let stated = epoch::state(&keys, INSTANCE, &handle("anna"), &cert, NOW).expect("a statement");
    (cert, stated)
}

#[test]
fn a_statement_holds_for_its_editor_and_instance_only() {
    let (cert, stated) = statement(8);
    let held = stated.verify(&cert.cert(), INSTANCE, &handle("anna"), NOW).map(|epochs| epochs.keys.len());
    assert_eq!(held, Ok(8));
    let other = InstanceId::from_bytes([2; 16]);
    assert_eq!(stated.verify(&cert.cert(), other, &handle("anna"), NOW).err(), Some(EpochError::Binding));
    assert_eq!(stated.verify(&cert.cert(), INSTANCE, &handle("bruno"), NOW).err(), Some(EpochError::Binding));
    let bruno = SecretCert::generate("bruno", NOW).expect("a cert").cert();
    assert_eq!(stated.verify(&bruno, INSTANCE, &handle("anna"), NOW).err(), Some(EpochError::Signature));
}

#[test]
fn a_changed_or_malformed_statement_is_refused() {
    let (cert, stated) = statement(2);
    let changed = UntrustedEpochs { text: stated.text.replace("W48", "W49"), ..stated.clone() };
    let verify = |stated: &UntrustedEpochs| stated.verify(&cert.cert(), INSTANCE, &handle("anna"), NOW).err();
    assert_eq!(verify(&changed), Some(EpochError::Signature));
    let resigned = |text: String| {
        let signature = cert.sign(text.as_bytes(), NOW).expect("a signature");
        UntrustedEpochs { text, signature }
    };
    for (fault, text, error) in [
        ("newer", stated.text.replace("epochs 1", "epochs 2"), EpochError::Version),
        ("weeks-descending", stated.text.replace("W47", "W49"), EpochError::Malformed),
        ("week-that-is-none", stated.text.replace("W47", "W54"), EpochError::Malformed),
        (
            "recipient-damaged",
            stated.text.replace("W47 age1pq1q", "W47 age1pq1p").replace("W47 age1pq1", "W47 age1pq1x"),
            EpochError::Malformed,
        ),
        ("no-last-line-end", stated.text.trim_end().to_owned(), EpochError::Malformed),
        ("trailing-line", format!("{}\n", stated.text), EpochError::Malformed),
    ] {
        assert_ne!(text, stated.text, "{fault} is no fault");
        assert_eq!(verify(&resigned(text)), Some(error), "{fault}");
    }
    let (cert, many) = statement(WEEKS_MAX + 1);
    assert_eq!(many.verify(&cert.cert(), INSTANCE, &handle("anna"), NOW).err(), Some(EpochError::TooMany));
}

#[test]
fn keys_past_their_retention_go() {
    let mut keys = epoch::generate("2026-W40".parse().expect("a week"), 8, &mut rng());
    // W40 ended on 4 October, W41 on the 11th.
    let today = "2026-11-10".parse().expect("a day");
    assert_eq!(epoch::destroy_expired(&mut keys, 30, today), 1);
    assert_eq!(keys[0].week.to_string(), "2026-W41");
    assert_eq!(epoch::destroy_expired(&mut keys, 30, today), 0);
}
