//! Where a text is no longer what its source wrote, shown.

use super::style::Style;
use crate::failure::Change;
use crate::terminal::inline;
use crate::words::{Words, key};

/// So many places are shown.
const PLACES_MAX: usize = 12;

/// That each word is the source's, or where it is not.
pub(super) fn told(words: &Words, changes: &[Change], style: &Style) -> String {
    if changes.is_empty() {
        return words.say(key!("say-changes-none"), &[]);
    }
    let said = words.say(key!("say-changes"), &[("count", changes.len().into())]);
    format!("{}\n{}", style.warn(&said), lines(words, changes, style))
}

/// The places, one on a line: what is gone in brackets with a minus, what is new with a plus.
pub(super) fn lines(words: &Words, changes: &[Change], style: &Style) -> String {
    let mut lines: Vec<String> = changes.iter().take(PLACES_MAX).map(|change| line(change, style)).collect();
    let left = changes.len().saturating_sub(PLACES_MAX);
    if left > 0 {
        lines.push(words.say(key!("say-changes-more"), &[("count", left.into())]));
    }
    lines.join("\n")
}

fn line(change: &Change, style: &Style) -> String {
    let marked = |text: &str, sign: char| match text {
        "" => String::new(),
        text if sign == '-' => style.bad(&format!("[-{}-]", inline(text))),
        text => style.good(&format!("{{+{}+}}", inline(text))),
    };
    let pieces =
        [inline(&change.before), marked(&change.gone, '-'), marked(&change.new, '+'), inline(&change.after)];
    format!("  {}", pieces.iter().filter(|piece| !piece.is_empty()).cloned().collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::publish::changes::changes;
    use crate::words::Language;

    #[test]
    fn each_place_is_a_line_and_nothing_reaches_the_terminal() {
        let words = Words::new(Language::FRENCH);
        let changed = changes("un deux trois", "un \u{1b}[2J trois");
        assert_eq!(lines(&words, &changed, &Style::new(false)), "  un [-deux-] {+\\u{1b}[2J+} trois");
        assert!(lines(&words, &changed, &Style::new(true)).contains("\u{1b}[31m[-deux-]"));
        assert_eq!(told(&words, &[], &Style::new(true)).lines().count(), 1);
        let many: Vec<String> = (0..40).map(|number| format!("{number} x")).collect();
        let many = changes(&many.join(" "), &"x ".repeat(40));
        assert_eq!(told(&words, &many, &Style::new(false)).lines().count(), 2 + PLACES_MAX);
    }
}
