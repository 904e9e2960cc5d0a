//! Certs as GnuPG makes them, and those that are refused, by name. Needs the real `gpg`.

use estafette_keys::age_format::OpenError;
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
fn a_signature_holds_while_its_cert_does() {
    let gpg = Gpg::new();
    gpg.run(&["--quick-generate-key", "anna@example.org", "ed25519", "sign", "1d"]);
    let (cert, text) = (gpg.cert().expect("a cert"), gpg.file("text", b"texte"));
    let signature = gpg.run(&["--armor", "--detach-sign", "--output", "-", &text]);
    assert!(cert.verify(&signature, b"texte", NOW + 3_600).is_ok());
    // Whoever finds the key later can still write any past date into a signature.
    assert!(cert.verify(&signature, b"texte", NOW + 2 * 86_400).is_err());
}

#[test]
fn a_clock_that_is_a_few_minutes_fast_is_forgiven() {
    let root = SecretCert::generate_root("root", NOW).expect("a root");
    // A signature says the day: of a clock that is fast, only that it is past midnight already.
    let midnight = NOW - NOW % 86_400 + 86_400;
    let tomorrow = root.sign(b"texte", midnight + 60).expect("a signature");
    let holds = |at: i64| root.cert().verify(tomorrow.as_bytes(), b"texte", at).is_ok();
    assert!(holds(midnight - 4 * 60) && holds(midnight));
    assert!(!holds(midnight - 6 * 60) && !holds(NOW));
}

#[test]
fn a_signature_of_text_mode_is_refused() {
    let gpg = Gpg::new();
    gpg.key("ed25519", "sign");
    let text = gpg.file("text", b"un\ndeux\n");
    let signature = gpg.run(&["--armor", "--textmode", "--detach-sign", "--output", "-", &text]);
    // It would hold for these bytes, too, and so for two rosters with two hashes.
    let cert = gpg.cert().expect("a cert");
    assert!(cert.verify(&signature, b"un\ndeux\n", NOW).is_err());
    assert!(cert.verify(&signature, b"un\r\ndeux\r\n", NOW).is_err());
}

#[test]
fn a_cert_of_many_keys_still_makes_a_slot() {
    let gpg = Gpg::new();
    gpg.key("future-default", "default");
    let fingerprint = gpg.cert().expect("a cert").fingerprint().to_string();
    for _ in 0..5 {
        gpg.run(&["--quick-add-key", &fingerprint, "cv25519", "encr", "never"]);
    }
    let cert = gpg.cert().expect("a cert");
    let key = ItemKey::generate(&mut rng());
    let slot = seal_slot(&key, &binding(), &SlotRecipient::Cert(&cert), NOW).expect("a slot");
    let packets = gpg.run(&["--list-packets", &gpg.file("slot.asc", &slot)]);
    assert_eq!(String::from_utf8_lossy(&packets).matches(":pubkey enc packet:").count(), 4);
}

#[test]
fn a_message_that_is_compressed_or_too_large_is_refused() {
    let gpg = Gpg::new();
    gpg.key("future-default", "default");
    let secret = SecretCert::parse(&gpg.secret(), None).expect("a secret key");
    let zeros = gpg.file("zeros", &vec![0; 4 * 1024 * 1024]);
    let encrypted = |more: &[&str]| {
        let to = ["--trust-model", "always", "--recipient", "anna@example.org", "--output", "-"];
        gpg.run(&[&to, more, &["--encrypt", &zeros]].concat())
    };
    let bomb = encrypted(&["--compress-algo", "zlib"]);
    assert!(bomb.len() < 64 * 1024, "it is a bomb");
    assert!(matches!(secret.open(&bomb, 8 * 1024 * 1024).err(), Some(OpenError::NotOpened)));
    let plain = encrypted(&["--compress-algo", "none"]);
    assert_eq!(
        secret.open(&plain, 4 * 1024 * 1024).map(|opened| opened.expose_secret().len()).ok(),
        Some(4 << 20)
    );
    assert!(matches!(secret.open(&plain, (4 << 20) - 1).err(), Some(OpenError::TooLarge(_))));
    assert!(matches!(secret.open(&plain, 1_024).err(), Some(OpenError::TooLarge(_))));
}

