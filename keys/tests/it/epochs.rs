//! Epoch statements hold for their editor and instance, and private halves go when they must.

use estafette_keys::epoch::{self, EpochError, UntrustedEpochs};
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
    let stated = epoch::state(&keys, 7, INSTANCE, &handle("anna"), &cert, NOW).expect("a statement");
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
fn a_statement_carries_its_counter_and_one_of_before_carries_none() {
    let (cert, stated) = statement(2);
    let counter = |stated: &UntrustedEpochs| {
        let held = stated.verify(&cert.cert(), INSTANCE, &handle("anna"), NOW);
        held.map(|epochs| (epochs.counter, epochs.keys.len()))
    };
    assert_eq!((counter(&stated), epoch::counter_of(&stated)), (Ok((7, 2)), 7));
    let text = stated.text.replace("epochs 2", "epochs 1").replace("counter 7\n", "");
    let signature = cert.sign(text.as_bytes(), NOW).expect("a signature");
    let before = UntrustedEpochs { text, signature };
    assert_eq!((counter(&before), epoch::counter_of(&before)), (Ok((0, 2)), 0));
    // It is signed with the rest.
    let raised = UntrustedEpochs { text: stated.text.replace("counter 7", "counter 8"), ..stated };
    assert_eq!(counter(&raised), Err(EpochError::Signature));
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
