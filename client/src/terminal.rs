//! Text from outside, made safe to show: it can't move the cursor, reorder the lines around it, or hide.
//!
//! Letters of every script stay as they are, so that Arabic reads right; what acts on a terminal or can't be
//! seen becomes a visible escape such as `\u{202e}`. What goes onto a page is cleaned by `publish::cleaning` instead.

use estafette_words::{Direction, bidi};
use unicode_normalization::char::is_combining_mark;
use unicode_width::{UnicodeWidthChar, UnicodeWidthStr};

/// More marks than any script stacks on one letter.
const MARKS_MAX: usize = 6;
const FIRST_STRONG_ISOLATE: char = '\u{2068}';
const POP_ISOLATE: char = '\u{2069}';

/// Text that stands in a line of the program's own: line ends are escaped too, and right-to-left text is isolated so that it
/// does not reorder what stands beside it.
#[must_use]
pub(crate) fn inline(text: &str) -> String {
    // The program's languages are written from left to right. No mark of the text's own is left in it.
    bidi::isolated(&escaped(text, false), Direction::LeftToRight).into_owned()
}

/// Text that stands in lines of its own: line ends stay.
#[must_use]
pub(crate) fn block(text: &str) -> String {
    escaped(&text.replace("\r\n", "\n"), true)
}

/// Whether [`block`] would escape nothing.
#[must_use]
pub(crate) fn is_plain(text: &str) -> bool {
    block(text) == text
}

/// The lines of a block, none wider than `width` cells.
#[must_use]
pub(crate) fn wrapped(block: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    for paragraph in block.split('\n') {
        let mut line = String::new();
        let mut used = 0;
        for piece in paragraph.split_inclusive(' ') {
            let cells = piece.trim_end().width();
            if used > 0 && used + cells > width {
                lines.push(std::mem::take(&mut line).trim_end().to_owned());
                used = 0;
            }
            for letter in piece.chars() {
                let cells = letter.width().unwrap_or_default();
                if used + cells > width && letter != ' ' {
                    lines.push(std::mem::take(&mut line));
                    used = 0;
                }
                line.push(letter);
                used += cells;
            }
        }
        lines.push(line.trim_end().to_owned());
    }
    lines
}

/// One line, cut to at most `width` cells, with an ellipsis if something was left out.
#[must_use]
pub(crate) fn shortened(line: &str, width: usize) -> String {
    if line.width() <= width {
        return line.to_owned();
    }
    let mut kept = String::new();
    let mut used = 1;
    for letter in line.chars() {
        used += letter.width().unwrap_or_default();
        if used > width {
            break;
        }
        kept.push(letter);
    }
    kept.truncate(kept.trim_end().len());
    kept.push('…');
    if kept.contains(FIRST_STRONG_ISOLATE) && !kept.contains(POP_ISOLATE) {
        kept.push(POP_ISOLATE);
    }
    kept
}

/// Fills a line up to `width` cells.
#[must_use]
pub(crate) fn padded(line: &str, width: usize) -> String {
    let missing = width.saturating_sub(line.width());
    format!("{line}{}", " ".repeat(missing))
}

fn escaped(text: &str, lines: bool) -> String {
    let mut shown = String::with_capacity(text.len());
    let mut before = None;
    let mut marks = 0;
    let mut letters = text.chars().peekable();
    let right_to_left = bidi::has_right_to_left(text);
    while let Some(letter) = letters.next() {
        marks = if is_combining_mark(letter) { marks + 1 } else { 0 };
        let visible = match letter {
            '\n' => lines,
            '\t' if lines => {
                shown.push_str("    ");
                before = Some(letter);
                continue;
            }
            // Joiners belong between letters of the scripts that need them, and inside emoji.
            '\u{200d}' => joins(before, letters.peek().copied()) || emoji(before, letters.peek().copied()),
            '\u{200c}' => joins(before, letters.peek().copied()),
            '\u{fe0e}' | '\u{fe0f}' => before.is_some_and(takes_variation),
            // Direction marks order punctuation; they belong in texts that have right-to-left letters.
            '\u{200e}' | '\u{200f}' | '\u{61c}' => right_to_left && lines,
            _ => !is_hidden(letter) && marks <= MARKS_MAX,
        };
        if visible {
            shown.push(letter);
        } else {
            shown.extend(letter.escape_unicode());
        }
        before = Some(letter);
    }
    shown
}

/// Whether a letter acts instead of being read, or has no shape of its own.
fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter,
            '\u{ad}' | '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{fe00}'..='\u{fe0d}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}'
            | '\u{13430}'..='\u{1345f}' | '\u{1bca0}'..='\u{1bca3}' | '\u{1d173}'..='\u{1d17a}'
            | '\u{e000}'..='\u{f8ff}' | '\u{e0000}'..='\u{10ffff}')
}

