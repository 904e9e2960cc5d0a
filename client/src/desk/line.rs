//! One line that is typed: a command, or what the inbox is narrowed to.

use estafette_keys::secret::Secret;
use unicode_width::UnicodeWidthChar;

/// No command line that a person types is longer.
const LETTERS_MAX: usize = 4_096;
/// So many lines are remembered, as long as the desk is open.
const HISTORY_MAX: usize = 100;

/// A line, and where in it one types.
#[derive(Default)]
pub(super) struct Line {
    letters: Vec<char>,
    at: usize,
}

impl Line {
    /// A line that begins with this.
    #[must_use]
    pub(super) fn of(text: &str) -> Self {
        let letters: Vec<char> = text.chars().collect();
        Self { at: letters.len(), letters }
    }

    /// As it is typed so far.
    #[must_use]
    pub(super) fn text(&self) -> String {
        self.letters.iter().collect()
    }

    /// One letter more. What acts on a terminal is not typed.
    pub(super) fn put(&mut self, letter: char) {
        if !letter.is_control() && self.letters.len() < LETTERS_MAX {
            self.letters.insert(self.at.min(self.letters.len()), letter);
            self.at += 1;
        }
    }

    /// Whether nothing is typed.
    #[must_use]
    pub(super) fn is_empty(&self) -> bool {
        self.letters.is_empty()
    }

    /// Takes the letter before away, where there is one.
    pub(super) fn erase(&mut self) {
        if let Some(before) = self.at.checked_sub(1) {
            self.letters.remove(before);
            self.at = before;
        }
    }

    /// Takes the letter here away.
    pub(super) fn delete(&mut self) {
        if self.at < self.letters.len() {
            self.letters.remove(self.at);
        }
    }

    /// Takes the word before away.
    pub(super) fn erase_word(&mut self) {
        let before = self.letters.get(..self.at).unwrap_or_default();
        let spaces = before.iter().rev().take_while(|letter| letter.is_whitespace()).count();
        let word = before.iter().rev().skip(spaces).take_while(|letter| !letter.is_whitespace()).count();
        let begin = self.at - spaces - word;
        self.letters.drain(begin..self.at);
        self.at = begin;
    }

    /// Takes all before away.
    pub(super) fn erase_all(&mut self) {
        self.letters.drain(..self.at);
        self.at = 0;
    }

    /// One letter to the left or to the right.
    pub(super) fn go(&mut self, is_right: bool) {
        self.at = if is_right { (self.at + 1).min(self.letters.len()) } else { self.at.saturating_sub(1) };
    }

    /// To the beginning or to the end.
    pub(super) fn go_far(&mut self, is_right: bool) {
        self.at = if is_right { self.letters.len() } else { 0 };
    }

    /// The part that `width` cells have room for, and the cell in which one types.
    #[must_use]
    pub(super) fn shown(&self, width: usize) -> (String, usize) {
        let cells = |letters: &[char]| letters.iter().map(|letter| letter.width().unwrap_or_default()).sum();
        let mut begin = 0;
        let before = |begin: usize| self.letters.get(begin..self.at).unwrap_or_default();
        while cells(before(begin)) >= width.max(1) {
            begin += 1;
        }
        let at = cells(before(begin));
        let mut used = 0;
        let fits = |letter: &&char| {
            used += letter.width().unwrap_or_default();
            used <= width
        };
        (self.letters.iter().skip(begin).take_while(fits).collect(), at)
    }
}

/// A passphrase that is typed: never shown, wiped when it is dropped.
pub(super) struct SecretLine(Secret<String>);

impl SecretLine {
    /// Nothing yet. It never grows, so no copy is left behind.
    #[must_use]
    pub(super) fn new() -> Self {
        Self(Secret::new(String::with_capacity(LETTERS_MAX)))
    }

    /// One letter more.
    pub(super) fn put(&mut self, letter: char) {
        let text = self.0.expose_secret_mut();
        if !letter.is_control() && text.len() + letter.len_utf8() <= LETTERS_MAX {
            text.push(letter);
        }
    }

    /// The last letter less.
    pub(super) fn erase(&mut self) {
        self.0.expose_secret_mut().pop();
    }

    /// What was typed.
    #[must_use]
    pub(super) fn take(self) -> Secret<String> {
        self.0
    }
}

/// The lines that were typed before; forgotten when the desk is locked.
#[derive(Default)]
pub(super) struct History {
    lines: Vec<String>,
    at: usize,
}

impl History {
    /// Remembers one, and goes to its end.
    pub(super) fn keep(&mut self, line: &str) {
        if self.lines.last().is_none_or(|last| last != line) {
            self.lines.push(line.to_owned());
        }
        let over = self.lines.len().saturating_sub(HISTORY_MAX);
        self.lines.drain(..over);
        self.at = self.lines.len();
    }

    /// The one before, or after; nothing after the last.
    pub(super) fn step(&mut self, is_back: bool) -> Option<Line> {
        self.at = if is_back { self.at.saturating_sub(1) } else { (self.at + 1).min(self.lines.len()) };
        match self.lines.get(self.at) {
            Some(line) => Some(Line::of(line)),
            None => (!self.lines.is_empty()).then(Line::default),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_typed_and_put_right() {
        let mut line = Line::of("claim 4f2a");
        line.erase_word();
        for letter in "99\u{1b}00".chars() {
            line.put(letter);
        }
        assert_eq!(line.text(), "claim 9900");
        line.go_far(false);
        line.delete();
        line.put('C');
        assert_eq!(line.text(), "Claim 9900");
        line.go_far(true);
        line.go(false);
        line.erase();
        assert_eq!(line.text(), "Claim 990");
        line.erase_all();
        assert_eq!(line.text(), "0");
    }

    #[test]
    fn what_does_not_fit_is_left_out_at_the_beginning() {
        let line = Line::of("note 4f2a 漢字");
        assert_eq!(line.shown(40), ("note 4f2a 漢字".to_owned(), 14));
        let (shown, at) = line.shown(8);
        assert_eq!((shown.as_str(), at), ("2a 漢字", 7));
        assert_eq!(line.shown(0).1, 0);
    }

    #[test]
    fn earlier_lines_come_back_in_their_order() {
        let mut history = History::default();
        assert!(history.step(true).is_none());
        history.keep("one");
        history.keep("two");
        history.keep("two");
        let text = |line: Option<Line>| line.map(|line| line.text());
        assert_eq!(text(history.step(true)).as_deref(), Some("two"));
        assert_eq!(text(history.step(true)).as_deref(), Some("one"));
        assert_eq!(text(history.step(true)).as_deref(), Some("one"));
        assert_eq!(text(history.step(false)).as_deref(), Some("two"));
        assert_eq!(text(history.step(false)).as_deref(), Some(""));
    }
}
