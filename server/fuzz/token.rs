//! Tokens that forms and programs bring back.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use std::sync::LazyLock;

use estafette_server::random::Random;
use estafette_server::token::{Purpose, TokenKeys};
use libfuzzer_sys::fuzz_target;

const NOW: i64 = 1_795_176_000;

static KEYS: LazyLock<TokenKeys> = LazyLock::new(|| TokenKeys::new(Random::System, NOW));

fuzz_target!(|bytes: &[u8]| {
    for purpose in [Purpose::Form, Purpose::Source, Purpose::Challenge, Purpose::Session, Purpose::Shown] {
        assert!(KEYS.open_bytes(purpose, bytes, NOW).is_err(), "nobody guesses a token");
        if let Ok(text) = std::str::from_utf8(bytes) {
            assert!(KEYS.open(purpose, text, NOW).is_err(), "nobody guesses a token");
        }
        let sealed = KEYS.seal(purpose, bytes, NOW);
        let opened = KEYS.open(purpose, &sealed, NOW);
        assert!(
            sealed.len() > 1_024 || opened.is_ok_and(|opened| opened.payload.as_slice() == bytes),
            "ours opens"
        );
    }
});
