//! A roster and its signatures, as a server hands them out, to who knows one and to who knows a pin; and an editor's request.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use std::sync::LazyLock;

use estafette_keys::roster::{Pin, Request, Roster, RosterBody, UntrustedRequest, UntrustedRoster};
use libfuzzer_sys::fuzz_target;

const NOW: i64 = 1_795_176_000;
const KNOWN: &str = include_str!("../tests/vectors/roster-next/keys/known.toml");
const SIGNATURES: &str = include_str!("../tests/vectors/roster-next/keys/known.toml.asc");
const END: &str = "-----END PGP SIGNATURE-----\n";

static HELD: LazyLock<(Pin, Roster)> = LazyLock::new(|| {
    let signatures = SIGNATURES.split_inclusive(END).map(str::to_owned).collect();
    let pin = RosterBody::parse(KNOWN).expect("a roster").pin();
    let known = UntrustedRoster { text: KNOWN.to_owned(), signatures };
    let known = known.verify_pinned(&pin, NOW).expect("it holds");
    (pin, known)
});

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let (pin, known) = &*HELD;
    if let Ok(body) = RosterBody::parse(text) {
        let again = RosterBody::parse(&body.to_text());
        assert!(again.is_ok_and(|again| again.pin() == body.pin()), "it reads back");
    }
    if let Ok(request) = UntrustedRequest::parse(text).and_then(|request| request.verify(NOW)) {
        let again = UntrustedRequest::parse(&Request::write_unsigned(&request.editor, NOW));
        let again = again.and_then(|request| request.verify(NOW));
        assert!(again.is_ok_and(|again| again.editor.device == request.editor.device), "it reads back");
    }
    let (text, signatures) = text.split_once("-----BEGIN PGP SIGNATURE-----").unwrap_or((text, SIGNATURES));
    let signatures: Vec<String> = signatures.split_inclusive(END).map(str::to_owned).collect();
    let roster = || UntrustedRoster { text: text.to_owned(), signatures: signatures.clone() };
    if roster().verify_pinned(pin, NOW).is_ok() {
        assert!(text == KNOWN, "only what was signed holds");
    }
    drop(roster().verify_after(known, NOW));
});
