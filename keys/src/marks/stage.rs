//! How far an item is, as an editor says it.

use std::str::FromStr;

/// How far an item is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Stage {
    /// Nobody deals with it.
    New,
    /// Somebody deals with it.
    InProgress,
    /// Its source was asked something.
    Waiting,
    /// It can be published.
    Ready,
    /// It is published.
    Published,
    /// It will not be published.
    Declined,
}

/// The text is not the name of a stage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a stage")]
pub struct StageError;

impl Stage {
    /// All of them, in the order of the work.
    pub const ALL: [Self; 6] =
        [Self::New, Self::InProgress, Self::Waiting, Self::Ready, Self::Published, Self::Declined];

    /// Its name in notes, and as it is typed.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::InProgress => "in-progress",
            Self::Waiting => "waiting",
            Self::Ready => "ready",
            Self::Published => "published",
            Self::Declined => "declined",
        }
    }
}

impl FromStr for Stage {
    type Err = StageError;

    fn from_str(text: &str) -> Result<Self, StageError> {
        Self::ALL.into_iter().find(|stage| stage.name() == text).ok_or(StageError)
    }
}
