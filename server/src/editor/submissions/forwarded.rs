//! `PUT /v1/submissions/{id}/forwarded/{section}`: an editor of the section that a submission was sent to hands it to another, with slots for
//! that one's editors, and a note to them.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection};
use axum::extract::{Path, State};
use axum::http::StatusCode;
use estafette_keys::envelope::SLOT_MAX;
use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::{Handle, Roster};
use estafette_wire::submissions::NewForwarding;
use estafette_wire::{Base64, ErrorBody};

use super::super::{Editors, LoggedIn, put_status};
use super::reader;
use crate::api::ApiError;
use crate::store::StoredNote;

/// The most bytes of the note: a comment, and what fills it up.
const NOTE_MAX: usize = 256 * 1024;

/// Hands it on. It stays where it is, too. Sent once more, it is there once, and so is the note.
///
/// # Errors
/// [`ApiError::Malformed`] when the statement does not hold; [`ApiError::NotFound`] when it is not there, was sent to a section that the
/// editor does not read, or a slot is for somebody who does not read the other section.
#[utoipa::path(put, path = "/v1/submissions/{id}/forwarded/{section}", request_body = NewForwarding,
    params(("id" = String, Path), ("section" = String, Path)), security(("session" = [])),
    responses((status = 201), (status = 200), (status = 409), (status = "4XX", body = ErrorBody)))]
pub(crate) async fn put(
    State(editors): State<Arc<Editors>>,
    editor: LoggedIn,
    path: Result<Path<(SubmissionId, String)>, PathRejection>,
    forwarding: Result<Json<NewForwarding>, JsonRejection>,
) -> Result<StatusCode, ApiError> {
    let (Path((id, to)), Json(NewForwarding { proof: Base64(proof), slots, note })) = (path?, forwarding?);
    if note.content.0.len() > NOTE_MAX {
        return Err(ApiError::TooLarge);
    }
    let to: SectionName = to.parse().map_err(|_| ApiError::Malformed)?;
    let (from, _) = editors.store.content(id).await?.ok_or(ApiError::NotFound)?;
    // Whoever it was handed to hands it no further.
    editor.reads(&from).map_err(|_| ApiError::NotFound)?;
    let proof = proof.try_into().map_err(|_| ApiError::Malformed)?;
    let forwarding = UntrustedForwarding { id, to: to.clone(), editor: editor.handle.clone(), proof };
    let roster = editors.directory.roster();
    forwarding.verify(&from, &roster).map_err(|_| ApiError::Malformed)?;
    let (slots, told) = (sealed(&roster, &to, slots)?, sealed(&roster, &to, note.slots)?);
    let day = editors.clock.today();
    let bytes = slots.iter().chain(&told).map(|(_, slot)| slot.len()).sum::<usize>() + note.content.0.len();
    editors.quotas.take(&editor.handle, bytes, day)?;
    if !editors.store.forward(forwarding, slots).await? {
        return Err(ApiError::NotFound);
    }
    let note = StoredNote { id: note.id, section: to, day, slot: None, content: note.content.0 };
    put_status(editors.store.put_note(note, told).await?)
}

/// Slots for editors of this section, and for nobody else.
fn sealed(
    roster: &Roster,
    section: &SectionName,
    slots: BTreeMap<String, Base64>,
) -> Result<Vec<(Handle, Vec<u8>)>, ApiError> {
    let one = |(handle, Base64(slot)): (String, Base64)| {
        if slot.len() > SLOT_MAX {
            return Err(ApiError::TooLarge);
        }
        let reads = reader(roster, std::slice::from_ref(section), &handle).ok_or(ApiError::NotFound)?;
        Ok((reads.clone(), slot))
    };
    slots.into_iter().map(one).collect()
}
