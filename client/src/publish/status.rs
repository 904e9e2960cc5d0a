//! What something is on a site that has a word for it.

use serde::{Deserialize, Serialize};

/// What a post is on the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Status {
    /// Not there yet.
    Begun,
    /// For the editors to see.
    Draft,
    /// Waits to be looked through.
    Pending,
    /// Will be public by itself.
    Scheduled,
    /// Public.
    Public,
    /// Only for those who are logged in.
    Private,
    /// In the bin, or deleted.
    Gone,
}

impl Status {
    const ALL: [Self; 7] =
        [Self::Begun, Self::Draft, Self::Pending, Self::Scheduled, Self::Public, Self::Private, Self::Gone];

    /// As WordPress says it.
    #[must_use]
    pub(crate) fn of(name: &str) -> Self {
        match name {
            "draft" | "auto-draft" => Self::Draft,
            "pending" => Self::Pending,
            "future" => Self::Scheduled,
            "publish" => Self::Public,
            "private" => Self::Private,
            _ => Self::Gone,
        }
    }

    /// The status of this name, if this version knows it.
    #[must_use]
    pub(crate) fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|status| status.name() == name)
    }

    /// Its name.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Draft => "draft",
            Self::Pending => "pending",
            Self::Scheduled => "scheduled",
            Self::Public => "public",
            Self::Private => "private",
            Self::Gone => "gone",
        }
    }
}
