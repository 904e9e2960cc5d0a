//! How many pages a scan says that it has: the directories of a TIFF, which may lead anywhere.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use estafette::pictures::kind::Kind;
use estafette::pictures::{Number, PAGES_MAX, pages};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = Kind::of(bytes);
    if let Ok(count) = pages::count(bytes) {
        assert!((1..=PAGES_MAX).contains(&count));
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && let Ok(number) = text.parse::<Number>()
    {
        assert_eq!(number.to_string().parse(), Ok(number));
    }
});
