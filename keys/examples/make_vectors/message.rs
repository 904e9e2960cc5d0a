//! Messages, stored without their padding (which a reader of vectors adds), each signed anew: but for those whose
//! fault is the signature, nothing is wrong with them than what their name says.

use std::io::Read;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use ed25519_dalek::{Signer, SigningKey};
use estafette_keys::age_format::{self, Identity};
use estafette_keys::labels::{MAILBOX_PROOF, MESSAGE_SIGNATURE, THREAD_KEY};
use estafette_keys::message::{FileName, Header, Kind, MessageSealer, What};
use estafette_keys::padding::padded;
use estafette_keys::secret::Secret;
use hkdf::Hkdf;
use sha2::{Digest, Sha256, Sha512};

use crate::codename::hex;
use crate::sample::{TEXT, header, rng, source};
use crate::{Vectors, replaced};

const FILES: [(&str, &str, &[u8]); 2] = [("a.txt", "text/plain", b"un"), ("b.txt", "text/plain", b"deux")];

/// As sealed, with its padding.
fn whole(header: &Header, text: &str, files: &[(&str, &str, &[u8])]) -> Vec<u8> {
    let key = Identity::from_seed(Secret::new([5; 32]));
    let sealer =
        MessageSealer::begin(&key.recipient(), header, text, source().thread_key(), Vec::new(), &mut rng());
    let mut sealer = sealer.expect("begun");
    for (name, media_type, bytes) in files {
        sealer.begin_file(&FileName::sanitised(name), media_type).expect("a file is begun");
        sealer.write_file(bytes).expect("a file is written");
    }
    let content = sealer.finish().expect("ended");
    let mut message = Vec::new();
    age_format::open(&[&key], content.as_slice())
        .expect("it opens")
        .read_to_end(&mut message)
        .expect("it is whole");
    message
}

/// A message up to its signature, and its boundary.
struct Unsigned {
    text: Vec<u8>,
    boundary: String,
}

impl Unsigned {
    fn of(header: &Header, text: &str, files: &[(&str, &str, &[u8])]) -> Self {
        let message = whole(header, text, files);
        let shown = String::from_utf8_lossy(&message).into_owned();
        let boundary =
            shown.split_once("boundary=\"").and_then(|(_, rest)| rest.split_once('"')).expect("it").0;
        let end = format!("\r\n--{boundary}\r\nContent-Type: application/vnd.estafette.signature");
        let at = message.windows(end.len()).position(|window| window == end.as_bytes()).expect("a signature");
        Self { text: message[..at].to_vec(), boundary: boundary.to_owned() }
    }

    fn with(&self, from: &str, to: &str) -> Vec<u8> {
        self.with_bytes(from, to.as_bytes())
    }

    /// With the first occurrence changed, and signed.
    fn with_bytes(&self, from: &str, to: &[u8]) -> Vec<u8> {
        self.signed(&edited(&self.text, from, to))
    }

    fn signed(&self, text: &[u8]) -> Vec<u8> {
        let signature = thread_key().sign(&[MESSAGE_SIGNATURE, &Sha512::digest(text)[..]].concat());
        self.with_signature(text, &BASE64_STANDARD.encode(signature.to_bytes()))
    }

    fn with_signature(&self, text: &[u8], signature: &str) -> Vec<u8> {
        let end = format!(
            "\r\n--{0}\r\nContent-Type: application/vnd.estafette.signature\r\n\r\n{signature}\r\n--{0}--\r\n",
            self.boundary
        );
        [text, end.as_bytes()].concat()
    }
}

fn edited(bytes: &[u8], from: &str, to: &[u8]) -> Vec<u8> {
    let at = bytes.windows(from.len()).position(|window| window == from.as_bytes()).expect(from);
    [&bytes[..at], to, &bytes[at + from.len()..]].concat()
}

/// The sample's thread key, derived here once more.
fn thread_key() -> SigningKey {
    let mut seed = [0; 32];
    let root = Hkdf::<Sha256>::from_prk(source().root().expose_secret()).expect("a root");
    root.expand(THREAD_KEY, &mut seed).expect("a seed");
    SigningKey::from_bytes(&seed)
}

