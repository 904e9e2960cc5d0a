//! Epoch statements (`.txt`) with their signatures (`.txt.asc`); the cert that makes them is `keys/cert.asc`.

use estafette_keys::epoch::{self, UntrustedEpochs};
use estafette_keys::openpgp::SecretCert;

use crate::sample::{INSTANCE, NOW, rng};
use crate::{Vectors, replaced};

pub(crate) fn write(vectors: &Vectors) {
    // v4, so that `gpg` can check it, too.
    let cert = SecretCert::generate_root("anna", NOW).expect("a cert");
    vectors.put("keys", "cert.asc", cert.cert().armored());
    let handle = "anna".parse().expect("a handle");
    let keys = epoch::generate("2026-W47".parse().expect("a week"), 3, &mut rng());
    let stated = epoch::state(&keys, 7, INSTANCE, &handle, &cert, NOW).expect("a statement");
    let put = |error: &str, name: &str, text: &str, signature: &str| {
        vectors.put(error, &format!("{name}.txt"), text);
        vectors.put(error, &format!("{name}.txt.asc"), signature);
    };
    let signed = |error: &str, name: &str, text: String| {
        let signature = cert.sign(text.as_bytes(), NOW).expect("a signature");
        put(error, name, &text, &signature);
    };
    let UntrustedEpochs { text, signature } = &stated;
    put("good", "three-weeks", text, signature);
    signed("good", "no-week", text.split_inclusive('\n').take(4).collect());
    let highest = u64::MAX.to_string();
    signed("good", "the-highest-counter", replaced(text, "counter 7", &format!("counter {highest}")));
    // As it was before there were counters.
    let first = replaced(&replaced(text, "epochs 2", "epochs 1"), "counter 7\n", "");
    signed("good", "version-1", first.clone());
    signed("good", "version-1-no-week", first.split_inclusive('\n').take(3).collect());

    put("signature", "a-week-changed", &replaced(text, "W48", "W52"), signature);
    put("signature", "no-signature", text, "");
    put(
        "signature",
        "two-keys-swapped",
        &{
            let mut lines: Vec<&str> = text.lines().collect();
            let keys: Vec<String> =
                lines[4..].iter().map(|line| line.split_once(' ').expect("two words").1.to_owned()).collect();
            let swapped = [format!("2026-W47 {}", keys[1]), format!("2026-W48 {}", keys[0])];
            (lines[4], lines[5]) = (&swapped[0], &swapped[1]);
            lines.join("\n") + "\n"
        },
        signature,
    );
    let stranger = SecretCert::generate_root("bruno", NOW).expect("a cert");
    put("signature", "signed-by-another", text, &stranger.sign(text.as_bytes(), NOW).expect("a signature"));
    let early = cert.sign(text.as_bytes(), NOW + 3_600).expect("a signature");
    put("signature", "signed-an-hour-from-now", text, &early);
    signed("binding", "of-another-editor", replaced(text, "anna", "bruno"));
    signed("binding", "of-another-instance", replaced(text, "instance 11", "instance 22"));
    signed("version", "version-3", replaced(text, "epochs 2", "epochs 3"));
    for (name, faulty) in [
        ("nothing", String::new()),
        ("no-last-line-end", text.trim_end().to_owned()),
        ("an-empty-line-after", format!("{text}\n")),
        ("line-ends-of-two-bytes", text.replace('\n', "\r\n")),
        ("weeks-descending", replaced(text, "W47", "W50")),
        ("one-week-twice", replaced(text, "W48", "W47")),
        ("a-week-that-is-none", replaced(text, "W47", "W00")),
        ("a-week-with-a-space", replaced(text, "2026-W47 ", "2026-W47  ")),
        ("a-recipient-damaged", replaced(text, "W47 age1pq1", "W47 age1pq1b")),
        ("a-classical-recipient", {
            let of = text.lines().nth(4).and_then(|line| line.split_once(' ')).expect("two words").1;
            replaced(text, of, "age1ql3z7hjy54pw3hyww5ayyfg7zqgvc7w3j2elw8zmrj2kg5sfn9aqmcac8p")
        }),
        ("lines-reordered", {
            let mut lines: Vec<&str> = text.lines().collect();
            lines.swap(1, 2);
            lines.join("\n") + "\n"
        }),
        ("no-counter", replaced(text, "counter 7\n", "")),
        ("a-counter-in-version-1", replaced(text, "epochs 2", "epochs 1")),
        ("counter-zero", replaced(text, "counter 7", "counter 0")),
        ("a-counter-with-a-zero-before", replaced(text, "counter 7", "counter 07")),
        ("a-counter-with-a-sign", replaced(text, "counter 7", "counter +7")),
        ("a-counter-beyond-64-bits", replaced(text, "counter 7", &format!("counter {highest}0"))),
        ("an-editor-that-is-none", replaced(text, "anna", "Anna B.")),
    ] {
        signed("malformed", name, faulty);
    }
    let many = epoch::generate("2026-W47".parse().expect("a week"), 61, &mut rng());
    let many = epoch::state(&many, 7, INSTANCE, &handle, &cert, NOW).expect("a statement");
    put("too-many", "sixty-one-weeks", &many.text, &many.signature);
}
