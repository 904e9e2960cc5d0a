//! Certs and detached signatures of people we don't know.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use estafette_keys::openpgp::{Cert, SecretCert};
use libfuzzer_sys::fuzz_target;

const NOW: i64 = 1_795_176_000;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(cert) = Cert::parse(bytes) {
        let _ = cert.check_signs(NOW);
        assert!(cert.verify(bytes, b"text", NOW).is_err(), "a cert is no signature");
        if cert.check_receives(NOW).is_ok() {
            assert!(cert.seal(b"text", NOW).is_ok(), "what can receive does");
        }
        assert!(Cert::parse(cert.armored().as_bytes()).is_ok(), "it reads back");
    }
    drop(SecretCert::parse(bytes, None));
});
