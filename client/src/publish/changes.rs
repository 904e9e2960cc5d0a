//! Where a text is no longer, word for word, what its source wrote.

use similar::{Algorithm, DiffOp, capture_diff_slices};

use super::cleaning::lines;
use crate::failure::Change;

/// So many words are shown around what differs.
const AROUND: usize = 3;
/// So many words of one difference are shown.
const WORDS_MAX: usize = 24;
/// Where so many pairs of words would have to be held against each other, the whole of what differs is one difference: nobody
/// waits for minutes, and nobody reads thousands of places.
const PAIRS_MAX: usize = 25_000_000;
/// A line's end, among words.
const LINE_END: &str = "↵";

/// What differs between a text as it was written and as it is now: words and ends of lines, whatever spaces are between
/// them, and whatever lines are blank.
#[must_use]
pub(crate) fn changes(written: &str, now: &str) -> Vec<Change> {
    let (written, now) = (lines(written), lines(now));
    let (old, new) = (words(&written), words(&now));
    let operations = compared(&old, &new);
    let differs = operations.into_iter().filter(|operation| !matches!(operation, DiffOp::Equal { .. }));
    let changes = differs.map(|operation| {
        let (from, to) = (operation.old_range(), operation.new_range());
        Change {
            before: joined(old.get(from.start.saturating_sub(AROUND)..from.start)),
            gone: shortened(old.get(from.clone())),
            new: shortened(new.get(to)),
            after: joined(old.get(from.end..(from.end + AROUND).min(old.len()))),
        }
    });
    changes.collect()
}

fn compared(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let same = old.iter().zip(new).take_while(|(old, new)| old == new).count();
    let (old_rest, new_rest) = (old.get(same..).unwrap_or_default(), new.get(same..).unwrap_or_default());
    let ends = old_rest.iter().rev().zip(new_rest.iter().rev()).take_while(|(old, new)| old == new).count();
    let (old_len, new_len) = (old_rest.len() - ends, new_rest.len() - ends);
    if old_len.saturating_mul(new_len) > PAIRS_MAX {
        return vec![DiffOp::Replace { old_index: same, old_len, new_index: same, new_len }];
    }
    capture_diff_slices(Algorithm::Myers, old, new)
}

fn words(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        if !words.is_empty() {
            words.push(LINE_END);
        }
        words.extend(line.split_whitespace());
    }
    words
}

fn joined(words: Option<&[&str]>) -> String {
    words.unwrap_or_default().join(" ")
}

/// Of a long piece, its beginning and its end.
fn shortened(words: Option<&[&str]>) -> String {
    let words = words.unwrap_or_default();
    if words.len() <= WORDS_MAX {
        return words.join(" ");
    }
    let half = WORDS_MAX / 2;
    let (first, last) = (words.get(..half), words.get(words.len() - half..));
    format!("{} […] {}", joined(first), joined(last))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn texts_that_have_nothing_in_common_are_one_difference_at_once() {
        let text = |word: &str| format!("avant {}après", format!("{word} ").repeat(300_000));
        let found = changes(&text("un"), &text("deux"));
        assert_eq!(found.len(), 1);
        assert!(found.iter().all(|change| change.before == "avant" && change.after == "après"), "{found:?}");
    }

    #[test]
    fn words_and_line_ends_that_differ_are_shown_with_their_place() {
        let written = "Je suis en prison depuis mars.\u{2028}On nous refuse\tl’eau.\n\n\nVive la grève !";
        assert_eq!(
            changes(written, "Je suis en prison depuis mars.\nOn nous refuse l’eau.\nVive la grève !"),
            []
        );
        let change = |before: &str, gone: &str, new: &str, after: &str| Change {
            before: before.into(),
            gone: gone.into(),
            new: new.into(),
            after: after.into(),
        };
        assert_eq!(
            changes(written, "Je suis en prison depuis avril. On nous refuse l’eau.\nVive la grève !"),
            [change("en prison depuis", "mars. ↵", "avril.", "On nous refuse")]
        );
        assert_eq!(changes("a b", "a b c"), [change("a b", "", "c", "")]);
        assert_eq!(changes("pa\u{200d}ss", "pass"), [change("", "pa\u{200d}ss", "pass", "")]);
    }

    #[test]
    fn a_long_piece_is_shown_by_its_ends() {
        let long: Vec<String> = (0..100).map(|number| number.to_string()).collect();
        let [one] = changes("", &long.join(" ")).try_into().expect("one");
        assert!(
            one.new.starts_with("0 1 ") && one.new.contains("11 […] 88") && one.new.ends_with(" 99"),
            "{}",
            one.new
        );
    }
}
