//! French typography, kept right: the spaces before and after its signs don't break at the end of a line. No letter
//! changes, and no space is added: a text published as written stays as it was written.

/// Thin, and never the end of a line.
const THIN: char = '\u{202f}';
/// As wide as the space between words.
const FULL: char = '\u{a0}';

/// The text with its spaces as this language wants them.
#[must_use]
pub(crate) fn spaced(text: &str, language: &str) -> String {
    if language.split('-').next() != Some("fr") {
        return text.to_owned();
    }
    let letters: Vec<char> = text.chars().collect();
    let mut spaced = String::with_capacity(text.len());
    for (at, letter) in letters.iter().enumerate() {
        let next = letters.get(at + 1);
        let before = at.checked_sub(1).and_then(|at| letters.get(at));
        let is_space = matches!(letter, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}');
        let kept = match (before, next) {
            _ if !is_space => *letter,
            (_, Some(';' | '!' | '?' | '»')) | (Some('«'), _) => THIN,
            (_, Some(':')) => FULL,
            (Some(digit), Some('%' | '€')) if digit.is_ascii_digit() => FULL,
            _ => *letter,
        };
        spaced.push(kept);
    }
    spaced
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn french_signs_keep_their_spaces_and_no_letter_changes() {
        let text = "« Liberté ! » : 12 % ; qui ? Oui:non";
        let expected = "«\u{202f}Liberté\u{202f}!\u{202f}»\u{a0}: 12\u{a0}%\u{202f}; qui\u{202f}? Oui:non";
        assert_eq!(spaced(text, "fr"), expected);
        assert_eq!(spaced(expected, "fr-CH"), expected);
        assert_eq!(spaced(text, "en"), text);
    }
}
