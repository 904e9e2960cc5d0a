//! The direction that a text is written in: by its language, by the script that its tag names, and by its own letters
//! where they say otherwise.

/// Languages that are written from the right, unless their tag names another script.
const FROM_RIGHT: [&str; 20] = [
    "ar", "arc", "arz", "ary", "apc", "ckb", "dv", "fa", "he", "iw", "ks", "nqo", "ps", "prs", "sd", "syr",
    "ug", "ur", "yi", "aeb",
];
/// Scripts that are written from the right, as tags name them.
const SCRIPTS_FROM_RIGHT: [&str; 12] =
    ["arab", "aran", "hebr", "thaa", "syrc", "nkoo", "adlm", "rohg", "samr", "mand", "sogd", "yezi"];

/// `rtl` or `ltr`: what the tag says, unless most letters of the text say the other; `None` where neither of them tells,
/// as in a text of digits with a tag that means nothing.
#[must_use]
pub(crate) fn direction(language: &str, text: &str) -> Option<&'static str> {
    let (mut right, mut all) = (0_usize, 0_usize);
    for letter in text.chars().filter(|letter| letter.is_alphabetic()) {
        all += 1;
        right += usize::from(is_from_right(letter));
    }
    let is_right = match (of_tag(language), all) {
        (None, 0) => return None,
        (Some(is_right), 0) => is_right,
        // An Arabic text that quotes much stays Arabic.
        (Some(true), _) => right * 4 >= all,
        (Some(false), _) => right * 4 > all * 3,
        (None, _) => right * 2 > all,
    };
    Some(if is_right { "rtl" } else { "ltr" })
}

/// Whether the tag says that the language is written from right to left.
fn of_tag(language: &str) -> Option<bool> {
    let tag = language.to_ascii_lowercase().replace('_', "-");
    let mut parts = tag.split('-');
    let first = parts.next().filter(|first| (2..=3).contains(&first.len()) && *first != "und")?;
    // A script has four letters; what follows it is a country.
    let script = parts.find(|part| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_alphabetic()));
    match script {
        Some(script) => Some(SCRIPTS_FROM_RIGHT.contains(&script)),
        // Kurdish, Azeri and Punjabi are written in both directions.
        None if ["ku", "az", "pa", "ha", "ms", "kk"].contains(&first) => None,
        None => Some(FROM_RIGHT.contains(&first)),
    }
}

/// Whether this letter is written from right to left.
#[must_use]
pub(crate) fn is_from_right(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_tells_its_script_before_its_language() {
        for (tag, expected) in [
            ("ar", Some("rtl")),
            ("ar-MA", Some("rtl")),
            ("ar_TN", Some("rtl")),
            ("he", Some("rtl")),
            ("fr", Some("ltr")),
            ("uz-Arab", Some("rtl")),
            ("ar-Latn", Some("ltr")),
            ("ku-Arab-IQ", Some("rtl")),
            ("ku", None),
            ("und", None),
            ("", None),
        ] {
            assert_eq!(direction(tag, "12 – 13"), expected, "{tag}");
        }
    }

    #[test]
    fn letters_tell_where_the_tag_does_not_and_where_it_is_wrong() {
        assert_eq!(direction("ku", "ئازادی بۆ هەمووان"), Some("rtl"));
        assert_eq!(direction("ku", "Azadî ji bo her kesî"), Some("ltr"));
        assert_eq!(
            direction("fr", "رسالة من السجن"),
            Some("rtl"),
            "the form's own language was left as it was"
        );
        assert_eq!(direction("ar", "Lettre de prison"), Some("ltr"), "a translation");
        assert_eq!(direction("fr", "Elle dit « السجن » et rien d’autre"), Some("ltr"));
        assert_eq!(direction("ar", "رسالة من السجن https://site.example/une-adresse"), Some("rtl"));
    }
}
