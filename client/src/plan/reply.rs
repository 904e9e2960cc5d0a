//! What `reply` would send.

use estafette_keys::message::Mandate;

use crate::vault::ShortId;

/// What will be sent, to be confirmed.
pub(crate) struct Plan {
    /// The item answered.
    pub short: ShortId,
    /// Its mandate, shown at every step.
    pub mandate: Option<Mandate>,
    /// The answer.
    pub text: String,
}

/// An answer of the program's own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stock {
    /// It arrived.
    Received,
    /// Something is lacking.
    Question,
    /// It is published.
    Published,
    /// It will not be published.
    Declined,
}

impl Stock {
    /// All of them.
    pub(crate) const ALL: [Self; 4] = [Self::Received, Self::Question, Self::Published, Self::Declined];

    /// Its name.
    #[must_use]
    pub(crate) const fn name(self) -> &'static str {
        match self {
            Self::Received => "received",
            Self::Question => "question",
            Self::Published => "published",
            Self::Declined => "declined",
        }
    }
}
