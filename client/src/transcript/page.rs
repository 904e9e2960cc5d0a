//! Words and lines, as they lie in a picture.

use crate::pictures::Area;

/// A word that is less sure is marked, in hundredths.
const SURE: u8 = 75;

/// A word.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Word {
    /// Its letters.
    pub text: String,
    /// How sure they are, in hundredths.
    pub sure: u8,
    /// Where it is in the picture.
    pub area: Area,
}

impl Word {
    /// Whether a person has to look at it.
    #[must_use]
    pub(crate) fn is_unsure(&self) -> bool {
        self.sure < SURE
    }
}

/// A line of words; it has at least one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Line {
    pub(super) words: Vec<Word>,
}

impl Line {
    pub(super) fn left(&self) -> u32 {
        self.words.iter().map(|word| word.area.x).min().unwrap_or_default()
    }

    pub(super) fn right(&self) -> u32 {
        self.words.iter().map(|word| word.area.x + word.area.width).max().unwrap_or_default()
    }

    pub(super) fn top(&self) -> u32 {
        self.words.iter().map(|word| word.area.y).min().unwrap_or_default()
    }

    pub(super) fn height(&self) -> u32 {
        self.words.iter().map(|word| word.area.height).max().unwrap_or_default()
    }

    /// Its words, without marks.
    pub(super) fn text(&self) -> String {
        let words: Vec<&str> = self.words.iter().map(|word| word.text.as_str()).collect();
        words.join(" ")
    }

    /// Whether most of its letters are written from right to left.
    pub(super) fn is_from_right(&self) -> bool {
        let letters =
            || self.words.iter().flat_map(|word| word.text.chars()).filter(|letter| letter.is_alphabetic());
        let from_right =
            letters().filter(|letter| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fefc}'));
        from_right.count() * 2 > letters().count()
    }
}
