//! `POST /v1/login/challenge` and `POST /v1/login`: a device key proves itself.

use estafette_keys::day::Day;
use estafette_keys::ids::InstanceId;
use serde::{Deserialize, Serialize};

use crate::Base64;

/// Who wants to log in.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChallengeRequest {
    /// A handle of the roster.
    pub editor: String,
}

/// What to sign.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// The instance, 32 hex digits.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub instance: InstanceId,
    /// Base64 of the bytes to sign; good for a minute, once.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub challenge: Base64,
}

/// A signed challenge.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Login {
    /// The same handle.
    pub editor: String,
    /// As it was given.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub challenge: Base64,
    /// The device key's signature, 64 bytes in base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub proof: Base64,
}

/// A session.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Session {
    /// For `Authorization: Bearer`.
    pub token: String,
    /// Seconds it is good for.
    pub expires_in: i64,
    /// The server's day, in UTC: an editor whose clock is wrong would destroy keys too early.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub today: Day,
}
