//! That a submission is kept past its section's retention.

use std::collections::BTreeMap;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::roster::Handle;
use hyper::Method;
use serde::{Deserialize, Serialize};

use super::{Api, ApiError, to_json};

#[derive(Deserialize)]
pub(super) struct KeptForm {
    until: Day,
    editor: String,
    proof: String,
}

#[derive(Serialize)]
struct NewKept<'a> {
    until: Day,
    proof: String,
    slots: BTreeMap<&'a str, String>,
}

impl KeptForm {
    pub(super) fn parse(self, id: SubmissionId) -> Result<UntrustedKeeping, ApiError> {
        let editor = self.editor.parse().map_err(|_| ApiError::Malformed)?;
        let proof = BASE64_STANDARD.decode(self.proof).map_err(|_| ApiError::Malformed)?;
        let proof = proof.try_into().map_err(|_| ApiError::Malformed)?;
        Ok(UntrustedKeeping { id, until: self.until, editor, proof })
    }
}

impl Api {
    /// Has a submission kept, with slots that open so long instead of those that are there.
    ///
    /// # Errors
    /// [`ApiError`].
    pub fn put_kept(&self, keeping: &UntrustedKeeping, slots: &[(Handle, Vec<u8>)]) -> Result<(), ApiError> {
        let slots = slots.iter().map(|(handle, slot)| (handle.as_str(), BASE64_STANDARD.encode(slot)));
        let kept = NewKept {
            until: keeping.until,
            proof: BASE64_STANDARD.encode(keeping.proof),
            slots: slots.collect(),
        };
        self.send(Method::PUT, &format!("/v1/submissions/{}/kept", keeping.id), Some(to_json(&kept)?))
            .map(drop)
    }
}
