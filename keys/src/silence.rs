//! What it means that a source says nothing to what it was shown before it is published. `FORMAT.md` §7.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};

/// What no answer means, once its day is past.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Silence {
    /// It may be published.
    #[default]
    Yes,
    /// It may not, unless somebody insists.
    No,
}

/// Neither `yes` nor `no`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("silence is `yes` or `no`")]
pub struct SilenceError;

impl Silence {
    /// As it is written.
    #[must_use]
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Yes => "yes",
            Self::No => "no",
        }
    }

    /// Whether it counts as a yes.
    #[must_use]
    pub const fn is_yes(self) -> bool {
        matches!(self, Self::Yes)
    }
}

impl fmt::Display for Silence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Silence {
    type Err = SilenceError;

    fn from_str(text: &str) -> Result<Self, SilenceError> {
        match text {
            "yes" => Ok(Self::Yes),
            "no" => Ok(Self::No),
            _ => Err(SilenceError),
        }
    }
}
