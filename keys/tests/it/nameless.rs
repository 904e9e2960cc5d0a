//! Certs as they are listed: no name, no address, and all that a cert is for still works. Needs the real `gpg`.

use estafette_keys::envelope::{ItemKey, SlotRecipient, open_cert_slot, seal_slot};
use estafette_keys::epoch;
use estafette_keys::openpgp::{Cert, CertError, SecretCert};
use estafette_keys::roster::Handle;

use crate::gpg::Gpg;
use crate::sample::{INSTANCE, NOW, binding, rng};

const DAY: i64 = 86_400;
const NAME: &str = "Anna Rivière (presse) <anna.riviere@example.org>";

/// A key with a name, an address, and a key that receives.
fn named() -> Gpg {
    let gpg = Gpg::new();
    gpg.run(&["--quick-generate-key", NAME, "future-default", "default", "never"]);
    gpg
}

fn names(gpg: &Gpg, file: &str, cert: &Cert) -> usize {
    let packets = gpg.run(&["--list-packets", &gpg.file(file, cert.armored().as_bytes())]);
    let packets = String::from_utf8_lossy(&packets);
    packets.matches(":user ID packet:").count() + packets.matches(":attribute packet:").count()
}

/// The cert that `gpg` gives, without its user ids, and nothing asked.
fn bare(gpg: &Gpg) -> Cert {
    Cert::parse(&gpg.run(&["--export-filter", "keep-uid=uid = nobody", "--export"])).expect("a cert")
}

#[test]
fn a_listed_cert_has_no_name_and_gnupg_opens_what_is_sealed_to_it() {
    let gpg = named();
    let whole = gpg.cert().expect("a cert");
    let listed = whole.listed(NOW).expect("a cert without names");
    assert_eq!((names(&gpg, "whole", &whole), names(&gpg, "listed", &listed)), (1, 0));
    assert!(whole.armored().contains("Anna") && !listed.armored().contains("Anna"));
    assert_eq!(listed.fingerprint(), whole.fingerprint());
    // It reads back as itself, and is listed no further.
    let read = Cert::parse(listed.armored().as_bytes()).expect("a cert");
    assert_eq!(read.listed(NOW).map(|cert| cert.armored()), Ok(listed.armored()));

    let key = ItemKey::generate(&mut rng());
    let slot = seal_slot(&key, &binding(), &SlotRecipient::Cert(&read), NOW).expect("a slot");
    let opened = gpg.run(&["--decrypt", &gpg.file("slot.asc", &slot)]);
    assert!(opened.starts_with(b"# estafette slot 1\n"));
    let secret = SecretCert::parse(&gpg.secret(), None).expect("a secret key");
    assert!(open_cert_slot(&slot, &binding(), &secret).expect("it opens").recipient() == key.recipient());
}

#[test]
fn a_cert_that_was_made_here_is_listed_without_its_name() {
    let anna = SecretCert::generate("Anna Rivière", NOW).expect("a cert");
    let listed = anna.cert().listed(NOW).expect("a cert without names");
    // GnuPG 2.2 does not read a v6 cert: its name would stand in it as it is.
    let armored = listed.armored();
    assert!(!armored.contains("Anna") && armored.len() + 200 < anna.cert().armored().len());
    let signature = anna.sign(b"texte", NOW).expect("a signature");
    assert!(listed.verify(signature.as_bytes(), b"texte", NOW).is_ok());
}

