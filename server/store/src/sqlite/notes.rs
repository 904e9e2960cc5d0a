//! Notes between editors.

use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;

use super::change::{Change, Transaction, compared};
use super::engine::Sqlite;
use super::{note_queries, note_slot_queries};
use crate::error::StoreError;
use crate::kept::{NOTES_BYTES_MAX, NOTES_MAX, PutOutcome, StoredNote};

impl Sqlite {
    pub(crate) async fn notes(
        &self,
        section: &SectionName,
        editor: &Handle,
        after: Option<NoteId>,
        limit: usize,
    ) -> Result<(Vec<StoredNote>, bool), StoreError> {
        let looking = self.cells.look().await;
        let (mut notes, more) = note_queries::list(&self.readers, section, editor, after, limit).await?;
        let columns = notes.iter_mut().flat_map(|note| [Some(&mut note.content), note.slot.as_mut()]);
        looking.open(columns.flatten().collect()).await?;
        Ok((notes, more))
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
        let (note, id) = (&self.note, self.note.id);
        if let Some((section, content)) = note_queries::held(transaction.connection, id).await? {
            let held = note_slot_queries::held(transaction.connection, id).await?;
            let same = section == note.section
                && compared(&content, &note.content)? == PutOutcome::Same
                && are(&held, &self.slots);
            return Ok(if same { PutOutcome::Same } else { PutOutcome::Conflict });
        }
        let (count, bytes) = note_queries::filled(transaction.connection, &note.section).await?;
        let added = i64::try_from(note.content.len()).unwrap_or(i64::MAX);
        if count >= NOTES_MAX || bytes.saturating_add(added) > NOTES_BYTES_MAX {
            return Ok(PutOutcome::Crowded);
        }
        let content = transaction.place(&note.content)?;
        note_queries::insert(transaction.connection, note, &content).await?;
        for (editor, slot) in &self.slots {
            let slot = transaction.place(slot)?;
            note_slot_queries::insert(transaction.connection, id, editor, &slot).await?;
        }
        Ok(PutOutcome::Created)
    }
}

/// Whether these columns stand for these slots, and no others.
fn are(held: &[(Handle, Vec<u8>)], slots: &[(Handle, Vec<u8>)]) -> bool {
    let is_held = |(editor, slot): &(Handle, Vec<u8>)| {
        let mut columns = held.iter().filter(|(holder, _)| holder == editor);
        columns.any(|(_, column)| matches!(compared(column, slot), Ok(PutOutcome::Same)))
    };
    held.len() == slots.len() && slots.iter().all(is_held)
}

struct DeleteNote(NoteId);

impl Change for DeleteNote {
    type Answer = bool;
    const DELETES: bool = true;

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<bool, StoreError> {
        note_queries::delete(transaction.connection, self.0).await
    }
}
