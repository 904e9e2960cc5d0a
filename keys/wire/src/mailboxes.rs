//! `PUT /v1/mailboxes/{mailbox}/replies/{id}`: a sealed answer for a source.

use estafette_keys::message::SectionName;
use serde::{Deserialize, Serialize};

use crate::Base64;

/// A sealed answer.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Reply {
    /// From which section.
    pub section: String,
    /// The item key, sealed to the source's reply recipient; base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub slot: Base64,
    /// The sealed message; base64, at most 2 MiB.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub content: Base64,
}

impl Reply {
    /// Of sealed bytes.
    #[must_use]
    pub fn new(section: &SectionName, slot: &[u8], content: &[u8]) -> Self {
        let section = section.as_str().to_owned();
        Self { section, slot: Base64(slot.to_vec()), content: Base64(content.to_vec()) }
    }
}
