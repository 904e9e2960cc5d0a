//! What whoever writes a draft should know.

use estafette_keys::message::{Kind, Mandate};

/// What whoever writes should know.
pub(crate) struct Notes<'a> {
    /// What it is.
    pub kind: Kind,
    /// What its source allows.
    pub mandate: Option<&'a Mandate>,
    /// The section's rules.
    pub rules: Option<&'a str>,
}
