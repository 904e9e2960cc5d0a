//! Notes between editors.

use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;

use super::change::{Change, Transaction};
use super::engine::Sqlite;
use super::{note_queries, note_slot_queries};
use crate::error::StoreError;
use crate::kept::{PutOutcome, StoredNote};

impl Sqlite {
    pub(crate) async fn notes(
        &self,
        section: &SectionName,
        editor: &Handle,
        after: Option<NoteId>,
        limit: usize,
    ) -> Result<(Vec<StoredNote>, bool), StoreError> {
        note_queries::list(&self.readers, section, editor, after, limit).await
    }

    pub(crate) async fn note_section(&self, id: NoteId) -> Result<Option<SectionName>, StoreError> {
        note_queries::section(&self.readers, id).await
    }

    pub(crate) async fn put_note(
        &self,
        note: StoredNote,
        slots: Vec<(Handle, Vec<u8>)>,
    ) -> Result<PutOutcome, StoreError> {
        self.writer.run(PutNote { note, slots }).await
    }

    pub(crate) async fn delete_note(&self, id: NoteId) -> Result<bool, StoreError> {
        self.writer.run(DeleteNote(id)).await
    }
}

struct PutNote {
    note: StoredNote,
    slots: Vec<(Handle, Vec<u8>)>,
}

impl Change for PutNote {
    type Answer = PutOutcome;

    fn bytes(&self) -> usize {
        self.note.content.len() + self.slots.iter().map(|(_, slot)| slot.len()).sum::<usize>()
    }

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<PutOutcome, StoreError> {
        let (connection, id) = (&mut *transaction.connection, self.note.id);
        match note_queries::put(connection, &self.note).await? {
            PutOutcome::Created => {
                note_slot_queries::insert(connection, id, &self.slots).await?;
                Ok(PutOutcome::Created)
            }
            PutOutcome::Same if !note_slot_queries::are(connection, id, &self.slots).await? => {
                Ok(PutOutcome::Conflict)
            }
            outcome => Ok(outcome),
        }
    }
}

struct DeleteNote(NoteId);

impl Change for DeleteNote {
    type Answer = bool;
    const DELETES: bool = true;

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<bool, StoreError> {
        note_queries::delete(transaction.connection, self.0).await
    }
}