#[test]
fn what_others_certified_is_left_out_and_the_cert_stays_what_it_is() {
    let gpg = Gpg::new();
    gpg.key("future-default", "default");
    let fingerprint = gpg.cert().expect("a cert").fingerprint().to_string();
    let small = gpg.cert().expect("a cert").armored().len();
    gpg.run(&["--quick-generate-key", "friend@example.org", "ed25519", "cert,sign", "never"]);
    // Longer, as the certs of people who go to key signings are.
    let note = format!("note@example.org={}", "x".repeat(900));
    gpg.run(&[
        "--default-key",
        "friend@example.org",
        "--cert-notation",
        &note,
        "--quick-sign-key",
        &fingerprint,
    ]);
    for armor in [&["--armor"][..], &[]] {
        let exported = gpg.run(&[armor, &["--export", &fingerprint]].concat());
        let is_longer = exported.len() > if armor.is_empty() { small * 3 / 4 + 900 } else { small + 900 };
        assert!(is_longer, "somebody certified it");
        let cert = Cert::parse(&exported).expect("a cert");
        assert_eq!(cert.fingerprint().to_string(), fingerprint);
        assert_eq!(cert.armored().len(), small);
        assert_eq!(cert.check_receives(NOW).and(cert.check_signs(NOW)), Ok(()));
    }
}

#[test]
fn a_named_revoker_alone_revokes_nothing_and_its_revocation_does() {
    let gpg = Gpg::new();
    gpg.key("future-default", "default");
    let anna = gpg.cert().expect("a cert").fingerprint().to_string();
    gpg.run(&["--quick-generate-key", "group@example.org", "ed25519", "cert,sign", "never"]);
    let group = Cert::parse(&gpg.run(&["--export", "group@example.org"])).expect("a cert").fingerprint();
    gpg.answers(&["--edit-key", &anna], &format!("addrevoker\n{group}\ny\nsave\n"));
    let named = Cert::parse(&gpg.run(&["--export", &anna])).expect("a cert");
    assert_eq!(named.revokers(NOW), [group]);
    assert_eq!(named.check_receives(NOW), Ok(()));
    let revocation = gpg.answers(&["--armor", "--output", "-", "--desig-revoke", &anna], "y\n1\n\ny\n");
    gpg.run(&["--import", &gpg.file("revocation.asc", &revocation)]);
    let revoked = Cert::parse(&gpg.run(&["--export", &anna])).expect("a cert");
    assert_eq!(revoked.check_receives(NOW), Err(CertError::RevokedByAnother));
    assert_eq!(revoked.check_signs(NOW), Err(CertError::RevokedByAnother));
}

#[test]
fn the_same_cert_pasted_twice_is_one_and_a_secret_key_is_named() {
    let anna = SecretCert::generate("anna", NOW).expect("a cert");
    let public = anna.cert().armored();
    let twice = Cert::parse(format!("Salut,\n\n{public}\n\n{public}").as_bytes()).expect("a cert");
    assert_eq!(twice.fingerprint(), anna.cert().fingerprint());
    let secret = anna.to_armored_secret().expect("a key");
    let both = format!("{public}\n{}", secret.expose_secret());
    assert_eq!(Cert::parse(both.as_bytes()).err(), Some(CertError::Secret));
    let huge = vec![b' '; 3 * 1024 * 1024];
    assert_eq!(Cert::parse(&huge).err(), Some(CertError::TooLarge));
}

#[test]
fn a_subkey_signs_before_the_primary() {
    let gpg = Gpg::new();
    gpg.key("ed25519", "default");
    let fingerprint = gpg.cert().expect("a cert").fingerprint().to_string();
    gpg.run(&["--quick-add-key", &fingerprint, "ed25519", "sign", "never"]);
    let secret = SecretCert::parse(&gpg.secret(), None).expect("a secret key");
    let signature = secret.sign(b"texte", NOW).expect("a signature");
    let packets = gpg.run(&["--list-packets", &gpg.file("signature.asc", signature.as_bytes())]);
    let primary = fingerprint.get(24..).expect("a key id").to_owned();
    assert!(!String::from_utf8_lossy(&packets).contains(&primary));
    assert!(gpg.cert().expect("a cert").verify(signature.as_bytes(), b"texte", NOW).is_ok());
}
