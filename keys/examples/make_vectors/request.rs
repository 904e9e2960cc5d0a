//! Editors' requests to be listed.

use estafette_keys::openpgp::SecretCert;
use estafette_keys::roster::{Editor, Request};
use estafette_keys::signing::DeviceKey;

use crate::sample::{NOW, rng};
use crate::{Vectors, replaced};

pub(crate) fn write(vectors: &Vectors) {
    let device = DeviceKey::generate(&mut rng()).public();
    let asks = |cert: &SecretCert| {
        let handle = "anna".parse().expect("a handle");
        Editor { handle, device, sections: Vec::new(), cert: cert.cert() }
    };
    let cert = SecretCert::generate("anna", NOW).expect("a cert");
    let signed = Request::write(&asks(&cert), &cert, NOW).expect("a request");
    let unsigned = Request::write_unsigned(&asks(&cert), NOW);
    vectors.good("signed.toml", &signed);
    vectors.good("signed-with-windows-line-ends.toml", signed.replace('\n', "\r\n"));
    vectors.good("unsigned.toml", &unsigned);
    let newer = replaced(&signed, "estafette-request = 1", "estafette-request = 2");
    vectors.put("version", "version-2.toml", newer);
    // The public key of the first test of RFC 8032.
    let other = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
    let body = |text: &str| text.split_once("[[editor]]").expect("an editor").1.to_owned();
    let stranger = SecretCert::generate("anna", NOW).expect("a cert");
    let theirs = Request::write(&asks(&stranger), &stranger, NOW).expect("a request");
    let head = |text: &str| text.split_once("[[editor]]").expect("an editor").0.to_owned();
    for (name, changed) in [
        ("another-device.toml", replaced(&signed, &device.to_hex(), other)),
        ("another-handle.toml", replaced(&signed, "handle = \"anna\"", "handle = \"clara\"")),
        ("signed-by-another-cert.toml", format!("{}[[editor]]{}", head(&theirs), body(&signed))),
        ("no-signature-in-it.toml", {
            let begin = signed.find("-----BEGIN PGP SIG").expect("a signature");
            let end = signed.find("-----END PGP SIG").expect("a signature");
            format!("{}{}", &signed[..begin], &signed[end..])
        }),
    ] {
        vectors.put("signature", name, changed);
    }
    let root = SecretCert::generate_root("anna", NOW).expect("a cert");
    let late = SecretCert::generate("anna", NOW + 86_400).expect("a cert");
    let secret = cert.to_armored_secret().expect("a key");
    let listed = cert.cert().listed(NOW).expect("a cert");
    for (name, text) in [
        ("can-not-receive.toml", Request::write_unsigned(&asks(&root), NOW)),
        ("not-valid-yet.toml", Request::write_unsigned(&asks(&late), NOW)),
        ("a-secret-key.toml", replaced(&unsigned, &listed.armored(), secret.expose_secret())),
    ] {
        vectors.put("cert", name, text);
    }
    for (name, text) in [
        ("nothing.toml", String::new()),
        ("not-toml.toml", "bonjour".to_owned()),
        ("two-editors.toml", format!("{signed}[[editor]]{}", body(&signed))),
        ("an-address-slipped-in.toml", format!("{signed}\n[addresses]\nsource = \"example.onion\"\n")),
        ("a-handle-with-a-path.toml", replaced(&signed, "\"anna\"", "\"../anna\"")),
        ("a-device-too-short.toml", replaced(&signed, "device = \"", "device = \"0")),
    ] {
        vectors.put("malformed", name, text);
    }
}