pub(crate) fn write(vectors: &Vectors) {
    let sound = Unsigned::of(&header(), TEXT, &FILES);
    vectors.good("a-text-and-two-files.eml", sound.signed(&sound.text));
    for kind in Kind::ALL {
        let header = Header { what: What::Submission(*kind), ..header() };
        let message = Unsigned::of(&header, TEXT, &[]);
        vectors.good(&format!("{kind}.eml"), message.signed(&message.text));
    }
    for what in [What::Reply, What::Note, What::Decoy] {
        let header = Header { what, mandate: None, reply_to: None, details: Vec::new(), ..header() };
        let message = Unsigned::of(&header, TEXT, &[]);
        vectors.good(&format!("{}.eml", what.name()), message.signed(&message.text));
    }
    for (name, text, files) in [
        ("no-text.eml", "", &[][..]),
        (
            "two-files-with-one-name.eml",
            TEXT,
            &[("a.txt", "text/plain", b"un".as_slice()), ("a.txt", "text/plain", b"deux")],
        ),
        ("an-empty-file.eml", TEXT, &[("vide.pdf", "application/pdf", b"".as_slice())]),
        (
            "a-file-that-looks-like-a-boundary.eml",
            TEXT,
            &[("a", "text/plain", b"\r\n--0123\r\n--\r\n\r\n".as_slice())],
        ),
        ("a-name-in-arabic.eml", TEXT, &[("رسالة ✊.txt", "text/plain", b"un".as_slice())]),
    ] {
        let message = Unsigned::of(&header(), text, files);
        vectors.good(name, message.signed(&message.text));
    }
    write_header_faults(vectors, &sound);
    write_part_faults(vectors, &sound);
    write_signature_faults(vectors, &sound);
    for (name, from, to) in [
        ("of-another-section.eml", "Section: bruxelles", "Section: geneve"),
        ("of-another-item.eml", "Item: 2222", "Item: 3333"),
        ("of-another-instance.eml", "Instance: 1111", "Instance: 2222"),
    ] {
        vectors.put("binding", name, sound.with(from, to));
    }
    vectors.put("version", "version-2.eml", sound.with("Estafette-Version: 1", "Estafette-Version: 2"));
    let lettered = sound.with("Estafette-Version: 1", "Estafette-Version: 1b");
    vectors.put("malformed", "a-version-with-a-letter.eml", lettered);
    vectors.put("version", "version-0.eml", sound.with("Estafette-Version: 1", "Estafette-Version: 0"));
}

fn write_header_faults(vectors: &Vectors, sound: &Unsigned) {
    let language = "Estafette-Language: fr\r\n";
    let day = "Estafette-Day: 2026-11-20\r\n";
    let mandate = "Estafette-Publish: edited\r\nEstafette-Not-Before: 2026-12-01\r\n\
                   Estafette-Sign-As: Le comité de soutien\r\n";
    let kind = "Estafette-Kind: communique\r\n";
    for (name, from, to) in [
        ("a-header-missing.eml", language, ""),
        ("a-header-repeated.eml", kind, &format!("{kind}{kind}")),
        ("a-header-unknown.eml", language, &format!("{language}X-Spam: 1\r\n")),
        ("headers-reordered.eml", &format!("{day}{language}"), &format!("{language}{day}")),
        ("a-header-with-an-escape.eml", "Refus", "R\u{1b}[1m"),
        ("a-header-with-a-null.eml", "Refus", "R\0fus"),
        ("a-header-with-an-override.eml", "Refus", "Re\u{202e}fus"),
        ("a-header-without-a-colon.eml", language, "Estafette-Language fr\r\n"),
        ("a-header-with-two-spaces.eml", "Subject: Refus de", "Subject: Refus  de"),
        ("a-detail-of-the-wrong-form.eml", "Subject: ", "Estafette-Starts: "),
        ("a-kind-unknown.eml", "communique", "petition"),
        ("a-kind-in-capitals.eml", "communique", "Communique"),
        ("a-day-that-is-none.eml", "2026-11-20", "2026-02-30"),
        ("a-section-with-a-path.eml", "Section: bruxelles", "Section: ../etc"),
        ("an-id-in-capitals.eml", "Item: 2222", "Item: AAAA"),
        ("an-author-that-is-none.eml", "Estafette-Author: ", "Estafette-Author: x"),
        ("a-recipient-damaged.eml", "age1pq1", "age1pq2"),
        ("a-mailbox-missing.eml", "Estafette-Mailbox: ", "Estafette-Mailbag: "),
        ("a-submission-without-mandate.eml", mandate, ""),
        ("a-reply-with-mandate.eml", "Estafette-Kind: communique", "Estafette-Kind: reply"),
        ("a-boundary-of-the-wrong-form.eml", "boundary=\"", "boundary=\"x"),
        ("a-boundary-missing.eml", "; boundary=", "; frontier="),
        ("headers-with-bare-line-ends.eml", "1.0\r\n", "1.0\n"),
        ("another-mime-version.eml", "MIME-Version: 1.0", "MIME-Version: 1.1"),
        ("content-of-another-type.eml", "multipart/mixed", "multipart/alternative"),
    ] {
        vectors.put("malformed", name, sound.with(from, to));
    }
    vectors.put("malformed", "a-header-not-utf8.eml", sound.with_bytes("Refus", b"R\xff\xfeus"));
    vectors.put("malformed", "a-line-too-long.eml", sound.with("Refus", &"é".repeat(201)));
    vectors.put("too-large", "a-header-of-13-kilobytes.eml", sound.with("Refus", &"a".repeat(13 * 1_024)));
}

