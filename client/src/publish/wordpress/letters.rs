//! Letters and signs by their numbers: those that a site's database does not know, and those that WordPress would show as
//! others. A number is three digits long at least, as WordPress stores it.

/// Which letters are sent by their numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Letters {
    /// Those beyond 16 bits, always: many a database knows none of them.
    Beyond16Bits,
    /// All but ASCII's, for a database that knows few.
    NotAscii,
}

/// HTML that means the same.
pub(super) fn by_number(html: &str, letters: Letters) -> String {
    let limit = match letters {
        Letters::Beyond16Bits => '\u{ffff}',
        Letters::NotAscii => '\u{7f}',
    };
    let mut text = String::with_capacity(html.len());
    for letter in html.chars() {
        if letter > limit { text.push_str(&hex(letter)) } else { text.push(letter) }
    }
    text
}

/// HTML whose signs WordPress shows as they are: no quotes, dashes, dots, crosses, faces or names of its own
/// (`wptexturize`, `convert_smilies`, `capital_P_dangit`).
pub(super) fn as_they_are(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for (at, piece) in html.split('<').enumerate() {
        let (tag, rest) = if at == 0 { ("", piece) } else { piece.split_once('>').unwrap_or((piece, "")) };
        if at > 0 {
            text.extend(["<", tag, ">"]);
        }
        text.push_str(&signs(rest));
    }
    text
}

/// Of a text without tags.
fn signs(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let at = |at: usize| letters.get(at).copied();
    let is_word = |letter: Option<char>| letter.is_some_and(char::is_alphanumeric);
    let mut kept = String::with_capacity(text.len());
    let mut here = 0;
    while let Some(letter) = at(here) {
        if let Some(length) = entity(letters.get(here..).unwrap_or_default()) {
            kept.extend(letters.get(here..here + length).unwrap_or_default());
            here += length;
            continue;
        }
        let (before, after) = (here.checked_sub(1).and_then(at), at(here + 1));
        let is_changed = match letter {
            '"' | '\'' | '`' | '(' | ':' | ';' => true,
            '.' => before == Some('.') || after == Some('.'),
            '-' => !(is_word(before) && is_word(after)),
            'x' => {
                let is_number = |letter: Option<char>| {
                    letter.is_some_and(|letter| letter.is_ascii_digit() || ".,'\"".contains(letter))
                };
                is_number(before) && is_number(after)
            }
            'p' => text_at(&letters, here.checked_sub(4), "Wordpress"),
            _ => false,
        };
        if is_changed {
            kept.push_str(&number(letter));
        } else {
            kept.push(letter);
        }
        here += 1;
    }
    kept
}

fn text_at(letters: &[char], at: Option<usize>, word: &str) -> bool {
    let here = at.and_then(|at| letters.get(at..));
    here.is_some_and(|here| {
        here.len() >= word.len() && here.iter().copied().zip(word.chars()).all(|(a, b)| a == b)
    })
}

/// How long the reference is that begins here.
fn entity(letters: &[char]) -> Option<usize> {
    if letters.first() != Some(&'&') {
        return None;
    }
    let end = letters.iter().take(12).position(|letter| *letter == ';')?;
    let name = letters.get(1..end)?;
    let is_name =
        !name.is_empty() && name.iter().all(|letter| letter.is_ascii_alphanumeric() || *letter == '#');
    is_name.then_some(end + 1)
}

/// As WordPress itself writes the letters that it knows for such.
fn hex(letter: char) -> String {
    format!("&#x{:x};", u32::from(letter))
}

fn number(letter: char) -> String {
    format!("&#{:03};", u32::from(letter))
}

/// HTML with its letters as themselves: two texts that mean the same are the same.
pub(super) fn meaning(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut rest = html;
    while let Some((before, after)) = rest.split_once('&') {
        text.push_str(before);
        let found = after.split_once(';').filter(|(name, _)| name.len() <= 10);
        if let Some((letter, after)) = found.and_then(|(name, after)| Some((letter(name)?, after))) {
            text.push(letter);
            rest = after;
        } else {
            text.push('&');
            rest = after;
        }
    }
    text + rest
}

fn letter(name: &str) -> Option<char> {
    let digits = name.strip_prefix('#');
    match (digits, name) {
        (Some(digits), _) => {
            let number = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => digits.parse(),
            };
            number.ok().and_then(char::from_u32)
        }
        (None, "amp") => Some('&'),
        (None, "lt") => Some('<'),
        (None, "gt") => Some('>'),
        (None, "quot") => Some('"'),
        (None, "apos") => Some('\''),
        (None, "nbsp") => Some('\u{a0}'),
        _ => None,
    }
}

/// Whether there are letters in one text that are missing in the other.
pub(super) fn lacks_letters(sent: &str, there: &str) -> bool {
    let mut missing = std::collections::HashMap::<char, usize>::new();
    for letter in meaning(sent).chars().filter(|letter| !letter.is_ascii()) {
        *missing.entry(letter).or_default() += 1;
    }
    for letter in meaning(there).chars() {
        if let Some(count) = missing.get_mut(&letter) {
            *count = count.saturating_sub(1);
        }
    }
    missing.values().any(|count| *count > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_that_a_database_does_not_know_go_by_their_numbers() {
        let text = "<p title=\"𝐁\">Été 𝐁𠮷 ✊🏾</p>";
        let sent = by_number(text, Letters::Beyond16Bits);
        assert_eq!(sent, "<p title=\"&#x1d401;\">Été &#x1d401;&#x20bb7; ✊&#x1f3fe;</p>");
        assert_eq!(meaning(&sent), text);
        let ascii = by_number(text, Letters::NotAscii);
        assert!(ascii.is_ascii());
        assert_eq!(meaning(&ascii), text);
        assert!(!lacks_letters(text, &sent) && lacks_letters(text, "<p title=\"?\">Été ?? ✊?</p>"));
    }

    #[test]
    fn signs_stay_what_they_are() {
        let written =
            "<p>Elle dit... -- \"non\" l'an 3x4 (c) 8-) a-t-il ;-) &amp; Wordpress&nbsp;: 99' ` - </p>";
        let sent = as_they_are(written);
        assert_eq!(meaning(&sent), meaning(written));
        for changed in ["...", "--", "\"", "'", "3x4", "(c)", "8-)", ";-)", "Wordpress", "`", " - "] {
            assert!(!sent.contains(changed), "{changed}: {sent}");
        }
        assert!(sent.contains("a-t-il") && sent.contains("&amp;") && sent.contains("&nbsp;"), "{sent}");
        assert_eq!(as_they_are("<a href=\"https://x/?a='b'\">y</a>"), "<a href=\"https://x/?a='b'\">y</a>");
    }

    #[test]
    fn what_is_no_reference_is_text() {
        assert_eq!(
            meaning("a & b &c; &#x1F600; &#0; &#xD800; &toolonganame;"),
            "a & b &c; 😀 \0 &#xD800; &toolonganame;"
        );
    }
}