/// Arabic and its neighbours, and the scripts of South Asia: there a joiner changes the letters' shape.
fn joins(before: Option<char>, after: Option<char>) -> bool {
    let shaped = |letter: char| matches!(letter, '\u{600}'..='\u{8ff}' | '\u{900}'..='\u{dff}' | '\u{fb50}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}');
    before.is_some_and(shaped) && after.is_some_and(shaped)
}

/// An emoji made of several.
fn emoji(before: Option<char>, after: Option<char>) -> bool {
    let left = |letter| is_pictograph(letter) || matches!(letter, '\u{fe0f}' | '\u{1f3fb}'..='\u{1f3ff}');
    before.is_some_and(left) && after.is_some_and(is_pictograph)
}

fn takes_variation(letter: char) -> bool {
    is_pictograph(letter) || letter.is_ascii_digit() || matches!(letter, '#' | '*' | '©' | '®')
}

fn is_pictograph(letter: char) -> bool {
    matches!(letter, '\u{203c}' | '\u{2049}' | '\u{2122}' | '\u{2139}' | '\u{2190}'..='\u{21ff}' | '\u{2300}'..='\u{23ff}'
        | '\u{24c2}' | '\u{25a0}'..='\u{27bf}' | '\u{2900}'..='\u{297f}' | '\u{2b00}'..='\u{2bff}' | '\u{3030}' | '\u{303d}'
        | '\u{3297}' | '\u{3299}' | '\u{1f000}'..='\u{1faff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escape_sequences_are_shown() {
        assert_eq!(inline("\u{1b}[31mrouge\u{1b}]0;titre\u{7}"), "\\u{1b}[31mrouge\\u{1b}]0;titre\\u{7}");
    }

    #[test]
    fn c1_controls_are_shown() {
        assert_eq!(block("\u{9b}2J\u{90}q\u{85}"), "\\u{9b}2J\\u{90}q\\u{85}");
    }

    #[test]
    fn returns_and_backspaces_do_not_overwrite() {
        assert_eq!(block("faux\rvrai\u{8}\u{7f}"), "faux\\u{d}vrai\\u{8}\\u{7f}");
        assert_eq!(block("a\r\nb\tc"), "a\nb    c");
    }

    #[test]
    fn a_field_stays_on_its_line() {
        assert_eq!(inline("a\nb\tc\u{2028}d"), "a\\u{a}b\\u{9}c\\u{2028}d");
    }

    #[test]
    fn overrides_and_isolates_are_shown() {
        for letter in ('\u{202a}'..='\u{202e}').chain('\u{2066}'..='\u{2069}') {
            assert_eq!(block(&format!("a{letter}b")), format!("a\\u{{{:x}}}b", u32::from(letter)));
        }
    }

    #[test]
    fn what_cannot_be_seen_is_shown() {
        for letter in
            "\u{200b}\u{2060}\u{feff}\u{ad}\u{e0041}\u{e0101}\u{3164}\u{fffb}\u{e001}\u{2800}".chars()
        {
            assert_eq!(inline(&format!("a{letter}")), format!("a\\u{{{:x}}}", u32::from(letter)));
        }
    }

    #[test]
    fn arabic_reads_right_and_does_not_reorder_its_neighbours() {
        assert_eq!(block("السجن، 12"), "السجن، 12");
        assert_eq!(inline("سجن"), "\u{2068}سجن\u{2069}");
        assert_eq!(block("می\u{200c}خواهم"), "می\u{200c}خواهم");
        assert_eq!(block("قال\u{200f}!"), "قال\u{200f}!");
        assert_eq!(block("said\u{200f}!"), "said\\u{200f}!");
    }

    #[test]
    fn emoji_stay_whole_and_joiners_elsewhere_show() {
        for whole in ["✊🏽", "🏳️\u{200d}🌈", "👩🏾\u{200d}🔧", "1️⃣"] {
            assert_eq!(block(whole), whole);
        }
        assert_eq!(block("pa\u{200d}ssword\u{200c}"), "pa\\u{200d}ssword\\u{200c}");
        assert_eq!(block("a\u{fe0f}"), "a\\u{fe0f}");
    }

    #[test]
    fn marks_do_not_pile_up_over_other_lines() {
        let shown = block(&format!("a{}", "\u{301}".repeat(50)));
        assert!(shown.starts_with("a\u{301}") && shown.matches("\\u{301}").count() == 50 - MARKS_MAX);
        assert_eq!(block("Genève e\u{301}"), "Genève e\u{301}");
    }

    #[test]
    fn lines_fit_the_width() {
        assert_eq!(wrapped("un deux trois\n\nquatre", 8), ["un deux", "trois", "", "quatre"]);
        assert_eq!(wrapped("abcdefghij", 4), ["abcd", "efgh", "ij"]);
        assert_eq!(wrapped("日本語", 4), ["日本", "語"]);
    }

    #[test]
    fn shortened_lines_close_what_they_opened() {
        assert_eq!(shortened("abcdef", 4), "abc…");
        assert_eq!(shortened("abc", 4), "abc");
        assert!(shortened(&inline("السجن السجن"), 6).ends_with("…\u{2069}"));
    }
}
