//! A text on its way to a site, whoever wrote it.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use estafette::parsers::{blocks_of_text, cleaned, from_plain, harmless, page, slug, spip_text, text_shown};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for harmless in [harmless(text), from_plain(text)] {
        assert!(
            !harmless.contains("{{") && !harmless.contains("{%"),
            "a generator would take it for its own"
        );
        let html = page(&harmless, "fr").to_ascii_lowercase();
        for tag in ["<script", "<img", "<iframe", "<style", "<svg", "<object", "<form", "<!--"] {
            assert!(!html.contains(tag), "{tag} is published");
        }
        let blocks = blocks_of_text(&harmless, "ar", "fr", false);
        assert!(!blocks.contains('['), "WordPress would take it for its own");
        let _ = spip_text(&harmless, "fr");
    }
    let clean = cleaned(text);
    assert_eq!(cleaned(&clean), clean, "cleaned once more, it changes");
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let page = text_shown(&page(&from_plain(&clean), "en"));
    assert_eq!(words(&page), words(&clean), "it does not show as it was written");
    let slug = slug(text);
    assert!(!slug.contains(['/', '.', '\\', ' ', '\0']), "it leads elsewhere");
});