fn write_part_faults(vectors: &Vectors, sound: &Unsigned) {
    let boundary = &sound.boundary;
    let plain = "Content-Type: text/plain\r\n";
    for (name, from, to) in [
        ("a-first-part-that-is-no-text.eml", "text/plain; charset=utf-8", "text/html; charset=utf-8"),
        ("a-first-part-encoded-otherwise.eml", "8bit", "base64"),
        ("a-part-nested.eml", plain, &format!("Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n")),
        ("a-part-that-is-a-message.eml", plain, "Content-Type: message/rfc822\r\n"),
        ("a-part-with-another-header.eml", plain, &format!("{plain}Content-ID: <a>\r\n")),
        ("a-part-without-a-type.eml", plain, ""),
        ("a-part-without-a-name.eml", "; filename*=UTF-8''a.txt", ""),
        ("a-part-with-two-names.eml", "filename*=UTF-8''a.txt", "filename=\"b.exe\"; filename*=UTF-8''a.txt"),
        ("a-part-with-a-path-for-a-name.eml", "''a.txt", "''..%2Fa.txt"),
        ("a-part-with-a-hidden-name.eml", "''a.txt", "''.bashrc"),
        ("a-name-with-a-null.eml", "''a.txt", "''a%00.txt"),
        ("a-name-with-an-override.eml", "''a.txt", "''a%E2%80%AEtxt.exe"),
        ("a-name-not-utf8.eml", "''a.txt", "''%FF%FE.txt"),
        ("a-name-encoded-in-lower-case.eml", "''a.txt", "''%c3%a9.txt"),
        ("a-name-encoded-without-need.eml", "''a.txt", "''%61.txt"),
        ("a-name-cut-in-its-encoding.eml", "''a.txt", "''a%2"),
        ("a-part-shown-inline.eml", "attachment", "inline"),
        ("a-part-encoded-otherwise.eml", "binary", "base64"),
        ("a-type-with-a-parameter.eml", plain, "Content-Type: text/plain; charset=utf-7\r\n"),
        ("a-type-in-capitals.eml", plain, "Content-Type: Text/Plain\r\n"),
        (
            "a-boundary-with-a-tail.eml",
            &format!("--{boundary}\r\n{plain}"),
            &format!("--{boundary}x\r\n{plain}"),
        ),
        (
            "a-boundary-that-ends-early.eml",
            &format!("--{boundary}\r\n{plain}"),
            &format!("--{boundary}--\r\n{plain}"),
        ),
    ] {
        vectors.put("malformed", name, sound.with(from, to));
    }
    vectors.put("malformed", "a-text-not-utf8.eml", sound.with_bytes("Prière", b"Pri\xc3\x28re"));
    let long_name = format!("''{}.txt", "a".repeat(1_100));
    vectors.put("too-large", "the-head-of-a-part-of-1100-bytes.eml", sound.with("''a.txt", &long_name));
    let long = Unsigned::of(&header(), &"a".repeat(56_001), &[]);
    vectors.put("too-large", "a-text-of-56001-bytes.eml", long.signed(&long.text));
    let many = vec![("a", "text/plain", b"a".as_slice()); 201];
    let many = Unsigned::of(&header(), "", &many);
    vectors.put("too-large", "two-hundred-and-one-files.eml", many.signed(&many.text));
}

