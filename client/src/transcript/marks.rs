//! How a word is marked of which nobody can be sure yet: `[?word?]`, which is seen in any text, and never published.

/// Before such a word.
pub(crate) const BEFORE: &str = "[?";
/// Behind it.
pub(crate) const BEHIND: &str = "?]";
/// What people write themselves where they can't read a word: no mark of ours.
const UNREADABLE: &str = "[?]";

/// The word with its marks.
#[must_use]
pub(super) fn marked(word: &str) -> String {
    format!("{BEFORE}{word}{BEHIND}")
}

/// How many are marked in a text. Half a mark is one.
#[must_use]
pub(crate) fn count(text: &str) -> usize {
    let text = text.replace(UNREADABLE, "");
    // A question in brackets [like this ?] is none: no word ends in a space.
    let ends = text.match_indices(BEHIND).filter_map(|(at, _)| text.get(..at)?.chars().next_back());
    text.matches(BEFORE).count().max(ends.filter(|letter| !letter.is_whitespace()).count())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_mark_counts_and_half_a_mark_too() {
        assert_eq!(count(&format!("un {} et {}", marked("mot"), marked("l’autre"))), 2);
        assert_eq!(count("un [?mot et l’autre?] mot?]"), 2);
        assert_eq!(count("[?mot"), 1);
        assert_eq!(count("[a?] un mot [?], [illisible] (sic) [quoi ?]"), 1);
        assert_eq!(count("un mot [?], [illisible], [quoi], oui ?"), 0);
    }
}
