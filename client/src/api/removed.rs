//! What was taken back or deleted, as the server says it: each with its proof, which is looked at by whoever asks.

use estafette_keys::day::Day;
use estafette_keys::message::SectionName;
use estafette_keys::removed::{UntrustedRemoval, UntrustedRestoration};
use estafette_keys::roster::Handle;
use estafette_wire::Base64;
use estafette_wire::removed::{RemovedItem, RemovedPage};
use estafette_wire::submissions::{DeletedItem, DeletedPage, Deletion, Restoration};
use hyper::Method;

use super::{Api, ApiError, LISTED_MAX, Refusal, to_json};

/// What an editor deleted, as the server says it; nothing vouches for it yet.
pub(crate) struct Deleted {
    /// What deleted it.
    pub removal: UntrustedRemoval,
    /// Who did.
    pub editor: Handle,
    /// The section it was sent to.
    pub section: SectionName,
    /// The day it arrived.
    pub day: Day,
}

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

    /// What editors of this editor's sections deleted, and may still be brought back.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn deleted(&self) -> Result<Vec<Deleted>, ApiError> {
        let mut deleted: Vec<Deleted> = Vec::new();
        loop {
            let after = deleted.last().map(|one| one.removal.id);
            let path = after.map_or("/v1/deleted".to_owned(), |id| format!("/v1/deleted?after={id}"));
            let page: DeletedPage = self.json(Method::GET, &path, None)?;
            if deleted.len() + page.items.len() > LISTED_MAX || (page.more && page.items.is_empty()) {
                return Err(ApiError::Malformed);
            }
            for item in page.items {
                // Ids ascend: a page that goes back would never end.
                if deleted.last().is_some_and(|last| item.id <= last.removal.id) {
                    return Err(ApiError::Malformed);
                }
                deleted.push(one(item)?);
            }
            if !page.more {
                return Ok(deleted);
            }
        }
    }

    /// Brings back what an editor deleted, for every editor. What is not aside any more is [`Refusal::NotFound`].
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn restore(&self, restoration: &UntrustedRestoration) -> Result<(), ApiError> {
        let (deletion, proof) = (Base64(restoration.deletion.clone()), Base64(restoration.proof.to_vec()));
        let path = format!("/v1/submissions/{}/restored", restoration.id);
        self.send(Method::PUT, &path, Some(to_json(&Restoration { deletion, proof })?)).map(drop)
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

fn one(item: DeletedItem) -> Result<Deleted, ApiError> {
    let editor: Handle = item.editor.parse().map_err(|_| ApiError::Malformed)?;
    let section = item.section.parse().map_err(|_| ApiError::Malformed)?;
    let Base64(proof) = item.proof;
    let removal = UntrustedRemoval { id: item.id, editor: Some(editor.clone()), proof };
    Ok(Deleted { removal, editor, section, day: item.day })
}

fn parse(
    RemovedItem { id, editor, proof: Base64(proof) }: RemovedItem,
) -> Result<UntrustedRemoval, ApiError> {
    let editor = editor.map(|editor| editor.parse().map_err(|_| ApiError::Malformed)).transpose()?;
    Ok(UntrustedRemoval { id, editor, proof })
}