#[test]
fn what_the_primary_key_or_a_subkey_signs_holds_by_the_listed_cert() {
    let gpg = named();
    let fingerprint = gpg.cert().expect("a cert").fingerprint().to_string();
    let handle: Handle = "anna".parse().expect("a handle");
    let keys = epoch::generate("2026-W47".parse().expect("a week"), 2, &mut rng());
    for round in ["primary", "subkey", "subkey alone"] {
        match round {
            "subkey" => drop(gpg.run(&["--quick-add-key", &fingerprint, "ed25519", "sign", "never"])),
            // Its primary key is in a drawer: `sec#`.
            "subkey alone" => {
                let kept = gpg.run(&["--export-secret-subkeys"]);
                let kept = gpg.file("subkeys", &kept);
                gpg.run(&["--yes", "--delete-secret-keys", &fingerprint]);
                gpg.run(&["--import", &kept]);
            }
            _ => {}
        }
        let listed = gpg.cert().and_then(|cert| cert.listed(NOW)).expect("a cert without names");
        let text = gpg.file(round, b"texte");
        let theirs = gpg.run(&["--armor", "--detach-sign", "--output", "-", &text]);
        assert_eq!(listed.verify(&theirs, b"texte", NOW), Ok(()), "{round}");
        assert!(listed.verify(&theirs, b"autre", NOW).is_err(), "{round}");
        let textual = ["--armor", "--textmode", "--detach-sign", "--output", "-", &text];
        assert!(listed.verify(&gpg.run(&textual), b"texte", NOW).is_err(), "{round}");
        let Ok(secret) = SecretCert::parse(&gpg.secret(), None) else { continue };
        for now in [NOW, NOW + 3 * DAY] {
            let stated = epoch::state(&keys, 1, INSTANCE, &handle, &secret, now).expect("a statement");
            assert!(stated.verify(&listed, INSTANCE, &handle, now).is_ok(), "{round}");
        }
    }
    // Somebody else's signature is not theirs.
    let other = named();
    let theirs = other.run(&["--armor", "--detach-sign", "--output", "-", &other.file("text", b"texte")]);
    let listed = gpg.cert().and_then(|cert| cert.listed(NOW)).expect("a cert without names");
    assert!(listed.verify(&theirs, b"texte", NOW).is_err());
}

#[test]
fn a_signature_of_a_subkey_that_expired_or_was_revoked_holds_no_longer() {
    let gpg = named();
    let fingerprint = gpg.cert().expect("a cert").fingerprint().to_string();
    gpg.run(&["--quick-add-key", &fingerprint, "ed25519", "sign", "2d"]);
    let text = gpg.file("text", b"texte");
    let signature = gpg.run(&["--armor", "--detach-sign", "--output", "-", &text]);
    let listed = gpg.cert().and_then(|cert| cert.listed(NOW)).expect("a cert without names");
    assert!(listed.verify(&signature, b"texte", NOW + DAY).is_ok());
    // The cert could still sign, with its primary key; the key that signed this could, when it did.
    assert!(listed.verify(&signature, b"texte", NOW + 3 * DAY).is_ok());
    gpg.answers(&["--edit-key", &fingerprint], "key 2\nrevkey\ny\n1\n\ny\nsave\n");
    assert!(bare(&gpg).verify(&signature, b"texte", NOW + DAY).is_err());
}

#[test]
fn subkeys_end_and_revocations_count_without_a_name_too() {
    let gpg = Gpg::new();
    gpg.run(&["--quick-generate-key", NAME, "ed25519", "default", "never"]);
    let fingerprint = gpg.cert().expect("a cert").fingerprint().to_string();
    gpg.run(&["--quick-add-key", &fingerprint, "cv25519", "encr", "9d"]);
    let listed = gpg.cert().and_then(|cert| cert.listed(NOW)).expect("a cert without names");
    assert_eq!(listed.check_receives(NOW + 8 * DAY), Ok(()));
    assert_eq!(listed.check_receives(NOW + 10 * DAY), Err(CertError::NoEncryption));
    assert_eq!(listed.check_receives(NOW - DAY), Err(CertError::Expired));
    gpg.answers(&["--edit-key", &fingerprint], "key 1\nrevkey\ny\n1\n\ny\nsave\n");
    assert_eq!(bare(&gpg).check_receives(NOW), Err(CertError::NoEncryption));
    assert_eq!(bare(&gpg).check_signs(NOW), Ok(()));
    gpg.run(&["--quick-add-key", &fingerprint, "cv25519", "encr", "never"]);
    assert_eq!(bare(&gpg).check_receives(NOW), Ok(()));
    let revocation = gpg.answers(&["--armor", "--output", "-", "--gen-revoke", &fingerprint], "y\n1\n\ny\n");
    gpg.run(&["--import", &gpg.file("revocation.asc", &revocation)]);
    assert_eq!(bare(&gpg).check_receives(NOW), Err(CertError::Revoked));
    assert_eq!(gpg.cert().and_then(|cert| cert.listed(NOW)).err(), Some(CertError::Revoked));
}

