//! Texts of one line: pins, recipients, identities.

use estafette_keys::age_format::Identity;
use estafette_keys::codename::WordLanguage;
use estafette_keys::roster::Pin;
use estafette_keys::secret::Secret;

use crate::{Vectors, replaced};

pub(crate) fn write_pins(vectors: &Vectors) {
    let fingerprints = ["A".repeat(40), "B".repeat(64)].map(|text| text.parse().expect("a fingerprint"));
    let pin = Pin::of(2, &fingerprints);
    let shown = pin.to_string();
    vectors.good(
        "two-of-two.toml",
        format!(
            "threshold = 2\nfingerprints = [\"{}\", \"{}\"]\npin = \"{shown}\"\nfrench = \"{}\"\n",
            fingerprints[0],
            fingerprints[1],
            pin.words(WordLanguage::French).join(" "),
        ),
    );
    vectors.put("malformed", "nothing.txt", "");
    vectors.put("malformed", "a-digit-short.txt", &shown[1..]);
    vectors.put("malformed", "a-digit-long.txt", format!("{shown}0"));
    vectors.put("malformed", "a-letter-that-is-no-digit.txt", replaced(&shown, &shown[..1], "g"));
}

fn identity() -> Identity {
    Identity::from_seed(Secret::new([1; 32]))
}

pub(crate) fn write_recipients(vectors: &Vectors) {
    let text = identity().recipient().to_string();
    vectors.good("of-seed-01.txt", &text);
    let put = |name: &str, text: String| vectors.put("key", name, text);
    put("nothing.txt", String::new());
    put("cut.txt", text[..1_900].to_owned());
    put("in-upper-case.txt", text.to_uppercase());
    put("in-mixed-case.txt", format!("{}{}", &text[..20], text[20..].to_uppercase()));
    put("of-another-kind.txt", "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p".to_owned());
    put("a-letter-changed.txt", {
        let letter = if text.as_bytes()[700] == b'q' { "p" } else { "q" };
        format!("{}{letter}{}", &text[..700], &text[701..])
    });
    put("a-line-after.txt", format!("{text}\n{text}"));
    put("an-identity.txt", identity().to_text().expose_secret().clone());
    let bytes = bytes_of(&text);
    let with = |edit: &dyn Fn(&mut Vec<u8>)| {
        let mut bytes = bytes.clone();
        edit(&mut bytes);
        encoded("age1pq", &bytes)
    };
    put("a-byte-short.txt", with(&|bytes| bytes.truncate(1_215)));
    put("a-byte-long.txt", with(&|bytes| bytes.push(0)));
    put("classical-half-of-order-one.txt", with(&|bytes| bytes[1_184..].fill(0)));
    put(
        "classical-half-of-order-two.txt",
        with(&|bytes| {
            bytes[1_184..].fill(0);
            bytes[1_184] = 1;
        }),
    );
    // FIPS 203 §7.2: every coefficient is below 3329.
    put("post-quantum-half-over-its-modulus.txt", with(&|bytes| bytes[..3].fill(0xff)));
}

pub(crate) fn write_identities(vectors: &Vectors) {
    let text = identity().to_text().expose_secret().clone();
    vectors.good("of-seed-01.txt", &text);
    let put = |name: &str, text: String| vectors.put("key", name, text);
    put("nothing.txt", String::new());
    put("cut.txt", text[..60].to_owned());
    put("in-lower-case.txt", text.to_lowercase());
    put("a-letter-changed.txt", replaced(&text, "PQ-1QYQ", "PQ-1QYP"));
    put("of-another-kind.txt", encoded("age-secret-key-", &[1; 32]).to_uppercase());
    put("a-seed-of-31-bytes.txt", encoded("age-secret-key-pq-", &[1; 31]).to_uppercase());
    put("a-seed-of-33-bytes.txt", encoded("age-secret-key-pq-", &[1; 33]).to_uppercase());
    put("a-recipient.txt", identity().recipient().to_string());
}

/// Bech32 without a limit of length.
enum Unlimited {}

impl bech32::Checksum for Unlimited {
    type MidstateRepr = u32;
    const CODE_LENGTH: usize = usize::MAX;
    const CHECKSUM_LENGTH: usize = bech32::Bech32::CHECKSUM_LENGTH;
    const GENERATOR_SH: [u32; 5] = bech32::Bech32::GENERATOR_SH;
    const TARGET_RESIDUE: u32 = bech32::Bech32::TARGET_RESIDUE;
}

fn bytes_of(text: &str) -> Vec<u8> {
    let parsed = bech32::primitives::decode::CheckedHrpstring::new::<Unlimited>(text);
    parsed.expect("bech32").byte_iter().collect()
}

fn encoded(prefix: &str, bytes: &[u8]) -> String {
    let mut text = String::new();
    let prefix = bech32::Hrp::parse_unchecked(prefix);
    bech32::encode_lower_to_fmt::<Unlimited, _>(&mut text, prefix, bytes).expect("a string is written to");
    text
}
