//! Nothing of ours is needed to read a message: Python's own `email` does it. Stock `age`
//! (1.3 or later) and `gpg` open what comes before that.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use estafette_keys::age_format::Identity;
use estafette_keys::envelope::{ItemKey, SlotRecipient, seal_slot};
use estafette_keys::hex;
use estafette_keys::openpgp::Cert;

use crate::gpg::Gpg;
use crate::sample::{NOW, TEXT, binding, header, plaintext, rng, sealed};

const READER: &str = r#"
import email, email.policy, hashlib, sys
# Not message_from_binary_file, which changes the line ends of binary parts.
message = email.message_from_bytes(sys.stdin.buffer.read(), policy=email.policy.default)
assert not message.defects, message.defects
print(message["Estafette-Kind"], message["Subject"])
for part in message.iter_parts():
    assert not part.defects, part.defects
    body = part.get_payload(decode=True)
    print(part.get_content_type(), part.get_filename(), hashlib.sha256(body).hexdigest())
"#;

#[test]
fn python_reads_the_same_bytes() {
    let noise: Vec<u8> = (0..100_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()).collect();
    let key = ItemKey::generate(&mut rng());
    let content = sealed(&key, &header(), TEXT, &[("photo ✊.jpg", "image/jpeg", &noise)]);
    let mut python = Command::new("python3")
        .args(["-X", "utf8", "-c", READER])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("python3 is installed");
    python.stdin.take().expect("a pipe").write_all(&plaintext(&key, &content)).expect("it reads");
    let output = python.wait_with_output().expect("it ends");
    assert!(output.status.success());

    let digest = |bytes: &[u8]| {
        let hash = <sha2::Sha256 as sha2::Digest>::digest(bytes);
        hex::encode(&hash)
    };
    let printed = String::from_utf8(output.stdout).expect("UTF-8");
    let mut lines = printed.lines();
    assert_eq!(lines.next(), Some("communique Refus de plateaux à Lantin"));
    let text = digest(TEXT.replace('\n', "\r\n").as_bytes());
    assert_eq!(lines.next(), Some(format!("text/plain None {text}").as_str()));
    assert_eq!(lines.next(), Some(format!("image/jpeg photo ✊.jpg {}", digest(&noise)).as_str()));
}

fn put(folder: &Path, name: &str, bytes: &[u8]) {
    let mut file =
        OpenOptions::new().write(true).create_new(true).open(folder.join(name)).expect("a new file");
    file.write_all(bytes).expect("it is written");
}

/// `age -d -i identity file`, by the program itself.
fn age(folder: &Path, identity: &str, file: &str) -> Vec<u8> {
    let output = Command::new("age")
        .current_dir(folder)
        .args(["--decrypt", "--identity", identity, file])
        .output()
        .expect("age is installed");
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "age 1.3 or later is needed, with hybrid recipients: {said}");
    output.stdout
}

#[test]
fn stock_age_opens_an_envelope_sealed_to_an_epoch_key() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let (editor, key) = (Identity::generate(&mut rng()), ItemKey::generate(&mut rng()));
    let content = sealed(&key, &header(), TEXT, &[("a.txt", "text/plain", b"un")]);
    let slot = seal_slot(&key, &binding(), &SlotRecipient::Age(&editor.recipient()), NOW).expect("a slot");
    put(folder.path(), "epoch.key", editor.to_text().expose_secret().as_bytes());
    put(folder.path(), "slot.age", &slot);
    put(folder.path(), "content.age", &content);
    let identity = age(folder.path(), "epoch.key", "slot.age");
    put(folder.path(), "id", &identity);
    assert!(age(folder.path(), "id", "content.age") == plaintext(&key, &content));
}

#[test]
fn stock_gpg_and_age_open_an_envelope_sealed_to_a_cert() {
    let gpg = Gpg::new();
    gpg.key("future-default", "default");
    let cert = Cert::parse(&gpg.run(&["--armor", "--export"])).expect("a cert");
    let key = ItemKey::generate(&mut rng());
    let content = sealed(&key, &header(), TEXT, &[]);
    let slot = seal_slot(&key, &binding(), &SlotRecipient::Cert(&cert), NOW).expect("a slot");
    let identity = gpg.run(&["--decrypt", &gpg.file("slot.asc", &slot)]);
    gpg.file("id", &identity);
    gpg.file("content.age", &content);
    assert!(age(gpg.home(), "id", "content.age") == plaintext(&key, &content));
}

#[test]
fn one_envelope_opens_for_an_age_editor_and_for_a_gpg_editor() {
    let gpg = Gpg::new();
    gpg.key("future-default", "default");
    let cert = gpg.cert().expect("a cert");
    let (editor, key) = (Identity::generate(&mut rng()), ItemKey::generate(&mut rng()));
    let content = sealed(&key, &header(), TEXT, &[("a.txt", "text/plain", b"un")]);
    let slot = |to: SlotRecipient<'_>| seal_slot(&key, &binding(), &to, NOW).expect("a slot");
    gpg.file("content.age", &content);
    gpg.file("epoch.key", editor.to_text().expose_secret().as_bytes());
    gpg.file("slot.age", &slot(SlotRecipient::Age(&editor.recipient())));
    gpg.file("id-of-age", &age(gpg.home(), "epoch.key", "slot.age"));
    gpg.file("id-of-gpg", &gpg.run(&["--decrypt", &gpg.file("slot.asc", &slot(SlotRecipient::Cert(&cert)))]));
    for identity in ["id-of-age", "id-of-gpg"] {
        assert!(age(gpg.home(), identity, "content.age") == plaintext(&key, &content), "{identity}");
    }
}

#[test]
fn what_stock_age_seals_to_our_recipient_we_open() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let key = ItemKey::generate(&mut rng());
    for size in [0, 1, 65_535, 65_536, 65_537] {
        put(folder.path(), &format!("{size}.txt"), &vec![b'e'; size]);
        let output = Command::new("age")
            .current_dir(folder.path())
            .args(["--encrypt", "--recipient", &key.recipient().to_string(), &format!("{size}.txt")])
            .output()
            .expect("age is installed");
        assert!(plaintext(&key, &output.stdout) == vec![b'e'; size], "{size} bytes");
    }
}
