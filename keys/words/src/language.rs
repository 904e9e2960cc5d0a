//! A language, and where its words are.

use std::fmt;

/// A language that a program speaks.
pub struct Language {
    /// Its tag: `fr`.
    pub tag: &'static str,
    /// What it calls itself: `Français`.
    pub name: &'static str,
    /// In which direction it is written.
    pub direction: Direction,
    /// Its Fluent files, which are built in.
    pub texts: &'static [&'static str],
}

/// A direction of writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Direction {
    /// From left to right.
    LeftToRight,
    /// From right to left.
    RightToLeft,
}

impl Direction {
    /// As HTML spells it: `ltr` or `rtl`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::LeftToRight => "ltr",
            Self::RightToLeft => "rtl",
        }
    }
}

impl Language {
    /// The language of this tag.
    ///
    /// # Panics
    /// If there is none. To be called in a `const`, where that stops the build.
    #[must_use]
    pub const fn of(languages: &'static [Self], tag: &str) -> &'static Self {
        let mut at = 0;
        while at < languages.len() {
            if is_equal(languages[at].tag.as_bytes(), tag.as_bytes()) {
                return &languages[at];
            }
            at += 1;
        }
        panic!("no language has this tag");
    }
}

const fn is_equal(one: &[u8], other: &[u8]) -> bool {
    let mut at = 0;
    while at < one.len() && at < other.len() && one[at] == other[at] {
        at += 1;
    }
    at == one.len() && at == other.len()
}

impl PartialEq for Language {
    fn eq(&self, other: &Self) -> bool {
        self.tag == other.tag
    }
}

impl Eq for Language {}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.tag)
    }
}
