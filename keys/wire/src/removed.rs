//! `GET /v1/removed`: what was taken back or deleted, and what proves it.

use estafette_keys::ids::SubmissionId;
use estafette_keys::removed::UntrustedRemoval;
use serde::{Deserialize, Serialize};

use crate::Base64;

/// A page of what was removed from the editor's sections, in the (random) order of the ids.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RemovedPage {
    /// At most a hundred.
    pub items: Vec<RemovedItem>,
    /// Whether there are more behind the last.
    pub more: bool,
}

/// One that was removed.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct RemovedItem {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: SubmissionId,
    /// The editor who deleted it; null when its source took it back.
    pub editor: Option<String>,
    /// Base64: the signature of that editor's device, or the withdrawal secret whose hash the id is; `keys/FORMAT.md` §15.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub proof: Base64,
}

impl From<UntrustedRemoval> for RemovedItem {
    fn from(UntrustedRemoval { id, editor, proof }: UntrustedRemoval) -> Self {
        Self { id, editor: editor.map(|editor| editor.as_str().to_owned()), proof: Base64(proof) }
    }
}
