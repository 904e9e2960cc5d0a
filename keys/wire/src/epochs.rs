//! `/v1/epochs`: an editor's public epoch keys.

use estafette_keys::day::Week;
use estafette_keys::epoch::UntrustedEpochs;
use serde::{Deserialize, Serialize};

/// A batch of epoch keys, signed by the editor's cert.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// As signed; `keys/FORMAT.md` §8.
    pub text: String,
    /// Armored, detached.
    pub signature: String,
}

impl From<UntrustedEpochs> for Statement {
    fn from(UntrustedEpochs { text, signature }: UntrustedEpochs) -> Self {
        Self { text, signature }
    }
}

impl From<Statement> for UntrustedEpochs {
    fn from(Statement { text, signature }: Statement) -> Self {
        Self { text, signature }
    }
}

/// The keys an editor receives with.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Published {
    /// From this week on, ascending.
    pub keys: Vec<PublishedKey>,
    /// The statement with the highest counter, as it was signed: whoever did not publish it learns here that another
    /// machine with the same keys did.
    pub statement: Option<Statement>,
}

/// A week's.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct PublishedKey {
    /// `2026-W47`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub week: Week,
    /// `age1pq1…`.
    pub recipient: String,
}
