//! What was taken back or deleted, as the server says it: each with its proof, which is looked at by whoever asks.

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use estafette_keys::ids::SubmissionId;
use estafette_keys::removed::UntrustedRemoval;
use hyper::Method;
use serde::{Deserialize, Serialize};

use super::{Api, ApiError, LISTED_MAX, Refusal, to_json};

#[derive(Deserialize)]
struct Page {
    items: Vec<RemovedForm>,
    more: bool,
}

#[derive(Deserialize)]
struct RemovedForm {
    id: SubmissionId,
    editor: Option<String>,
    proof: String,
}

#[derive(Serialize)]
struct Deletion {
    proof: String,
}

impl RemovedForm {
    fn parse(self) -> Result<UntrustedRemoval, ApiError> {
        let editor = self.editor.map(|editor| editor.parse().map_err(|_| ApiError::Malformed)).transpose()?;
        let proof = BASE64_STANDARD.decode(self.proof).map_err(|_| ApiError::Malformed)?;
        Ok(UntrustedRemoval { id: self.id, editor, proof })
    }
}

impl Api {
    /// All that was removed from this editor's sections. A server that is older than that has nothing to say.
    ///
    /// # Errors
    /// [`ApiError`].
    pub fn removed(&self) -> Result<Vec<UntrustedRemoval>, ApiError> {
        let mut removed: Vec<UntrustedRemoval> = Vec::new();
        loop {
            let after = removed.last().map(|removal| removal.id);
            let path = match after {
                Some(id) => format!("/v1/removed?after={id}"),
                None => "/v1/removed".to_owned(),
            };
            let page: Page = match self.json(Method::GET, &path, None) {
                Err(ApiError::Refused(Refusal::NotFound)) if after.is_none() => return Ok(Vec::new()),
                page => page?,
            };
            if removed.len() + page.items.len() > LISTED_MAX || (page.more && page.items.is_empty()) {
                return Err(ApiError::Malformed);
            }
            for form in page.items {
                // Ids ascend: a page that goes back would never end.
                if removed.last().is_some_and(|last| form.id <= last.id) {
                    return Err(ApiError::Malformed);
                }
                removed.push(form.parse()?);
            }
            if !page.more {
                return Ok(removed);
            }
        }
    }

    /// Deletes a submission, for every editor, who are told by whom.
    ///
    /// # Errors
    /// [`ApiError`].
    pub fn delete_submission(&self, removal: &UntrustedRemoval) -> Result<(), ApiError> {
        let deletion = Deletion { proof: BASE64_STANDARD.encode(&removal.proof) };
        self.send(Method::DELETE, &format!("/v1/submissions/{}", removal.id), Some(to_json(&deletion)?))
            .map(drop)
    }
}
