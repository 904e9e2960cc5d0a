//! Editors' requests: their cert vouches for the rest; what was changed on the way is refused; what nothing signs is said so.

use estafette_keys::openpgp::{CertError, SecretCert};
use estafette_keys::roster::{Editor, Request, RequestError, UntrustedRequest};
use estafette_keys::signing::DeviceKey;
use rand::SeedableRng;
use rand_chacha::ChaCha20Rng;

use crate::sample::NOW;

fn device(seed: u64) -> DeviceKey {
    DeviceKey::generate(&mut ChaCha20Rng::seed_from_u64(seed))
}

fn editor(cert: &SecretCert) -> Editor {
    Editor {
        handle: "zoe".parse().expect("a handle"),
        device: device(4).public(),
        sections: Vec::new(),
        cert: cert.cert(),
    }
}

fn read(text: &str) -> Result<Request, RequestError> {
    UntrustedRequest::parse(text).and_then(|request| request.verify(NOW))
}

#[test]
fn a_request_is_signed_by_its_cert_and_read_however_it_came() {
    let cert = SecretCert::generate("zoe", NOW).expect("a cert");
    let asked = editor(&cert);
    let text = Request::write(&asked, &cert, NOW).expect("a request");
    let quoted = text.lines().map(|line| format!("> {line}")).collect::<Vec<_>>().join("\n");
    for (name, text) in [
        ("as written", text.clone()),
        ("Windows line ends", text.replace('\n', "\r\n")),
        ("quoted", quoted),
        ("quoted-printable", text.replace('=', "=3D")),
        ("other comments", text.replacen("# Public keys only.", "# Salut !", 1)),
    ] {
        let request = read(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(request.is_signed, "{name}");
        assert_eq!(request.editor.device, asked.device);
        assert_eq!(request.editor.cert.fingerprint(), asked.cert.fingerprint());
        assert!(request.editor.sections.is_empty());
    }
}

#[test]
fn whatever_is_changed_on_the_way_is_refused() {
    let cert = SecretCert::generate("zoe", NOW).expect("a cert");
    let asked = editor(&cert);
    let text = Request::write(&asked, &cert, NOW).expect("a request");
    let is_signature = |error: Option<RequestError>| matches!(error, Some(RequestError::Signature { .. }));
    // Somebody else's device would log in and sign answers.
    let swapped = text.replace(&asked.device.to_hex(), &device(5).public().to_hex());
    assert_ne!(swapped, text);
    assert!(is_signature(read(&swapped).err()));
    assert!(is_signature(read(&text.replacen("\"zoe\"", "\"anna\"", 1)).err()));
    // Another cert signs for itself, not for this one.
    let other = SecretCert::generate("zoe", NOW).expect("a cert");
    let theirs = Request::write(&editor(&other), &other, NOW).expect("a request");
    let part = |text: &str| text.split("[[editor]]").map(str::to_owned).collect::<Vec<_>>();
    let mixed = format!("{}[[editor]]{}", part(&theirs)[0], part(&text)[1]);
    assert!(is_signature(read(&mixed).err()));
    // What a cert signed as something else is no request.
    let handle = "zoe".parse().expect("a handle");
    let alien = cert.sign(b"estafette epochs 1\n", NOW).expect("a signature");
    let begin = text.find("-----BEGIN PGP SIG").expect("a signature");
    let end = text.find("-----END PGP SIG").expect("a signature");
    let alien_body = alien.split("-----END").next().expect("a body");
    let forged =
        format!("{}{alien_body}{}", text.get(..begin).expect("text"), text.get(end..).expect("text"));
    let error = RequestError::Signature { handle, fingerprint: cert.cert().fingerprint() };
    assert_eq!(read(&forged).err(), Some(error));
}

#[test]
fn what_nothing_signs_is_said_so_and_the_fault_of_a_cert_comes_first() {
    let cert = SecretCert::generate("zoe", NOW).expect("a cert");
    let unsigned = Request::write_unsigned(&editor(&cert), NOW);
    assert!(!read(&unsigned).expect("a request").is_signed);
    let root = SecretCert::generate_root("zoe", NOW).expect("a cert");
    assert_eq!(Request::write(&editor(&root), &root, NOW).err(), Some(CertError::NoEncryption));
    let text = Request::write_unsigned(&editor(&root), NOW);
    let error = RequestError::Cert {
        handle: "zoe".parse().expect("a handle"),
        fingerprint: Some(root.cert().fingerprint()),
        cause: CertError::NoEncryption,
    };
    assert_eq!(read(&text).err(), Some(error));
}

#[test]
fn what_is_no_request_is_refused_by_name() {
    let cert = SecretCert::generate("zoe", NOW).expect("a cert");
    let text = Request::write(&editor(&cert), &cert, NOW).expect("a request");
    let newer = text.replacen("estafette-request = 1", "estafette-request = 2", 1);
    assert_eq!(read(&newer).err(), Some(RequestError::Version));
    let secret = cert.to_armored_secret().expect("a key");
    let cert_of = cert.cert().listed(NOW).expect("a cert").armored();
    let with_secret = text.replace(&cert_of, secret.expose_secret());
    assert!(matches!(
        read(&with_secret).err(),
        Some(RequestError::Cert { fingerprint: None, cause: CertError::Secret, .. })
    ));
    for broken in [
        String::new(),
        "bonjour".to_owned(),
        format!("{text}\n[addresses]\nsource = \"x.onion\"\n"),
        text.replacen("[[editor]]", "admin = true\n[[editor]]", 1),
        format!("{text}{}", text.get(text.find("[[editor]]").expect("an editor")..).expect("text")),
    ] {
        assert_eq!(read(&broken).err(), Some(RequestError::Malformed), "{broken}");
    }
}