fn write_signature_faults(vectors: &Vectors, sound: &Unsigned) {
    let signature = thread_key().sign(&[MESSAGE_SIGNATURE, &Sha512::digest(&sound.text)[..]].concat());
    let encoded = BASE64_STANDARD.encode(signature.to_bytes());
    let put = |name: &str, message: Vec<u8>| vectors.put("malformed", name, message);
    // Signed, and changed after.
    for (name, from, to) in [
        ("text-changed.eml", "plateaux ✊", "plateaux ✋"),
        ("a-file-changed.eml", "deux", "dix!"),
        ("a-mandate-changed.eml", "Publish: edited", "Publish: as-written"),
        ("a-name-changed.eml", "''b.txt", "''c.txt"),
    ] {
        put(name, sound.with_signature(&edited(&sound.text, from, to.as_bytes()), &encoded));
    }
    put("files-swapped.eml", {
        let text = edited(&sound.text, "\r\n\r\ndeux", b"\r\n\r\nun");
        sound.with_signature(&edited(&text, "\r\n\r\nun\r\n--", b"\r\n\r\ndeux\r\n--"), &encoded)
    });
    put("a-file-dropped.eml", {
        let last = format!("\r\n--{}\r\nContent-Type: text/plain\r\n", sound.boundary);
        let text = String::from_utf8_lossy(&sound.text).into_owned();
        let at = text.rfind(&last).expect("a last file");
        sound.with_signature(&text.as_bytes()[..at], &encoded)
    });
    let other = SigningKey::from_bytes(&[7; 32]);
    let by_other = other.sign(&[MESSAGE_SIGNATURE, &Sha512::digest(&sound.text)[..]].concat());
    put(
        "signed-by-another.eml",
        sound.with_signature(&sound.text, &BASE64_STANDARD.encode(by_other.to_bytes())),
    );
    let proof = thread_key().sign(&[MAILBOX_PROOF, &Sha512::digest(&sound.text)[..]].concat());
    put(
        "signed-in-another-role.eml",
        sound.with_signature(&sound.text, &BASE64_STANDARD.encode(proof.to_bytes())),
    );
    put("a-signature-cut.eml", sound.with_signature(&sound.text, &encoded[..86]));
    put("a-signature-missing.eml", sound.with_signature(&sound.text, ""));
    put(
        "a-signature-not-base64.eml",
        sound.with_signature(&sound.text, &replaced(&encoded, &encoded[..1], "*")),
    );
    put("a-signature-with-bits-in-its-tail.eml", {
        // The last letter carries two bits; the four behind them must be zero.
        let (head, letter) = (&encoded[..85], char::from(encoded.as_bytes()[85] + 1));
        sound.with_signature(&sound.text, &format!("{head}{letter}=="))
    });
    let author = hex(&thread_key().verifying_key().to_bytes());
    // The neutral point: every message has a signature under it that a lenient check takes.
    let neutral = format!("01{}", "00".repeat(31));
    let text = edited(&sound.text, &author, neutral.as_bytes());
    let mut forged = [0; 64];
    forged[0] = 1;
    put("an-author-of-small-order.eml", sound.with_signature(&text, &BASE64_STANDARD.encode(forged)));
    let whole = sound.signed(&sound.text);
    put(
        "without-a-signature.eml",
        [sound.text.as_slice(), format!("\r\n--{}--\r\n", sound.boundary).as_bytes()].concat(),
    );
    put("signed-twice.eml", {
        let part = format!(
            "\r\n--{0}\r\nContent-Type: application/vnd.estafette.signature\r\n\r\n{encoded}\r\n--{0}--\r\n",
            sound.boundary
        );
        let cut = whole.len() - format!("\r\n--{}--\r\n", sound.boundary).len();
        [&whole[..cut], part.as_bytes()].concat()
    });
}

/// As they are: what is wrong is at the end.
pub(crate) fn write_raw(vectors: &Vectors) {
    let message = whole(&header(), TEXT, &FILES);
    let sound = Unsigned::of(&header(), TEXT, &FILES);
    let end = sound.signed(&sound.text).len();
    let put = |name: &str, message: &[u8]| vectors.put("malformed", name, message);
    vectors.good("padded.eml", &message);
    put("nothing.eml", b"");
    put("cut-in-the-header.eml", &message[..100]);
    put("cut-in-the-text.eml", &message[..sound.text.len() - 600]);
    put("cut-in-a-file.eml", &message[..sound.text.len() - 2]);
    put("cut-in-the-signature.eml", &message[..end - 60]);
    put("cut-before-the-padding.eml", &message[..end]);
    put("cut-in-the-padding.eml", &message[..message.len() - 1]);
    put("a-byte-after-the-padding.eml", &[&message[..], b" "].concat());
    let mut speaking = message.clone();
    let at = speaking.len() - 3;
    speaking[at] = b'x';
    put("padding-that-says-something.eml", &speaking);
    put("padding-of-zeros.eml", &[&message[..end], &vec![0; message.len() - end]].concat());
    let next = usize::try_from(padded(65_537)).expect("it fits");
    let line = [&[b' '; 76][..], b"\r\n"].concat();
    let longer: Vec<u8> =
        message[..end].iter().copied().chain(line.iter().copied().cycle()).take(next).collect();
    put("padded-one-step-too-far.eml", &longer);
    put("the-same-message-twice.eml", &[&message[..end], &message[..end]].concat());
}
