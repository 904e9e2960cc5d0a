//! Addresses and telephone numbers, as people write them.

use estafette_keys::codename::digit;

/// How many digits a number has that one can call; with fewer, it is a price, a day, a law.
const DIGITS: std::ops::RangeInclusive<usize> = 9..=15;

/// E-mail addresses, and accounts that look like them.
#[must_use]
pub fn addresses(text: &str) -> Vec<&str> {
    let ends = |letter: char| {
        letter.is_whitespace()
            || matches!(letter, '<' | '>' | '(' | ')' | '[' | ']' | ',' | ';' | '"' | '«' | '»' | '|')
    };
    let words = text.split(ends).map(|word| word.trim_matches(|letter: char| !letter.is_alphanumeric()));
    words.filter(|word| is_address(word)).collect()
}

fn is_address(word: &str) -> bool {
    let word = word.strip_prefix("mailto:").unwrap_or(word);
    // Of an account, the name stands between two signs.
    let Some((name, host)) = word.rsplit_once('@') else { return false };
    let Some((before, last)) = host.rsplit_once('.') else { return false };
    !name.is_empty()
        && !name.contains('/')
        && !before.is_empty()
        && last.chars().count() >= 2
        && last.chars().all(char::is_alphabetic)
        && before.chars().all(|letter| letter.is_alphanumeric() || matches!(letter, '-' | '.'))
}

/// Telephone numbers.
#[must_use]
pub fn phones(text: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let (mut begun, mut end, mut before) = (None, 0, None);
    for (at, letter) in text.char_indices().chain([(text.len(), '\n')]) {
        let is_part = digit(letter).is_some() || is_between(letter);
        match begun {
            None if digit(letter).is_some() || matches!(letter, '+' | '(') => {
                // A digit behind a letter is of a name, a code, a path.
                let is_free = before.is_none_or(|before: char| !before.is_alphanumeric() && before != '/');
                begun = Some((at, is_free));
                end = at + letter.len_utf8();
            }
            Some((from, is_free)) if !is_part => {
                let number = text.get(from..end).unwrap_or_default();
                let follows = text.get(end..).and_then(|rest| rest.chars().next());
                if is_free && !follows.is_some_and(goes_on) && is_phone(number) {
                    found.push(number);
                }
                begun = None;
            }
            Some(_) if digit(letter).is_some() => end = at + letter.len_utf8(),
            _ => {}
        }
        before = Some(letter);
    }
    found
}

/// Whether what stands right behind a number makes it another thing.
fn goes_on(letter: char) -> bool {
    letter.is_alphabetic() || matches!(letter, '@' | '_')
}

/// What stands between the digits of a number.
fn is_between(letter: char) -> bool {
    matches!(
        letter,
        ' ' | '.' | '-' | '/' | '(' | ')' | '+' | '\u{a0}' | '\u{202f}' | '\u{2009}' | '\u{2011}' | '–'
    )
}

fn is_phone(number: &str) -> bool {
    let digits: Vec<u32> = number.chars().filter_map(digit).collect();
    let groups: Vec<usize> = number
        .split(|letter| digit(letter).is_none())
        .map(|group| group.chars().count())
        .filter(|count| *count > 0)
        .collect();
    if !DIGITS.contains(&digits.len()) || is_day(number) {
        return false;
    }
    let is_grouped = |wanted: &[&[usize]]| wanted.contains(&groups.as_slice());
    match digits.first() {
        _ if number.starts_with('+') => true,
        Some(0) => true,
        // Without a zero before it, as in Spain, Portugal and the Americas.
        Some(5..=9) if digits.len() == 9 => is_grouped(&[&[9], &[3, 3, 3], &[3, 2, 2, 2], &[2, 3, 2, 2]]),
        _ if digits.len() == 10 => number.starts_with('(') || is_grouped(&[&[3, 3, 4]]),
        _ => false,
    }
}

/// Days, which have as many digits with what stands behind them: `01.02.2026 14:00`, `2026-02-01`.
fn is_day(number: &str) -> bool {
    let groups: Vec<&str> =
        number.split(|letter| digit(letter).is_none()).filter(|group| !group.is_empty()).collect();
    let is_year = |group: &str| {
        let value =
            group.chars().filter_map(digit).fold(0_u32, |value, digit| value.saturating_mul(10) + digit);
        group.chars().count() == 4 && (1_900..2_100).contains(&value)
    };
    let is_short = |group: &str| group.chars().count() <= 2;
    match groups.as_slice() {
        [first, second, third, ..] if !number.starts_with('+') => {
            is_short(second) && (is_short(first) && is_year(third) || is_year(first) && is_short(third))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_found_as_people_write_them() {
        for (text, address) in [
            ("Écrivez à anna.b@example.org.", "anna.b@example.org"),
            ("(anna+x@mail.example.org)", "anna+x@mail.example.org"),
            ("<anna@example.org>,", "anna@example.org"),
            ("mailto:anna@example.org", "mailto:anna@example.org"),
            ("@anna@example.social", "anna@example.social"),
            ("اكتب إلى anna@example.org", "anna@example.org"),
        ] {
            assert_eq!(addresses(text), [address], "{text}");
        }
        for text in [
            "@anna",
            "à 5 @ 10 €",
            "a@b",
            "https://example.org/@anna",
            "anna @ example.org",
            "@",
            "a@.org",
            "x@1.22",
        ] {
            assert!(addresses(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn numbers_are_found_as_people_write_them() {
        for number in [
            "+32 470 12 34 56",
            "+32470123456",
            "0470 12 34 56",
            "0470/12.34.56",
            "01 23 45 67 89",
            "01.23.45.67.89",
            "0032 470 12 34 56",
            "06-12345678",
            "0151 23456789",
            "612 345 678",
            "612 34 56 78",
            "+34 612 345 678",
            "(212) 555-0123",
            "+90 (532) 123 45 67",
            "0532 123 45 67",
            "٠٤٧٠ ١٢ ٣٤ ٥٦",
            "+963 944 123 456",
            "0750 123 4567",
            "333-123-4567",
        ] {
            for text in
                [number.to_owned(), format!("Appelle le {number} avant midi."), format!("tél.: {number}\n")]
            {
                assert_eq!(phones(&text), [number], "{text}");
            }
        }
    }

    #[test]
    fn other_numbers_are_none() {
        for text in [
            "le 27.11.2026 à 14h",
            "2026-11-27 10:00",
            "du 01.02.2026 au 03.02.2026",
            "12 000 000 €",
            "article 123 456 789 012",
            "1 2 3 4 5 6 7 8 9",
            "BE71 0961 2345 6769",
            "IP 192.168.100.200",
            "sha 0123456789abcdef",
            "/photos/0470123456",
            "n° 4701234",
            "de 10 à 20",
            "+",
            "(",
            "2026 2027 2028",
            "v0470123456",
        ] {
            assert!(phones(text).is_empty(), "{text}: {:?}", phones(text));
        }
    }

    #[test]
    fn nothing_is_cut_in_the_middle_of_a_letter() {
        for text in
            ["é0470 12 34 56é", "+é", "٠٤٧", "0470 12 34 56\u{a0}", "\u{202f}0470 12 34 56\u{202f}\u{202f}x"]
        {
            let _ = (phones(text), addresses(text));
        }
    }
}
