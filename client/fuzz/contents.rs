//! What a server answers when it is asked for several contents at once.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use estafette::parsers::told_apart;
use estafette_keys::ids::SubmissionId;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let asked = [(1, 3), (2, 0), (3, 70)].map(|(id, size)| (SubmissionId::from_bytes([id; 16]), size));
    let whole = told_apart(&asked, &[bytes]);
    // However it is cut.
    for length in [1, 7, 24] {
        assert_eq!(told_apart(&asked, &bytes.chunks(length).collect::<Vec<_>>()), whole);
    }
    let Some(found) = whole else { return };
    let mut last = None;
    for (at, content) in &found {
        assert!(last < Some(*at), "each once, in the order in which they were asked for");
        assert_eq!(asked.get(*at).map(|(_, size)| *size), Some(content.len() as u64));
        last = Some(*at);
    }
    let length: usize = found.iter().map(|(_, content)| 24 + content.len()).sum();
    assert_eq!(length, bytes.len(), "nothing is passed over");
});
