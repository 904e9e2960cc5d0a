//! Every fault of a message has a name, and is refused for it.

use estafette_keys::age_format::OpenError;
use estafette_keys::envelope::ItemKey;

use crate::sample::{TEXT, header, plaintext, read, rng, sealed};

fn message() -> Vec<u8> {
    let key = ItemKey::generate(&mut rng());
    plaintext(
        &key,
        &sealed(&key, &header(), TEXT, &[("a.txt", "text/plain", b"un"), ("b.txt", "text/plain", b"deux")]),
    )
}

/// The first occurrence, changed.
fn replaced(message: &[u8], from: &str, to: &str) -> Vec<u8> {
    let at = message.windows(from.len()).position(|window| window == from.as_bytes()).expect("it is there");
    [&message[..at], to.as_bytes(), &message[at + from.len()..]].concat()
}

fn refused(fault: &str, message: &[u8]) -> OpenError {
    match read(message) {
        Err(error) => error,
        Ok(_) => panic!("{fault} was read"),
    }
}

#[test]
fn the_sample_itself_is_read() {
    assert!(read(message().as_slice()).is_ok());
}

#[test]
fn faults_of_the_form_are_refused() {
    let whole = message();
    let text = String::from_utf8_lossy(&whole).into_owned();
    let end = text.find("--\r\n   ").expect("the end") + 4;
    let boundary = text.split_once("boundary=\"").and_then(|(_, rest)| rest.split_once('"')).expect("it").0;
    let nested = format!("Content-Type: multipart/mixed; boundary=\"{boundary}\"\r\n");
    let faults: Vec<(&str, Vec<u8>)> = vec![
        ("a-header-missing", replaced(&whole, "Estafette-Language: fr\r\n", "")),
        (
            "a-header-repeated",
            replaced(
                &whole,
                "Estafette-Kind: communique\r\n",
                "Estafette-Kind: communique\r\nEstafette-Kind: tip\r\n",
            ),
        ),
        (
            "a-header-unknown",
            replaced(&whole, "Estafette-Language: fr\r\n", "Estafette-Language: fr\r\nX-Spam: 1\r\n"),
        ),
        (
            "headers-reordered",
            replaced(
                &whole,
                "Estafette-Day: 2026-11-20\r\nEstafette-Language: fr\r\n",
                "Estafette-Language: fr\r\nEstafette-Day: 2026-11-20\r\n",
            ),
        ),
        ("a-header-not-utf8", {
            let mut m = replaced(&whole, "Refus", "R??us");
            let at = m.windows(2).position(|w| w == b"??").expect("it");
            m[at] = 0xff;
            m
        }),
        ("a-header-with-an-escape", replaced(&whole, "Refus", "R\u{1b}[1")),
        ("a-header-with-an-override", replaced(&whole, "Refus", "Re\u{202e}")),
        ("a-kind-unknown", replaced(&whole, "communique", "petition")),
        ("a-day-that-is-none", replaced(&whole, "2026-11-20", "2026-02-30")),
        ("a-recipient-damaged", replaced(&whole, "age1pq1", "age1pq2")),
        ("a-mailbox-missing", replaced(&whole, "Estafette-Mailbox: ", "Estafette-Mailbag: ")),
        (
            "a-submission-without-mandate",
            replaced(
                &whole,
                "Estafette-Publish: edited\r\nEstafette-Not-Before: 2026-12-01\r\nEstafette-Sign-As: Le comité de soutien\r\n",
                "",
            ),
        ),
        ("a-reply-with-mandate", replaced(&whole, "Estafette-Kind: communique", "Estafette-Kind: reply")),
        ("a-boundary-of-the-wrong-form", replaced(&whole, "boundary=\"", "boundary=\"x")),
        ("headers-with-bare-line-ends", replaced(&whole, "1.0\r\n", "1.0\n")),
        (
            "a-first-part-that-is-no-text",
            replaced(&whole, "text/plain; charset=utf-8", "text/html; charset=utf-8"),
        ),
        ("a-part-nested", replaced(&whole, "Content-Type: text/plain\r\n", &nested)),
        (
            "a-part-with-another-header",
            replaced(
                &whole,
                "Content-Type: text/plain\r\n",
                "Content-Type: text/plain\r\nContent-ID: <a>\r\n",
            ),
        ),
        ("a-part-with-a-path-for-a-name", replaced(&whole, "''a.txt", "''..%2Fa.txt")),
        ("a-part-encoded-otherwise", replaced(&whole, "binary", "base64")),
        (
            "parts-without-a-signature",
            replaced(
                &whole,
                "Content-Type: application/vnd.estafette.signature",
                "Content-Type: application/vnd.estafette.signaturf",
            ),
        ),
        ("text-changed", replaced(&whole, "plateaux ✊", "plateaux ✋")),
        ("a-file-changed", replaced(&whole, "deux", "dix!")),
        ("a-mandate-changed", replaced(&whole, "Publish: edited", "Publish: as-written")),
        ("cut-in-the-header", whole[..100].to_vec()),
        ("cut-in-a-file", whole[..text.find("deux").expect("it") - 200].to_vec()),
        ("cut-in-the-padding", whole[..whole.len() - 1].to_vec()),
        ("padding-missing", whole[..end].to_vec()),
        ("padding-that-says-something", {
            let mut m = whole.clone();
            let last = m.len() - 3;
            m[last] = b'x';
            m
        }),
        ("trailing-bytes", [whole.as_slice(), b" "].concat()),
        ("two-messages", [whole.as_slice(), whole.as_slice()].concat()),
        ("nothing", Vec::new()),
    ];
    for (fault, message) in faults {
        let error = refused(fault, &message);
        assert!(matches!(error, OpenError::Malformed(_)), "{fault}: {error}");
    }
}

#[test]
fn a_newer_version_is_told() {
    let newer = replaced(&message(), "Estafette-Version: 1", "Estafette-Version: 2");
    assert!(matches!(refused("version", &newer), OpenError::Version));
}

#[test]
fn a_message_of_another_place_is_told() {
    for (fault, from, to) in [
        ("another-section", "Section: bruxelles", "Section: geneve"),
        ("another-item", "Item: 2222", "Item: 3333"),
        ("another-instance", "Instance: 1111", "Instance: 2222"),
    ] {
        assert!(matches!(refused(fault, &replaced(&message(), from, to)), OpenError::Binding), "{fault}");
    }
}
