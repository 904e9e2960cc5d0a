//! Pictures that are cleaned as they pass. The first byte says in what pieces they arrive.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use estafette_server::cleaner::Cleaner;
use libfuzzer_sys::fuzz_target;

fn cleaned(bytes: &[u8], size: usize) -> Option<Vec<u8>> {
    let (mut cleaner, mut out) = (Cleaner::default(), Vec::new());
    bytes.chunks(size.max(1)).for_each(|piece| cleaner.write(piece, &mut out));
    cleaner.end().then_some(out)
}

fuzz_target!(|bytes: &[u8]| {
    let Some((size, rest)) = bytes.split_first() else { return };
    let clean = cleaned(rest, rest.len());
    assert!(cleaned(rest, usize::from(*size)) == clean, "how it is cut on the way changes nothing");
    if let Some(clean) = clean {
        // A turned picture's note may be longer than what it replaces.
        assert!(clean.len() <= rest.len() + 64);
        assert!(cleaned(&clean, clean.len()).as_ref() == Some(&clean), "what is clean stays as it is");
    }
});
