//! What `send` would send.

use estafette_keys::message::{Kind, Mandate};
use zeroize::Zeroizing;

/// What will be sent, to be confirmed.
pub(crate) struct Plan {
    /// The section's name, as its people say it.
    pub title: String,
    /// Its kind.
    pub kind: Kind,
    /// What may be done with it.
    pub mandate: Mandate,
    /// The text.
    pub text: Zeroizing<String>,
    /// Names and sizes of the files.
    pub files: Vec<(String, u64)>,
    /// The editors whom it is sealed to by their cert, for want of a key of this week.
    pub by_cert: Vec<String>,
}
