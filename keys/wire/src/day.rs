//! `PUT /v1/day`: which day an editor's machine has.

use estafette_keys::day::Day;
use estafette_keys::signed_day::UntrustedDay;
use serde::{Deserialize, Serialize};

use crate::Base64;

/// A statement; `keys/FORMAT.md` §9.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedDay {
    /// The day: `2026-11-25`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub day: Day,
    /// The device key's signature, 64 bytes in base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub proof: Base64,
}

impl From<&UntrustedDay> for SignedDay {
    fn from(stated: &UntrustedDay) -> Self {
        Self { day: stated.day, proof: Base64(stated.proof.to_vec()) }
    }
}

/// What the server makes of it.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Heard {
    /// The server's day from now on, in UTC.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub today: Day,
}
