//! An age file from outside: its header, its stanzas, its chunks; and what is in front of them, a key's text.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use std::io::{self, Read};

use estafette_keys::age_format::{Identity, Recipient, open};
use estafette_keys::secret::Secret;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let ours = Identity::from_seed(Secret::new([5; 32]));
    if let Ok(opened) = open(&[&ours], bytes) {
        // Sealed by an age that knew our recipient; how it ends is its own affair.
        drop(io::copy(&mut opened.take(1 << 20), &mut io::sink()));
    }
    if let Ok(text) = std::str::from_utf8(bytes) {
        if let Ok(recipient) = text.parse::<Recipient>() {
            assert!(
                recipient.to_string().parse::<Recipient>().is_ok_and(|again| again == recipient),
                "it reads back"
            );
        }
        drop(Identity::parse(text));
    }
});
