//! What a file tells beside what it shows.

use serde::{Deserialize, Serialize};

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Trace {
    /// Where it was made.
    Place,
    /// When.
    Moment,
    /// With which camera or telephone.
    Device,
    /// By whom.
    Author,
    /// A small picture of it, perhaps as it was before.
    Thumbnail,
    /// Another file in it.
    Embedded,
    /// Who changed it, or remarked on it.
    Revisions,
    /// Who is to be seen in it, by name.
    People,
}

/// All that a file tells.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Traces(u8);

impl Trace {
    /// All there are, in the order of their numbers.
    pub const ALL: [Self; 8] = [
        Self::Place,
        Self::Moment,
        Self::Device,
        Self::Author,
        Self::Thumbnail,
        Self::Embedded,
        Self::Revisions,
        Self::People,
    ];

    /// Its name in programs.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Place => "place",
            Self::Moment => "moment",
            Self::Device => "device",
            Self::Author => "author",
            Self::Thumbnail => "thumbnail",
            Self::Embedded => "embedded",
            Self::Revisions => "revisions",
            Self::People => "people",
        }
    }
}

impl Traces {
    /// Whether it tells nothing.
    #[must_use]
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Each of them.
    pub fn each(self) -> impl Iterator<Item = Trace> {
        Trace::ALL.into_iter().filter(move |trace| self.0 & (1 << *trace as u8) != 0)
    }

    pub(crate) fn add(&mut self, trace: Trace) {
        self.0 |= 1 << trace as u8;
    }

    pub(crate) fn adds(&mut self, is_said: bool, trace: Trace) {
        if is_said {
            self.add(trace);
        }
    }
}
