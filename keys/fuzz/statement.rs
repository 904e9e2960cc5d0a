//! Epoch statements, and an editor's secrets as a backup hands them back.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use std::sync::LazyLock;

use estafette_keys::editor::EditorSecrets;
use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::ids::InstanceId;
use estafette_keys::openpgp::SecretCert;
use libfuzzer_sys::fuzz_target;

const NOW: i64 = 1_795_176_000;

static CERT: LazyLock<SecretCert> = LazyLock::new(|| {
    let key = include_bytes!("../tests/vectors/slot/keys/cert.asc");
    SecretCert::parse(key, None).expect("a key of the vectors")
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    drop(EditorSecrets::parse(text));
    // Signed by a hostile editor: the text is read only then.
    let Ok(signature) = CERT.sign(bytes, NOW) else { return };
    let stated = UntrustedEpochs { text: text.to_owned(), signature };
    let instance = InstanceId::from_bytes([0x11; 16]);
    let held = stated.verify(&CERT.cert(), instance, &"anna".parse().expect("a handle"), NOW);
    if let Ok(epochs) = held {
        assert!(epochs.keys.is_sorted_by(|(a, _), (b, _)| a < b), "weeks ascend");
    }
});
