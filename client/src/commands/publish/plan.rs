//! What will be published, for whoever has to agree to it.

use estafette_keys::message::Mandate;

use super::known::Known;
use crate::publish::target::Proposal;
use crate::vault::{Gone, ShortId};

/// What will be written, to be confirmed.
pub struct Plan {
    /// The item.
    pub short: ShortId,
    /// What its source allows.
    pub mandate: Mandate,
    /// Where, and how.
    pub proposal: Proposal,
    /// The title.
    pub title: String,
    /// Who signs.
    pub signature: Option<String>,
    /// The Markdown.
    pub body: String,
    /// Text files that go along.
    pub files: usize,
    /// What the pictures show.
    pub pictures: Vec<String>,
    /// Why it is not on the server any more: its source may have taken it back.
    pub gone: Option<Gone>,
    /// What has to be known of it.
    pub known: Known,
    /// Pictures that were approved, and never shown by this program.
    pub unseen: Vec<u32>,
    /// The section's rules, to look at once more.
    pub rules: Option<String>,
}
