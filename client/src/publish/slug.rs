//! A title as the last part of an address.

use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// The longest, in characters.
const LENGTH_MAX: usize = 60;

/// Lower-case letters and digits of any script, without accents, joined by hyphens; empty when none is left.
#[must_use]
pub fn slug(title: &str) -> String {
    let mut slug = String::new();
    let mut length = 0;
    for word in title.split(|letter: char| !letter.is_alphanumeric() && !is_combining_mark(letter)) {
        let word = word.to_lowercase().replace('œ', "oe").replace('æ', "ae").replace('ß', "ss");
        let word: String =
            word.nfkd().filter(|letter| !is_combining_mark(*letter) && letter.is_alphanumeric()).collect();
        let count = word.chars().count();
        if count == 0 {
            continue;
        }
        if length > 0 && length + 1 + count > LENGTH_MAX {
            break;
        }
        if length > 0 {
            slug.push('-');
            length += 1;
        }
        slug.extend(word.nfc().take(LENGTH_MAX));
        length += count;
    }
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_signs_and_paths_go_letters_of_every_script_stay() {
        for (title, expected) in [
            ("Grève à l’hôpital : jour 3 !", "greve-a-l-hopital-jour-3"),
            ("Cœur ../../etc", "coeur-etc"),
            ("{{< x >}}", "x"),
            ("رسالة من السجن", "رسالة-من-السجن"),
            ("  —  ✊ ", ""),
        ] {
            assert_eq!(slug(title), expected);
        }
    }

    #[test]
    fn a_long_title_is_cut_between_words() {
        let slug_of = slug(&"mot ".repeat(40));
        assert!(slug_of.chars().count() <= LENGTH_MAX && slug_of.ends_with("mot"));
        assert_eq!(slug(&"a".repeat(500)).len(), LENGTH_MAX);
    }
}
