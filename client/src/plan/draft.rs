//! What whoever writes a draft should know.

use crate::pictures::Number;
use estafette_keys::message::{Kind, Mandate};

/// What whoever writes should know.
pub(crate) struct Notes<'a> {
    /// What it is.
    pub kind: Kind,
    /// What its source allows.
    pub mandate: Option<&'a Mandate>,
    /// The section's rules.
    pub rules: Option<&'a str>,
    /// The item, the numbers of the pictures that it was read from, and the lines that looked like an address for answers.
    pub from: Option<(&'a str, &'a [Number], &'a [String])>,
}
