//! A text on its way to a site, whoever wrote it.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use estafette::publish::cleaning::cleaned;
use estafette::publish::html::page;
use estafette::publish::wordpress::blocks::of_text;
use estafette::publish::{markdown, shown, slug, spip};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    for harmless in [markdown::harmless(text), markdown::from_plain(text)] {
        assert!(
            !harmless.contains("{{") && !harmless.contains("{%"),
            "a generator would take it for its own"
        );
        let html = page(&harmless, "fr").to_ascii_lowercase();
        for tag in ["<script", "<img", "<iframe", "<style", "<svg", "<object", "<form", "<!--"] {
            assert!(!html.contains(tag), "{tag} is published");
        }
        let blocks = of_text(&harmless, "ar", "fr", false);
        assert!(!blocks.contains('['), "WordPress would take it for its own");
        let _ = spip::text(&harmless, "fr");
    }
    let clean = cleaned(text);
    assert_eq!(cleaned(&clean), clean, "cleaned once more, it changes");
    let words = |text: &str| text.split_whitespace().map(str::to_owned).collect::<Vec<_>>();
    let page = shown::text(&page(&markdown::from_plain(&clean), "en"));
    assert_eq!(words(&page), words(&clean), "it does not show as it was written");
    let slug = slug::slug(text);
    assert!(!slug.contains(['/', '.', '\\', ' ', '\0']), "it leads elsewhere");
});
