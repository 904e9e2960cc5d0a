//! Text whose direction is not that of the line it stands in.

use std::borrow::Cow;

use crate::Direction;

const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
const RIGHT_TO_LEFT_ISOLATE: char = '\u{2067}';
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// The text, isolated if some of its letters run against this direction, or if it is of digits whose groups would change places in
/// it, as those of `2026-12-05` and `12 34` do after an Arabic word. What is isolated already stays as it is. Other text is not marked:
/// marks would be copied along with a word.
///
/// The marks are characters, so that they work in the attributes and the title of a page, too, where no element can stand.
#[must_use]
pub fn isolated(text: &str, direction: Direction) -> Cow<'_, str> {
    if runs_against(text, direction) || (direction == Direction::RightToLeft && has_loose_digits(text)) {
        Cow::Owned(format!("{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// Whether a text has letters that are written from right to left.
#[must_use]
pub fn has_right_to_left(text: &str) -> bool {
    text.chars().any(is_right_to_left)
}

/// Whether letters outside isolates run against this direction.
fn runs_against(text: &str, direction: Direction) -> bool {
    let mut depth = 0_usize;
    text.chars().any(|letter| {
        match letter {
            LEFT_TO_RIGHT_ISOLATE | RIGHT_TO_LEFT_ISOLATE | FIRST_STRONG_ISOLATE => depth += 1,
            POP_ISOLATE => depth = depth.saturating_sub(1),
            _ => {}
        }
        let against = match direction {
            Direction::LeftToRight => is_right_to_left(letter),
            Direction::RightToLeft => letter.is_alphabetic() && !is_right_to_left(letter),
        };
        depth == 0 && against
    })
}

/// Whether there are digits outside isolates in groups that keep their order only where the line runs from left to right. A full stop, a
/// comma, a colon or a narrow space between two digits holds them together in both directions; nothing else does.
#[must_use]
pub(crate) fn has_loose_digits(text: &str) -> bool {
    let (mut depth, mut is_digit_before, mut between) = (0_usize, false, String::new());
    for letter in text.chars() {
        match letter {
            LEFT_TO_RIGHT_ISOLATE | RIGHT_TO_LEFT_ISOLATE | FIRST_STRONG_ISOLATE => depth += 1,
            POP_ISOLATE => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            _ if letter.is_ascii_digit() => {
                let holds = matches!(between.as_str(), "" | "." | "," | ":" | "\u{202f}" | "\u{a0}");
                if is_digit_before && !holds {
                    return true;
                }
                (is_digit_before, between) = (true, String::new());
            }
            _ if letter.is_alphabetic() => is_digit_before = false,
            _ => between.push(letter),
        }
    }
    false
}

/// Letters that are written from right to left.
fn is_right_to_left(letter: char) -> bool {
    matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}'
        | '\u{10800}'..='\u{10fff}' | '\u{1e800}'..='\u{1efff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_runs_against_the_line_is_isolated() {
        let (left, right) = (Direction::LeftToRight, Direction::RightToLeft);
        assert_eq!(isolated("Genève 12", left), "Genève 12");
        assert_eq!(isolated("مرحبا", left), "\u{2068}مرحبا\u{2069}");
        assert_eq!(isolated("مرحبا 12", right), "مرحبا 12");
        assert_eq!(isolated("Genève", right), "\u{2068}Genève\u{2069}");
    }

    #[test]
    fn digits_keep_the_order_of_their_groups() {
        let right = |text| isolated(text, Direction::RightToLeft).into_owned();
        for text in ["2026-12-05", "06 12 34", "+32 2", "12/34"] {
            assert_eq!(right(text), format!("\u{2068}{text}\u{2069}"));
            assert_eq!(isolated(text, Direction::LeftToRight), text);
        }
        for text in ["12", "19:00", "56,000", "56\u{202f}000", "12 من 34", "\u{2066}1-2\u{2069}"] {
            assert_eq!(right(text), text);
        }
    }

    #[test]
    fn nothing_is_isolated_twice() {
        let once = "a \u{2068}مرحبا\u{2069} b";
        assert_eq!(isolated(once, Direction::LeftToRight), once);
        // Isolated in part only.
        let part = "\u{2068}مرحبا\u{2069} مرحبا";
        assert_eq!(isolated(part, Direction::LeftToRight), format!("\u{2068}{part}\u{2069}"));
    }
}
