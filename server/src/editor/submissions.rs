//! `GET /v1/submissions`: what waits for the editor who asks.

use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::QueryRejection;
use axum::extract::{Query, State};
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::{Editor, Handle, Roster};
use estafette_wire::submissions::{Item, Submissions};
use estafette_wire::{Base64, ErrorBody};
use serde::Deserialize;
use utoipa::IntoParams;

use super::{Editors, LoggedIn};
use crate::api::ApiError;
use crate::store::Content;

pub(crate) mod content;
pub(crate) mod contents;
pub(crate) mod forwarded;
pub(crate) mod kept;
pub(crate) mod one;
pub(crate) mod restored;
pub(crate) mod slot;

/// Where to go on.
#[derive(Deserialize, IntoParams)]
#[serde(deny_unknown_fields)]
#[into_params(parameter_in = Query)]
pub(crate) struct After {
    /// The last id of the page before.
    #[param(value_type = Option<String>)]
    after: Option<SubmissionId>,
}

/// What waits for the editor who asks, of all their sections.
///
/// # Errors
/// [`ApiError`].
#[utoipa::path(get, path = "/v1/submissions", params(After), security(("session" = [])),
    responses((status = 200, body = Submissions), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn get(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    query: Result<Query<After>, QueryRejection>,
) -> Result<Json<Submissions>, ApiError> {
    let Query(After { after }) = query?;
    let (items, more) = editors.store.submissions(&editor.sections, &editor.handle, after).await?;
    let roster = editors.directory.roster();
    let items = items.into_iter().map(|item| Item {
        without: {
            let others = item.forwarded.iter().map(|forwarding| forwarding.to.clone());
            let sections: Vec<SectionName> = [item.section.clone()].into_iter().chain(others).collect();
            readers(&roster, &sections)
                .filter(|editor| !item.editors.contains(&editor.handle))
                .map(|editor| editor.handle.to_string())
                .collect()
        },
        id: item.id,
        section: item.section.to_string(),
        day: item.day,
        size: item.size,
        slot: item.slot.map(Base64),
        kept: item.kept.as_ref().map(Into::into),
        restored: item.restored.map(Into::into),
        forwarded: item.forwarded.into_iter().map(Into::into).collect(),
    });
    Ok(Json(Submissions { items: items.collect(), more }))
}

/// One of the editor's own sections: another's is not there, as far as they are told.
async fn own(editors: &Editors, editor: &LoggedIn, id: SubmissionId) -> Result<Content, ApiError> {
    let (section, content) = editors.store.content(id).await?.ok_or(ApiError::NotFound)?;
    in_own(editors, editor, id, section).await?;
    Ok(content)
}

/// The sections that a submission is in: the one that it was sent to, and those that it was handed to. The editor must read one of them.
async fn in_own(
    editors: &Editors,
    editor: &LoggedIn,
    id: SubmissionId,
    sent_to: SectionName,
) -> Result<Vec<SectionName>, ApiError> {
    let mut sections = vec![sent_to];
    sections.extend(editors.store.forwarded(id).await?);
    if sections.iter().any(|section| editor.sections.contains(section)) {
        Ok(sections)
    } else {
        Err(ApiError::NotFound)
    }
}

/// Who reads any of these sections, each once.
fn readers<'a>(roster: &'a Roster, sections: &'a [SectionName]) -> impl Iterator<Item = &'a Editor> {
    let reads = |editor: &&Editor| editor.sections.iter().any(|section| sections.contains(section));
    roster.body().editors.iter().filter(reads)
}

/// One of them.
fn reader<'a>(roster: &'a Roster, sections: &'a [SectionName], handle: &str) -> Option<&'a Handle> {
    readers(roster, sections).map(|editor| &editor.handle).find(|other| other.as_str() == handle)
}
