//! Text whose direction is not that of the line it stands in.

use std::borrow::Cow;

use crate::Direction;

const LEFT_TO_RIGHT_ISOLATE: char = '\u{2066}';
const RIGHT_TO_LEFT_ISOLATE: char = '\u{2067}';
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// The text, isolated if some of its letters run against this direction. What is isolated already stays as it is. Other
/// text is not marked: marks would be copied along with a word.
#[must_use]
pub fn isolated(text: &str, direction: Direction) -> Cow<'_, str> {
    if runs_against(text, direction) {
        Cow::Owned(format!("{FIRST_STRONG_ISOLATE}{text}{POP_ISOLATE}"))
    } else {
        Cow::Borrowed(text)
    }
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
    fn nothing_is_isolated_twice() {
        let once = "a \u{2068}مرحبا\u{2069} b";
        assert_eq!(isolated(once, Direction::LeftToRight), once);
        // Isolated in part only.
        let part = "\u{2068}مرحبا\u{2069} مرحبا";
        assert_eq!(isolated(part, Direction::LeftToRight), format!("\u{2068}{part}\u{2069}"));
    }
}
