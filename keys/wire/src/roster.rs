//! `/v1/roster`: the roster in force, as it was signed.

use estafette_keys::roster::UntrustedRoster;
use serde::{Deserialize, Serialize};

/// A roster as it travels.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignedRoster {
    /// The TOML, exactly as signed.
    pub text: String,
    /// Armored detached OpenPGP signatures.
    pub signatures: Vec<String>,
}

impl From<UntrustedRoster> for SignedRoster {
    fn from(UntrustedRoster { text, signatures }: UntrustedRoster) -> Self {
        Self { text, signatures }
    }
}

impl From<SignedRoster> for UntrustedRoster {
    fn from(SignedRoster { text, signatures }: SignedRoster) -> Self {
        Self { text, signatures }
    }
}
