//! Slots: opened by whom they were sealed to, where they belong, and by nobody else.

use estafette_keys::age_format::{Identity, OpenError};
use estafette_keys::envelope::{
    Binding, ItemKey, SlotForm, SlotRecipient, open_age_slot, open_cert_slot, seal_slot, slot_form,
};
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::openpgp::SecretCert;
use estafette_keys::secret::Secret;

use crate::sample::{NOW, binding, rng};

fn identity(seed: u8) -> Identity {
    Identity::from_seed(Secret::new([seed; 32]))
}

fn age_slot(key: &ItemKey, to: &Identity) -> Vec<u8> {
    seal_slot(key, &binding(), &SlotRecipient::Age(&to.recipient()), NOW).expect("a slot")
}

#[test]
fn an_age_slot_opens_for_its_editor_only() {
    let key = ItemKey::generate(&mut rng());
    let slot = age_slot(&key, &identity(1));
    assert_eq!(slot_form(&slot), Some(SlotForm::Age));
    let opened = open_age_slot(&slot, &binding(), &[&identity(2), &identity(1)]).expect("it opens");
    assert!(opened.recipient() == key.recipient());
    assert!(matches!(open_age_slot(&slot, &binding(), &[&identity(2)]).err(), Some(OpenError::NotOpened)));
}

#[test]
fn a_cert_slot_opens_for_its_editor_only() {
    let key = ItemKey::generate(&mut rng());
    let (anna, bruno) = (SecretCert::generate("anna", NOW), SecretCert::generate("bruno", NOW));
    let (anna, bruno) = (anna.expect("a cert"), bruno.expect("a cert"));
    let slot = seal_slot(&key, &binding(), &SlotRecipient::Cert(&anna.cert()), NOW).expect("a slot");
    assert_eq!(slot_form(&slot), Some(SlotForm::OpenPgp));
    assert!(open_cert_slot(&slot, &binding(), &anna).expect("it opens").recipient() == key.recipient());
    assert!(matches!(open_cert_slot(&slot, &binding(), &bruno).err(), Some(OpenError::NotOpened)));
}

#[test]
fn a_slot_does_not_open_elsewhere() {
    let key = ItemKey::generate(&mut rng());
    let slot = age_slot(&key, &identity(1));
    let here = binding();
    let elsewhere = [
        Binding { instance: InstanceId::from_bytes([7; 16]), ..here.clone() },
        Binding { section: "geneve".parse().expect("a section"), ..here.clone() },
        Binding { item: SubmissionId::from_bytes([7; 16]).into(), ..here },
    ];
    for wrong in elsewhere {
        assert!(matches!(open_age_slot(&slot, &wrong, &[&identity(1)]).err(), Some(OpenError::Binding)));
    }
}

#[test]
fn slots_have_one_size_whatever_the_section() {
    let key = ItemKey::generate(&mut rng());
    let size = |section: &str| {
        let binding = Binding { section: section.parse().expect("a section"), ..binding() };
        let slot =
            seal_slot(&key, &binding, &SlotRecipient::Age(&identity(1).recipient()), NOW).expect("a slot");
        // The header's size varies by chance: age adds a stanza of random length that means nothing.
        let header = slot.windows(4).position(|window| window == b"\n---").expect("the end of the header");
        slot.len() - header
    };
    assert_eq!(size("a"), size(&"z".repeat(32)));
}

#[test]
fn every_damaged_byte_of_a_slot_is_noticed() {
    let key = ItemKey::generate(&mut rng());
    let slot = age_slot(&key, &identity(1));
    for at in (0..slot.len()).step_by(7) {
        let mut damaged = slot.clone();
        damaged[at] ^= 1;
        assert!(open_age_slot(&damaged, &binding(), &[&identity(1)]).is_err(), "byte {at}");
    }
    for length in (0..slot.len()).step_by(31) {
        assert!(open_age_slot(&slot[..length], &binding(), &[&identity(1)]).is_err(), "cut at {length}");
    }
}
