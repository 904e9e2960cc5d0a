//! Notes between the editors of a section, sealed to each.

use estafette_keys::day::Day;
use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;

use super::{LOOKED_FOR, PutOutcome, page_of};
use crate::store::dispatch;
use crate::{Store, StoreError};

/// A note between editors, sealed to each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredNote {
    /// Its id.
    pub id: NoteId,
    /// The section whose editors read it.
    pub section: SectionName,
    /// The day it was written.
    pub day: Day,
    /// The slot of the editor who asks.
    pub slot: Option<Vec<u8>>,
    /// The message, sealed.
    pub content: Vec<u8>,
}

impl Store {
    /// A section's notes after an id, with this editor's slots: at most [`PAGE`](crate::PAGE), and whether there are more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn notes(
        &self,
        section: &SectionName,
        editor: &Handle,
        after: Option<NoteId>,
    ) -> Result<(Vec<StoredNote>, bool), StoreError> {
        Ok(page_of(dispatch!(self, notes(section, editor, after, LOOKED_FOR))?))
    }

    /// The section of a note.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note_section(&self, id: NoteId) -> Result<Option<SectionName>, StoreError> {
        dispatch!(self, note_section(id))
    }

    /// Puts a note with a slot per editor; the note's own `slot` is not looked at.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_note(
        &self,
        note: StoredNote,
        slots: Vec<(Handle, Vec<u8>)>,
    ) -> Result<PutOutcome, StoreError> {
        self.check_text()?;
        dispatch!(self, put_note(note, slots))
    }

    /// Removes a note. `false` when it was gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_note(&self, id: NoteId) -> Result<bool, StoreError> {
        dispatch!(self, delete_note(id))
    }
}
