//! Notes: what editors of a section leave for one another, sealed.

use estafette_keys::envelope::SLOT_MAX;
use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use estafette_wire::Base64;
use estafette_wire::notes::{NewNote, Note, Notes};
use hyper::Method;

use super::{Api, ApiError, Refusal, to_json};

/// More notes than a section's retention holds: a listing that goes on is a hostile one.
const NOTES_MAX: usize = 20_000;

/// A note as the server lists it.
pub(crate) struct ListedNote {
    /// Its id.
    pub id: NoteId,
    /// Our slot; `None` when it was not sealed to us.
    pub slot: Option<Vec<u8>>,
    /// The sealed message.
    pub content: Vec<u8>,
}

impl Api {
    /// A section's notes, as far as they are sealed to us or not; `take` gets them page by page, so that not all of them
    /// are held at once.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn notes(
        &self,
        section: &SectionName,
        take: &mut dyn FnMut(ListedNote),
    ) -> Result<(), ApiError> {
        let (mut after, mut count): (Option<NoteId>, usize) = (None, 0);
        loop {
            let path = match after {
                Some(id) => format!("/v1/notes?section={section}&after={id}"),
                None => format!("/v1/notes?section={section}"),
            };
            let page: Notes = self.json(Method::GET, &path, None)?;
            count += page.items.len();
            if count > NOTES_MAX || (page.more && page.items.is_empty()) {
                return Err(ApiError::Malformed);
            }
            for note in page.items {
                // Ids ascend: a page that goes back would never end.
                if after.is_some_and(|after| note.id <= after) {
                    return Err(ApiError::Malformed);
                }
                after = Some(note.id);
                take(parse(note)?);
            }
            if !page.more {
                return Ok(());
            }
        }
    }

    /// Leaves a note. One that is there already is as well left.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn put_note(
        &self,
        id: NoteId,
        section: &SectionName,
        slots: &[(Handle, Vec<u8>)],
        content: &[u8],
    ) -> Result<(), ApiError> {
        let slots = slots.iter().map(|(handle, slot)| (handle.as_str().to_owned(), Base64(slot.clone())));
        let note = NewNote {
            section: section.as_str().to_owned(),
            slots: slots.collect(),
            content: Base64(content.to_vec()),
        };
        match self.send(Method::PUT, &format!("/v1/notes/{id}"), Some(to_json(&note)?)) {
            Ok(_) | Err(ApiError::Refused(Refusal::Conflict)) => Ok(()),
            Err(error) => Err(error),
        }
    }

    /// Removes a note. One that is not there is as well removed.
    ///
    /// # Errors
    /// [`ApiError`].
    pub(crate) fn delete_note(&self, id: NoteId) -> Result<(), ApiError> {
        match self.send(Method::DELETE, &format!("/v1/notes/{id}"), None) {
            Ok(_) | Err(ApiError::Refused(Refusal::NotFound)) => Ok(()),
            Err(error) => Err(error),
        }
    }
}

fn parse(note: Note) -> Result<ListedNote, ApiError> {
    let (slot, Base64(content)) = (note.slot.map(|Base64(slot)| slot), note.content);
    if slot.as_ref().is_some_and(|slot| slot.len() > SLOT_MAX) {
        return Err(ApiError::Malformed);
    }
    Ok(ListedNote { id: note.id, slot, content })
}
