//! Keys that servers of one store give each other.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use estafette_server::random::Random;
use estafette_server::token::{Purpose, TokenKeys};
use libfuzzer_sys::fuzz_target;

const NOW: i64 = 1_795_176_000;

fuzz_target!(|bytes: &[u8]| {
    let keys = TokenKeys::new(Random::System, NOW);
    let form = keys.seal(Purpose::Form, b"a form of its own", NOW);
    let before = keys.open(Purpose::Form, &form, NOW).map(|form| form.derive(b"a label"));
    // Whatever came, its own forms stay what they were.
    let _ = keys.take(&mut &*bytes, -3, NOW);
    assert!(keys.open(Purpose::Form, &form, NOW).map(|form| form.derive(b"a label")) == before);
});
