//! One file per fault in `vectors/cert`, made by GnuPG 2.2 on 2026-11-01 (`not-yet-valid`: 2027-01-01), refused by
//! its name.

use estafette_keys::openpgp::{Cert, CertError, SecretCert};

use crate::sample::NOW;

macro_rules! fault {
    ($name:literal) => {
        ($name, include_bytes!(concat!("../vectors/cert/", $name)).as_slice())
    };
}

#[test]
fn what_is_not_one_public_cert_is_not_read() {
    for ((name, bytes), error) in [
        (fault!("cut.asc"), CertError::Malformed),
        (fault!("garbage-after.pgp"), CertError::Malformed),
        (fault!("secret-bearing.asc"), CertError::Secret),
        (fault!("two-certs.asc"), CertError::Several),
        // Found by the fuzzer: OpenPGP reads it, and can't write it again.
        (fault!("unwritable.pgp"), CertError::Malformed),
    ] {
        assert_eq!(Cert::parse(bytes).err(), Some(error), "{name}");
    }
    let (_, sound) = fault!("sound.asc");
    assert_eq!(SecretCert::parse(sound, None).err(), Some(CertError::NoSecret));
}

#[test]
fn a_cert_that_cannot_receive_is_refused_by_name() {
    for ((name, bytes), receives) in [
        (fault!("sound.asc"), Ok(())),
        (fault!("encryption-only.asc"), Ok(())),
        (fault!("expired.asc"), Err(CertError::Expired)),
        (fault!("not-yet-valid.asc"), Err(CertError::Expired)),
        (fault!("revoked.asc"), Err(CertError::Revoked)),
        (fault!("weak-rsa1024.asc"), Err(CertError::Weak)),
        (fault!("weak-sha1.asc"), Err(CertError::Sha1)),
        (fault!("unbound.pgp"), Err(CertError::Malformed)),
        (fault!("signing-only.asc"), Err(CertError::NoEncryption)),
        (fault!("encryption-expired.asc"), Err(CertError::NoEncryption)),
        (fault!("encryption-weak.asc"), Err(CertError::NoEncryption)),
    ] {
        let cert = Cert::parse(bytes).expect(name);
        assert_eq!(cert.check_receives(NOW), receives, "{name}");
        assert_eq!(cert.seal(b"texte", NOW).map(drop), receives, "{name}");
    }
}

#[test]
fn a_cert_that_cannot_sign_is_refused_by_name() {
    for ((name, bytes), signs) in [
        (fault!("sound.asc"), Ok(())),
        (fault!("signing-only.asc"), Ok(())),
        (fault!("encryption-only.asc"), Err(CertError::NoSigning)),
        (fault!("expired.asc"), Err(CertError::Expired)),
        (fault!("revoked.asc"), Err(CertError::Revoked)),
        (fault!("weak-rsa1024.asc"), Err(CertError::Weak)),
    ] {
        assert_eq!(Cert::parse(bytes).expect(name).check_signs(NOW), signs, "{name}");
    }
}
