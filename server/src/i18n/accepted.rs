//! `Accept-Language`: which of our languages a browser would rather have.
//!
//! What is asked for is taken in the order of its weights; regions mean nothing here. Nothing of it is remembered.

use std::cmp::Reverse;

use estafette_words::{Language, usual};

/// So many wishes are looked at; browsers have a handful.
const WISHES_MAX: usize = 32;
/// A longer wish is none.
const WISH_MAX: usize = 64;

/// What stands in for a language that the pages are not in, where a browser asks for nothing else that we have.
///
/// Who reads Sorani gets Arabic: the script is the same, and it is taught in the schools of Iraq; Kurmanji here is in Latin letters, which
/// are not. Many of them read Persian or English instead, so whatever else the browser asks for goes before. (Tor Browser comes in no kind
/// of Kurdish: these readers mostly arrive with the languages of Turkey, Iran or exile, and the switch on every page is their way.)
const NEAREST: [(&str, &str); 5] = [("ckb", "ar"), ("ca", "es"), ("eu", "es"), ("gl", "es"), ("gsw", "de")];

/// The best of these languages, if the browser asks for any.
pub(super) fn accepted(header: &str, languages: &'static [Language]) -> Option<&'static Language> {
    let (mut wanted, mut refused) = (Vec::new(), Vec::new());
    for wish in header.split(',').take(WISHES_MAX).filter_map(wish) {
        match wish {
            (tag, 0) => refused.push(tag),
            wish => wanted.push(wish),
        }
    }
    // Wishes of the same weight keep their order.
    wanted.sort_by_key(|(_, weight)| Reverse(*weight));
    let of_tag = |tag: &str| languages.iter().find(|known| known.tag == tag);
    let asked = wanted.iter().find_map(|(tag, _)| match tag.as_str() {
        "*" => languages.iter().find(|known| refused.iter().all(|refused| refused != known.tag)),
        tag => of_tag(tag),
    });
    asked.or_else(|| {
        let near = |tag: &str| NEAREST.iter().find(|(far, _)| *far == tag).and_then(|(_, near)| of_tag(near));
        wanted.iter().find_map(|(tag, _)| near(tag))
    })
}

/// The language that is asked for, and its weight in thousandths.
fn wish(text: &str) -> Option<(String, u16)> {
    let text = text.trim();
    if text.len() > WISH_MAX {
        return None;
    }
    let mut parts = text.split(';').map(str::trim);
    let tag = parts
        .next()
        .filter(|tag| *tag == "*" || tag.starts_with(|letter: char| letter.is_ascii_alphabetic()))?
        .to_ascii_lowercase();
    let weight = parts.find_map(|part| part.strip_prefix("q=").or_else(|| part.strip_prefix("Q=")));
    Some((language(&tag).to_owned(), weight.map_or(Some(1_000), thousandths)?))
}

/// The language of a tag, as our tags have it: Kurdish in Arabic letters is Sorani, in others Kurmanji.
fn language(tag: &str) -> &str {
    let mut parts = tag.split('-');
    let language = usual(parts.next().unwrap_or_default());
    if language == "ku" && parts.any(|part| part == "arab") { "ckb" } else { language }
}

/// `1`, `0.5`, `0.333`; `None` for what is no weight.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    if part.len() > 3 || !part.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let part: u16 = format!("{part:0<3}").parse().ok()?;
    match whole {
        "0" => Some(part),
        "1" if part == 0 => Some(1_000),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use estafette_words::Direction;

    use super::*;

    const fn language(tag: &'static str) -> Language {
        Language { tag, name: tag, direction: Direction::LeftToRight, texts: &[] }
    }

    const KNOWN: &[Language] = &[
        language("fr"),
        language("en"),
        language("de"),
        language("es"),
        language("ar"),
        language("tr"),
        language("ku"),
    ];

    fn of(header: &str) -> &'static str {
        accepted(header, KNOWN).map_or("none", |language| language.tag)
    }

    #[test]
    fn the_heaviest_wish_is_taken() {
        for (header, tag) in [
            ("en-US,en;q=0.5", "en"),
            ("fr;q=0.3,en;q=0.5", "en"),
            ("pl,en;q=0.5,fr;q=0.7", "fr"),
            ("en;q=0.5,de;q=0.5", "en"),
            ("en;q=0.999,de", "de"),
            ("de-CH-1996, en ; q=0.9", "de"),
            ("EN-us", "en"),
            ("tr-TR,tr;q=0.8,en-US;q=0.5,en;q=0.3", "tr"),
        ] {
            assert_eq!(of(header), tag, "{header}");
        }
    }

    #[test]
    fn what_weighs_nothing_is_refused() {
        assert_eq!(of("en;q=0"), "none");
        assert_eq!(of("en;q=0,de;q=0.1"), "de");
        assert_eq!(of("*;q=0"), "none");
        assert_eq!(of("*"), "fr");
        assert_eq!(of("pl,*;q=0.1"), "fr");
        assert_eq!(of("fr;q=0,*"), "en");
        assert_eq!(of("*;q=0.1,ar;q=0.2"), "ar");
    }

    #[test]
    fn kurdish_is_known_by_its_letters() {
        for tag in ["ku", "kmr", "ku-Latn", "ku-TR", "kmr-Latn-TR", "ku-Latn-IQ"] {
            assert_eq!(of(tag), "ku", "{tag}");
        }
        for tag in ["ckb", "ku-Arab", "ckb-IQ", "ku-Arab-IR"] {
            assert_eq!(of(tag), "ar", "{tag}");
            // What else is asked for goes before what is near.
            assert_eq!(of(&format!("{tag},fa;q=0.8,en;q=0.5")), "en", "{tag}");
        }
        assert_eq!(of("ca"), "es");
        assert_eq!(accepted("ckb", &[]), None);
    }

    #[test]
    fn garbage_asks_for_nothing() {
        for header in
            ["", ",", "xx;;;,,", ";q=1", "q=1", "en;q=2", "en;q=0.5555", "en;q=NaN", "en;q=-1", "-", "*-*"]
        {
            assert_eq!(of(header), "none", "{header}");
        }
        assert_eq!(of("en;q=x,de;q=0.1"), "de");
        for part in ["a", ",", ";", "en-", "xx,", "-q=0.1;"] {
            assert_eq!(of(&part.repeat(10_240 / part.len())), "none");
        }
        // Nobody means the thirty-third.
        assert_eq!(of(&format!("{}en", "xx,".repeat(32))), "none");
        assert_eq!(of(&format!("{}en", "xx,".repeat(31))), "en");
    }
}
