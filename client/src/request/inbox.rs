//! `estafette inbox`.

use estafette_keys::message::{Kind, SectionName};

/// List what was fetched.
pub(crate) struct Inbox {
    /// Only this section
    pub section: Option<SectionName>,
    /// Only this kind: tip, communique, prisoner, event, offer, invite, contact, correction
    pub kind: Option<Kind>,
    /// What was published too
    pub all: bool,
}
