//! A slot: an age file, or an OpenPGP message, sealed to somebody or to nobody; and the text inside one.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use std::io::Write;
use std::sync::LazyLock;

use estafette_keys::age_format::{AgeWriter, Identity};
use estafette_keys::envelope::{Binding, open_age_slot, open_cert_slot};
use estafette_keys::ids::{InstanceId, SubmissionId};
use estafette_keys::openpgp::SecretCert;
use estafette_keys::secret::Secret;
use libfuzzer_sys::fuzz_target;

static CERT: LazyLock<SecretCert> = LazyLock::new(|| {
    let key = include_bytes!("../tests/vectors/slot/keys/cert.asc");
    SecretCert::parse(key, None).expect("a key of the vectors")
});

fuzz_target!(|bytes: &[u8]| {
    let ours = Identity::from_seed(Secret::new([1; 32]));
    let item = SubmissionId::from_bytes([0x22; 16]).into();
    let binding = Binding {
        instance: InstanceId::from_bytes([0x11; 16]),
        section: "bruxelles".parse().expect("a section"),
        item,
    };
    drop(open_age_slot(bytes, &binding, &[&ours]));
    drop(open_cert_slot(bytes, &binding, &CERT));
    // What a hostile sender can put inside: any text at all.
    let mut slot = AgeWriter::new(&[&ours.recipient()], Vec::new()).expect("begun");
    slot.write_all(bytes).expect("written");
    drop(open_age_slot(&slot.finish().expect("ended"), &binding, &[&ours]));
});
