//! Slots: to an age identity (`.age`), or to a cert (`.asc`, whose secret key is `keys.pgp` beside them).

use std::io::Write;
use std::process::Command;

use estafette_keys::age_format::{AgeWriter, Identity};
use estafette_keys::openpgp::{Cert, SecretCert};
use estafette_keys::secret::Secret;

use crate::sample::NOW;
use crate::{Vectors, replaced};

const LENGTH: usize = 320;

fn identity(seed: u8) -> Identity {
    Identity::from_seed(Secret::new([seed; 32]))
}

fn sealed(text: &str) -> Vec<u8> {
    let mut writer = AgeWriter::new(&[&identity(1).recipient()], Vec::new()).expect("begun");
    writer.write_all(text.as_bytes()).expect("written");
    writer.finish().expect("ended")
}

/// The text of a slot before its filling.
fn lines() -> String {
    let item = identity(5).to_text();
    let (instance, id) = ("11".repeat(16), "22".repeat(16));
    format!(
        "# estafette slot 1\n# instance {instance}\n# section bruxelles\n# item {id}\n{}\n",
        item.expose_secret()
    )
}

fn filled(mut text: String, length: usize) -> String {
    text.push('#');
    while text.len() < length - 1 {
        text.push(' ');
    }
    text + "\n"
}

pub(crate) fn write(vectors: &Vectors) {
    let good = filled(lines(), LENGTH);
    vectors.good("to-an-epoch-key.age", sealed(&good));
    let cert = SecretCert::generate("anna", NOW).expect("a cert");
    vectors.good("to-a-cert.asc", cert.cert().seal(good.as_bytes(), NOW).expect("a slot"));
    let (public, secret) = gnupg();
    let public = Cert::parse(&public).expect("a cert");
    vectors.good("to-a-cert-of-gnupg.asc", public.seal(good.as_bytes(), NOW).expect("a slot"));
    vectors.put("keys", "gnupg.asc", secret);
    vectors.put("keys", "cert.asc", cert.to_armored_secret().expect("a key").expose_secret());

    let malformed = |name: &str, text: String| vectors.put("malformed", name, sealed(&text));
    malformed("a-byte-short.age", filled(lines(), LENGTH - 1));
    malformed("a-byte-long.age", filled(lines(), LENGTH + 1));
    malformed("empty.age", String::new());
    malformed("without-its-filling.age", lines());
    malformed("a-filling-that-says-something.age", replaced(&good, "#   ", "# hi"));
    malformed("a-filling-of-zeros.age", good.replace("  ", "\0\0"));
    malformed("without-a-section.age", filled(replaced(&lines(), "# section bruxelles\n", ""), LENGTH));
    malformed("lines-reordered.age", {
        let (section, item) = ("# section bruxelles\n", format!("# item {}\n", "22".repeat(16)));
        filled(replaced(&lines(), &format!("{section}{item}"), &format!("{item}{section}")), LENGTH)
    });
    malformed("a-section-that-is-none.age", filled(replaced(&lines(), "bruxelles", "../etc"), LENGTH));
    malformed("an-id-in-capitals.age", filled(replaced(&lines(), "item 22", "item AA"), LENGTH));
    malformed("line-ends-of-two-bytes.age", filled(lines().replace('\n', "\r\n"), LENGTH));
    malformed("no-identity.age", filled(replaced(&lines(), "KEY-PQ-1", "KEY-PQ-2"), LENGTH));
    malformed("two-identities.age", {
        let second = identity(6).to_text();
        filled(lines() + second.expose_secret() + "\n", LENGTH)
    });
    malformed("a-version-missing.age", filled(replaced(&lines(), "# estafette slot 1\n", ""), LENGTH));
    let cert_slot = |text: &str| cert.cert().seal(text.as_bytes(), NOW).expect("a slot");
    vectors.put("malformed", "without-its-filling.asc", cert_slot(&lines()));
    vectors.put("too-large", "a-byte-long.asc", cert_slot(&filled(lines(), LENGTH + 1)));
    vectors.put("version", "version-2.age", sealed(&replaced(&good, "slot 1", "slot 2")));
    vectors.put("version", "version-2.asc", cert_slot(&replaced(&good, "slot 1", "slot 2")));
    for (name, from, to) in [
        ("of-another-section", "# section bruxelles", "# section brescia00"),
        ("of-another-item", "# item 22", "# item 33"),
        ("of-another-instance", "# instance 11", "# instance 22"),
    ] {
        let text = filled(replaced(&lines(), from, to), LENGTH);
        vectors.put("binding", &format!("{name}.age"), sealed(&text));
        vectors.put("binding", &format!("{name}.asc"), cert_slot(&text));
    }

    let sound = sealed(&good);
    let not_opened = |name: &str, slot: Vec<u8>| vectors.put("not-opened", name, slot);
    not_opened("nothing.age", Vec::new());
    not_opened("of-another-editor.age", {
        let mut writer = AgeWriter::new(&[&identity(2).recipient()], Vec::new()).expect("begun");
        writer.write_all(good.as_bytes()).expect("written");
        writer.finish().expect("ended")
    });
    not_opened("cut.age", sound[..sound.len() - 1].to_vec());
    not_opened("a-byte-after.age", [sound.as_slice(), b"\n"].concat());
    not_opened("a-byte-changed.age", {
        let mut slot = sound.clone();
        let last = slot.len() - 40;
        slot[last] ^= 1;
        slot
    });
    let stranger = SecretCert::generate("bruno", NOW).expect("a cert").cert();
    not_opened("of-another-editor.asc", stranger.seal(good.as_bytes(), NOW).expect("a slot"));
    let armored = String::from_utf8(cert_slot(&good)).expect("armored");
    not_opened("cut.asc", armored.as_bytes()[..armored.len() / 2].to_vec());
    not_opened(
        "a-signature-in-its-place.asc",
        cert.sign(good.as_bytes(), NOW).expect("a signature").into_bytes(),
    );
    not_opened("unencrypted.asc", good.into_bytes());
    vectors.put("too-large", "seventeen-kilobytes.age", [sound, vec![0; 17 * 1_024]].concat());
}

/// A key as GnuPG makes it, public and secret.
fn gnupg() -> (Vec<u8>, Vec<u8>) {
    let home = tempfile::tempdir().expect("a temporary folder");
    let run = |arguments: &[&str]| {
        let output = Command::new("gpg")
            .arg("--homedir")
            .arg(home.path())
            .args(["--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", ""])
            .args(["--faked-system-time", "20261120T110000"])
            .args(arguments)
            .output()
            .expect("gpg is installed");
        assert!(output.status.success(), "gpg {arguments:?}");
        output.stdout
    };
    run(&["--quick-generate-key", "anna@example.org", "future-default", "default", "never"]);
    (run(&["--armor", "--export"]), run(&["--armor", "--export-secret-keys"]))
}
