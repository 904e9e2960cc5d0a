//! `GET /v1/sections/{section}`: whom to seal to, as the editors signed it.

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::{Day, Week};
use serde::{Deserialize, Serialize};

use crate::Base64;
use crate::epochs::Statement;

/// What the editors of a section state. Nothing of it is to be believed unchecked.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Stated {
    /// The server's day, in UTC.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub today: Day,
    /// Their epoch keys of this week; of who has none, the cert receives.
    pub epochs: Vec<EpochsOf>,
    /// The latest week in which the box was opened; null when none counts.
    pub opened: Option<Opened>,
}

/// An editor's statement of epoch keys.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct EpochsOf {
    /// Their handle.
    pub editor: String,
    /// As they signed it.
    pub statement: Statement,
}

/// That the box was opened; `keys/FORMAT.md` §9.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Opened {
    /// The editor who states it.
    pub editor: String,
    /// The week: `2026-W47`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub week: Week,
    /// Signature of their device, base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub proof: Base64,
}

impl From<UntrustedAlive> for Opened {
    fn from(alive: UntrustedAlive) -> Self {
        Self {
            editor: alive.editor.as_str().to_owned(),
            week: alive.week,
            proof: Base64(alive.proof.to_vec()),
        }
    }
}
