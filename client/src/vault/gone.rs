//! Why an item is not on the server any more. Two of these are signed facts; that something is not listed proves nothing.

use serde::{Deserialize, Serialize};

/// Why an item is not on the server any more.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Gone {
    /// Who wrote it took it back: the server showed the secret that only they have.
    TakenBack,
    /// This editor deleted it, and signed that.
    Deleted(String),
    /// Its time on the server is over.
    Expired,
    /// The server lists it no more, and nothing signed says why.
    Unexplained,
}

impl Gone {
    /// Its name.
    #[must_use]
    pub(crate) fn name(&self) -> &'static str {
        match self {
            Self::TakenBack => "taken-back",
            Self::Deleted(_) => "deleted",
            Self::Expired => "expired",
            Self::Unexplained => "unexplained",
        }
    }

    /// Who deleted it.
    #[must_use]
    pub(crate) fn editor(&self) -> Option<&str> {
        match self {
            Self::Deleted(editor) => Some(editor),
            _ => None,
        }
    }

    /// Whether somebody signed that it is to go.
    #[must_use]
    pub(crate) fn is_signed(&self) -> bool {
        matches!(self, Self::TakenBack | Self::Deleted(_))
    }
}

/// As a state has it: before version 2, only that it was gone.
#[derive(Serialize, Deserialize)]
#[serde(untagged)]
pub(super) enum GoneForm {
    Before(bool),
    Now(Option<Gone>),
}

impl GoneForm {
    pub(super) fn gone(self) -> Option<Gone> {
        match self {
            Self::Before(false) => None,
            // The next fetch finds out.
            Self::Before(true) => Some(Gone::Unexplained),
            Self::Now(gone) => gone,
        }
    }
}
