//! Certs as GnuPG makes them, and those that are refused, by name. Needs the real `gpg`.

use estafette_keys::envelope::{ItemKey, SlotRecipient, open_cert_slot, seal_slot};
use estafette_keys::openpgp::{Cert, CertError, SecretCert};
use estafette_keys::secret::Secret;

use crate::gpg::Gpg;
use crate::sample::{NOW, binding, rng};

#[test]
fn gnupg_opens_what_we_seal_and_we_open_with_its_keys() {
    for algorithm in ["rsa4096", "future-default"] {
        let gpg = Gpg::new();
        gpg.key(algorithm, "default");
        if algorithm == "rsa4096" {
            let fingerprint = gpg.cert().expect("a cert").fingerprint().to_string();
            gpg.run(&["--quick-add-key", &fingerprint, "rsa4096", "encr", "never"]);
        }
        let cert = gpg.cert().expect("a cert");
        assert_eq!(cert.check_receives(NOW), Ok(()));
        let key = ItemKey::generate(&mut rng());
        let slot = seal_slot(&key, &binding(), &SlotRecipient::Cert(&cert), NOW).expect("a slot");
        let opened = gpg.run(&["--decrypt", &gpg.file("slot.asc", &slot)]);
        assert!(opened.starts_with(b"# estafette slot 1\n"), "{algorithm}");
        let secret = SecretCert::parse(&gpg.secret(), None).expect("a secret key");
        assert!(open_cert_slot(&slot, &binding(), &secret).expect("it opens").recipient() == key.recipient());
    }
}

#[test]
fn gnupg_verifies_what_our_roots_sign() {
    let gpg = Gpg::new();
    let root = SecretCert::generate_root("root one", NOW).expect("a root");
    gpg.run(&["--import", &gpg.file("root.asc", root.cert().armored().as_bytes())]);
    let text = gpg.file("roster.toml", b"estafette-roster = 1\n");
    let signature = root.sign(b"estafette-roster = 1\n", NOW).expect("a signature");
    gpg.run(&["--verify", &gpg.file("roster.asc", signature.as_bytes()), &text]);
}

#[test]
fn we_verify_what_gnupg_signs() {
    let gpg = Gpg::new();
    gpg.key("ed25519", "sign");
    let signature = gpg.run(&["--armor", "--detach-sign", "--output", "-", &gpg.file("text", b"texte")]);
    let cert = gpg.cert().expect("a cert");
    assert!(cert.verify(&signature, b"texte", NOW).is_ok());
    assert!(cert.verify(&signature, b"autre", NOW).is_err());
    assert!(cert.verify(b"", b"texte", NOW).is_err());
}

#[test]
fn a_locked_secret_key_opens_with_its_passphrase() {
    let gpg = Gpg::new();
    let arguments =
        ["--passphrase", "sésame", "--quick-generate-key", "anna@example.org", "ed25519", "sign", "never"];
    gpg.run(&arguments);
    let locked = gpg.run(&["--passphrase", "sésame", "--armor", "--export-secret-keys"]);
    let passphrase = |text: &str| Secret::new(text.to_owned());
    assert_eq!(SecretCert::parse(&locked, None).err(), Some(CertError::Passphrase));
    assert_eq!(SecretCert::parse(&locked, Some(&passphrase("autre"))).err(), Some(CertError::Passphrase));
    let unlocked = SecretCert::parse(&locked, Some(&passphrase("sésame"))).expect("it unlocks");
    let signature = unlocked.sign(b"texte", NOW).expect("a signature");
    assert!(unlocked.cert().verify(signature.as_bytes(), b"texte", NOW).is_ok());
}

#[test]
fn certs_are_refused_by_name() {
    let anna = SecretCert::generate("anna", NOW).expect("a cert");
    let root = SecretCert::generate_root("root", NOW).expect("a cert");
    let armored = anna.to_armored_secret().expect("a key");
    assert_eq!(Cert::parse(armored.expose_secret().as_bytes()).err(), Some(CertError::Secret));
    assert_eq!(SecretCert::parse(anna.cert().armored().as_bytes(), None).err(), Some(CertError::NoSecret));
    let both = anna.cert().armored() + &root.cert().armored();
    assert_eq!(Cert::parse(both.as_bytes()).err(), Some(CertError::Several));
    for nothing in [b"".as_slice(), b"bonjour", &[0xc6; 300], &vec![b'a'; 300 * 1024]] {
        assert_eq!(Cert::parse(nothing).err(), Some(CertError::Malformed));
    }
    assert_eq!(root.cert().check_receives(NOW), Err(CertError::NoEncryption));
    assert_eq!(root.cert().check_signs(NOW), Ok(()));
    assert_eq!(anna.cert().check_receives(NOW), Ok(()));
}

#[test]
fn expired_revoked_and_weak_certs_are_refused_by_name() {
    let expired = Gpg::new();
    expired.run(&["--quick-generate-key", "anna@example.org", "future-default", "default", "1d"]);
    let cert = expired.cert().expect("a cert");
    assert_eq!(cert.check_receives(NOW + 3_600), Ok(()));
    assert_eq!(cert.check_receives(NOW + 2 * 86_400), Err(CertError::Expired));

    let revoked = Gpg::new();
    revoked.key("future-default", "default");
    let fingerprint = revoked.cert().expect("a cert").fingerprint().to_string();
    let path = revoked.home().join(format!("openpgp-revocs.d/{fingerprint}.rev"));
    let revocation =
        std::fs::read_to_string(path).expect("gpg wrote one").replace(":-----BEGIN", "-----BEGIN");
    revoked.run(&["--import", &revoked.file("revocation.asc", revocation.as_bytes())]);
    assert_eq!(revoked.cert().expect("a cert").check_receives(NOW + 3_600), Err(CertError::Revoked));

    let weak = Gpg::new();
    weak.key("rsa1024", "sign");
    assert_eq!(weak.cert().expect("a cert").check_signs(NOW), Err(CertError::Weak));
}
