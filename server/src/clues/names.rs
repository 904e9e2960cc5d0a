//! Names of people, as far as their form tells: several words that begin with a capital. Letters without capitals tell nothing.

/// How many names in a row are a list.
const LIST: usize = 5;
/// How many words a name has.
const WORDS: std::ops::RangeInclusive<usize> = 2..=4;
/// What stands small within a name.
const SMALL: [&str; 16] =
    ["de", "du", "des", "d", "la", "le", "van", "von", "der", "den", "el", "al", "bin", "ben", "y", "ter"];
/// What files are called by those that make them.
const MADE: [&str; 22] = [
    "screenshot",
    "screen",
    "capture",
    "ecran",
    "écran",
    "photo",
    "image",
    "scan",
    "scanned",
    "document",
    "whatsapp",
    "signal",
    "telegram",
    "img",
    "video",
    "audio",
    "recording",
    "untitled",
    "copy",
    "copie",
    "microsoft",
    "new",
];

/// Where a list of names begins: five in a row, below each other or with commas between them.
#[must_use]
pub fn list_of_names(text: &str) -> Option<&str> {
    let (mut first, mut count) = (None, 0);
    for item in text.split(['\n', ',', ';', '•', '|']) {
        let item = item.trim();
        if item.is_empty() {
            continue;
        }
        if is_name(without_number(item)) {
            count += 1;
            first = first.or(Some(item));
            if count == LIST {
                return first;
            }
        } else {
            (first, count) = (None, 0);
        }
    }
    None
}

/// Numbering and other marks before a name.
fn without_number(item: &str) -> &str {
    item.trim_start_matches(|letter: char| !letter.is_alphabetic())
        .trim_end_matches(|letter: char| !letter.is_alphabetic())
}

fn is_name(item: &str) -> bool {
    let words: Vec<&str> =
        item.split([' ', '\u{a0}', '’', '\'', '-', '.']).filter(|word| !word.is_empty()).collect();
    let is_small = |word: &str| SMALL.contains(&word);
    let capitals = words.iter().filter(|word| is_capital(word)).count();
    WORDS.contains(&words.len())
        && capitals >= 2
        && words.first().is_some_and(|word| is_capital(word))
        && words.iter().all(|word| is_capital(word) || is_small(word))
}

/// A word that begins with a capital, of letters alone.
fn is_capital(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase) && word.chars().all(char::is_alphabetic)
}

/// Whether a file is named after somebody: two words side by side that begin with a capital and go on small, or the second of which is all
/// capitals, as papers have it.
#[must_use]
pub fn is_somebodys(file_name: &str) -> bool {
    let stem = file_name.rsplit_once('.').map_or(file_name, |(stem, _)| stem);
    let words: Vec<&str> =
        stem.split(|letter: char| !letter.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    words.windows(2).any(|pair| match pair {
        [first, second] => {
            let are_long = [first, second].iter().all(|word| word.chars().count() >= 3);
            let is_named = |word: &str| is_capital(word) && word.chars().skip(1).all(char::is_lowercase);
            let is_loud = |word: &str| word.chars().all(char::is_uppercase);
            let is_made = |word: &str| MADE.contains(&word.to_lowercase().as_str());
            are_long
                && !is_made(first)
                && !is_made(second)
                && ((is_named(first) && (is_named(second) || is_loud(second)))
                    || (is_loud(first) && is_named(second)))
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_names_is_found() {
        for text in [
            "Signataires :\nAnna Dupont\nBob Martin\nCarla de la Rue\nDenis van den Berg\nEmma Noël\n",
            "1. Anna Dupont\n2. Bob Martin\n3. Carla Rossi\n4. Denis Petit\n5. Emma Noël",
            "Étaient là Anna Dupont, Bob Martin, Carla Rossi, Denis Petit, Emma Noël, Fanny Roux.",
            "- Ayşe Yılmaz\n\n- Berivan Demir\n\n- Cem Şahin\n\n- Dilan Kaya\n\n- Emre Çelik",
            "Anna DUPONT ; Bob MARTIN ; Carla ROSSI ; Denis PETIT ; Emma NOËL",
        ] {
            assert!(list_of_names(text).is_some(), "{text}");
        }
        for text in [
            "Anna Dupont, Bob Martin et Carla Rossi étaient là.",
            "Liberté pour tous\nÀ bas les prisons\nFeu aux murs\nSolidarité partout\nPas un pas de plus",
            "Bruxelles\nLiège\nGand\nAnvers\nNamur\nMons",
            "",
            ",,,,\n\n",
        ] {
            assert!(list_of_names(text).is_none(), "{text}");
        }
        assert_eq!(
            list_of_names("x\n 1) Anna Dupont\nBob Martin\nCarla Rossi\nDenis Petit\nEmma Noël"),
            Some("1) Anna Dupont")
        );
    }

    #[test]
    fn a_file_that_is_named_after_somebody_is_found() {
        for name in [
            "Jean Dupont.pdf",
            "CV_Jean_Dupont_2026.pdf",
            "lettre-DUPONT-Jean.docx",
            "Jean DUPONT.jpg",
            "Ayşe Yılmaz.png",
        ] {
            assert!(is_somebodys(name), "{name}");
        }
        for name in [
            "lettre.pdf",
            "IMG_2034.jpg",
            "Screenshot From 2026.png",
            "WhatsApp Image 2026.jpeg",
            "communique final.odt",
            "Communiqué.pdf",
            "DSC00012.JPG",
            "tract.pdf",
            "Scan Document.pdf",
            ".pdf",
            "",
            "صورة.jpg",
            "LETTRE OUVERTE.pdf",
        ] {
            assert!(!is_somebodys(name), "{name}");
        }
    }
}
