//! Notes between the editors of a section.

use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;

use super::{PAGE, Store, dispatch};
use crate::error::StoreError;
use crate::kept::{PutOutcome, StoredNote};

impl Store {
    /// A section's notes after an id, with this editor's slots: at most [`PAGE`], and no more than a few megabytes; and
    /// whether there are more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn notes(
        &self,
        section: &SectionName,
        editor: &Handle,
        after: Option<NoteId>,
    ) -> Result<(Vec<StoredNote>, bool), StoreError> {
        dispatch!(self, notes(section, editor, after, PAGE))
    }

    /// The section of a note.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn note_section(&self, id: NoteId) -> Result<Option<SectionName>, StoreError> {
        dispatch!(self, note_section(id))
    }

    /// Puts a note with a slot per editor; the note's own `slot` is not looked at. [`PutOutcome::Crowded`] where its section has as
    /// many as it may.
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
