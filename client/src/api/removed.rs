//! What was taken back or deleted, as the server says it: each with its proof, which is looked at by whoever asks.

use estafette_keys::removed::UntrustedRemoval;
use estafette_wire::Base64;
use estafette_wire::removed::{RemovedItem, RemovedPage};
use estafette_wire::submissions::Deletion;
use hyper::Method;

use super::{Api, ApiError, LISTED_MAX, Refusal, to_json};

impl Api {
    /// All that was removed from this editor's sections. A server that is older than that has nothing to say.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn removed(&self) -> Result<Vec<UntrustedRemoval>, ApiError> {
        let mut removed: Vec<UntrustedRemoval> = Vec::new();
        loop {
            let after = removed.last().map(|removal| removal.id);
            let path = match after {
                Some(id) => format!("/v1/removed?after={id}"),
                None => "/v1/removed".to_owned(),
            };
            let page: RemovedPage = match self.json(Method::GET, &path, None) {
                Err(ApiError::Refused(Refusal::NotFound)) if after.is_none() => return Ok(Vec::new()),
                page => page?,
            };
            if removed.len() + page.items.len() > LISTED_MAX || (page.more && page.items.is_empty()) {
                return Err(ApiError::Malformed);
            }
            for item in page.items {
                // Ids ascend: a page that goes back would never end.
                if removed.last().is_some_and(|last| item.id <= last.id) {
                    return Err(ApiError::Malformed);
                }
                removed.push(parse(item)?);
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
    pub(crate) fn delete_submission(&self, removal: &UntrustedRemoval) -> Result<(), ApiError> {
        let deletion = Deletion { proof: Base64(removal.proof.clone()) };
        self.send(Method::DELETE, &format!("/v1/submissions/{}", removal.id), Some(to_json(&deletion)?))
            .map(drop)
    }
}

fn parse(
    RemovedItem { id, editor, proof: Base64(proof) }: RemovedItem,
) -> Result<UntrustedRemoval, ApiError> {
    let editor = editor.map(|editor| editor.parse().map_err(|_| ApiError::Malformed)).transpose()?;
    Ok(UntrustedRemoval { id, editor, proof })
}
