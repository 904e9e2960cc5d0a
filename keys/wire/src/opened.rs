//! `PUT /v1/sections/{section}/opened`: that a section's box was opened.

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::Week;
use serde::{Deserialize, Serialize};

use crate::Base64;

/// A statement; `keys/FORMAT.md` §9.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenedIn {
    /// The week: `2026-W47`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub week: Week,
    /// The device key's signature, 64 bytes in base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub proof: Base64,
}

impl From<&UntrustedAlive> for OpenedIn {
    fn from(alive: &UntrustedAlive) -> Self {
        Self { week: alive.week, proof: Base64(alive.proof.to_vec()) }
    }
}