#[test]
fn what_its_user_ids_say_is_asked_before_they_go() {
    let gpg = Gpg::new();
    gpg.run(&["--quick-generate-key", NAME, "future-default", "default", "2d"]);
    let whole = gpg.cert().expect("a cert");
    assert!(whole.listed(NOW + DAY).is_ok());
    assert_eq!(whole.listed(NOW + 3 * DAY).err(), Some(CertError::Expired));
}

#[test]
fn a_key_that_the_primary_key_did_not_bind_receives_nothing() {
    let (anna, mallory) = (named(), named());
    let bytes = |gpg: &Gpg, what: &str| gpg.run(&["--export-filter", "keep-uid=uid = nobody", what]);
    let theirs = bytes(&mallory, "--export");
    // Behind the primary key's packet: a subkey and its binding, by another primary key.
    let primary = usize::from(theirs[1]) + 2;
    let mixed = [bytes(&anna, "--export"), theirs[primary..].to_vec()].concat();
    let mixed = Cert::parse(&mixed).expect("a cert");
    let slot = mixed.seal(b"texte", NOW).expect("a slot");
    let packets = anna.run(&["--list-packets", &anna.file("slot.asc", &slot)]);
    assert_eq!(String::from_utf8_lossy(&packets).matches(":pubkey enc packet:").count(), 1);
    let alone = [&bytes(&anna, "--export")[..primary], &theirs[primary..]].concat();
    assert_eq!(Cert::parse(&alone).and_then(|cert| cert.check_receives(NOW)), Err(CertError::Malformed));
}

#[test]
fn a_root_keeps_one_user_id_because_gnupg_asks_for_it() {
    let gpg = named();
    let fingerprint = gpg.cert().expect("a cert").fingerprint().to_string();
    gpg.run(&["--quick-add-uid", &fingerprint, "coordination-un"]);
    gpg.run(&["--quick-set-primary-uid", &fingerprint, "coordination-un"]);
    let whole = gpg.cert().expect("a cert");
    // `gpg` dates it a second later than what it replaces.
    let listed = whole.listed_as_root(NOW + 60).expect("a root");
    assert_eq!((names(&gpg, "whole", &whole), names(&gpg, "listed", &listed)), (2, 1));
    assert!(listed.armored().contains("coordination-un") && !listed.armored().contains("Anna"));
    let later = ["--faked-system-time", "20261121T120000"];
    let text = gpg.file("text", b"texte");
    let signature = gpg.run(&[&later[..], &["--armor", "--detach-sign", "--output", "-", &text]].concat());
    assert!(listed.verify(&signature, b"texte", NOW + DAY).is_ok());
    let stranger = Gpg::new();
    stranger.run(&["--import", &stranger.file("root.asc", listed.armored().as_bytes())]);
    let (text, signature) = (stranger.file("text", b"texte"), stranger.file("text.asc", &signature));
    stranger.run(&[&later[..], &["--verify", &signature, &text]].concat());
    assert_eq!(bare(&gpg).listed_as_root(NOW + 60).err(), Some(CertError::NoUserId));
}

#[test]
fn a_revoker_is_named_without_a_name_too() {
    let gpg = named();
    let anna = gpg.cert().expect("a cert").fingerprint().to_string();
    gpg.run(&["--quick-generate-key", "group@example.org", "ed25519", "cert,sign", "never"]);
    let group = Cert::parse(&gpg.run(&["--export", "group@example.org"])).expect("a cert").fingerprint();
    gpg.answers(&["--edit-key", &anna], &format!("addrevoker\n{group}\ny\nsave\n"));
    let named = Cert::parse(&gpg.run(&["--export", &anna])).expect("a cert");
    let listed = named.listed(NOW).expect("a cert without names");
    assert_eq!(listed.revokers(NOW), [group]);
    assert_eq!(listed.check_receives(NOW).and(listed.check_signs(NOW)), Ok(()));
}
