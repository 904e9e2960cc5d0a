//! What whoever reaches the server's socket says first.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use std::sync::LazyLock;

use estafette_server::circuit::preface;
use libfuzzer_sys::fuzz_target;
use tokio::runtime::Runtime;

static RUNTIME: LazyLock<Runtime> =
    LazyLock::new(|| tokio::runtime::Builder::new_current_thread().build().expect("a runtime"));

fuzz_target!(|bytes: &[u8]| {
    let mut stream = bytes;
    if RUNTIME.block_on(preface::read(&mut stream, &[7; 32])).is_ok() {
        assert!(bytes.len() - stream.len() <= 16 + 128, "no more is read than a preface may have");
    }
});
