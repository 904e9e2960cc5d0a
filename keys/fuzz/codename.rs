//! What somebody types as a codename, as a paper key, or as a pin.

#![no_main]
#![expect(clippy::disallowed_methods, reason = "the macro writes a file when asked what it was given")]

use estafette_keys::codename::{Codename, WordLanguage};
use estafette_keys::paper::PaperKey;
use estafette_keys::roster::Pin;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(codename) = Codename::parse(text, WordLanguage::French) {
        for list in
            [WordLanguage::English, WordLanguage::French, WordLanguage::Italian, WordLanguage::Spanish]
        {
            let said = codename.words(list).join(" ");
            let again = Codename::parse(&said, list);
            assert!(again.is_ok_and(|again| again.words(list) == codename.words(list)), "it reads back");
        }
        let digits = codename.digits().map(|group| group.as_str().to_owned()).concat();
        let again = Codename::parse(&digits, WordLanguage::French);
        assert!(again.is_ok_and(|again| again.digits() == codename.digits()), "it reads back");
    }
    if let Ok(key) = PaperKey::parse(text, WordLanguage::English) {
        let said = key.words(WordLanguage::French).join(" ");
        assert!(PaperKey::parse(&said, WordLanguage::French).is_ok(), "it reads back");
    }
    if let Ok(pin) = text.parse::<Pin>() {
        assert!(pin.to_string().parse::<Pin>().is_ok_and(|again| again == pin), "it reads back");
    }
});
