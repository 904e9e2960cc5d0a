//! Things move out of a data folder, of which nothing is changed, and into one.

use std::sync::Arc;

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::ids::InstanceId;
use estafette_keys::roster::UntrustedRoster;
use sqlx::SqlitePool;

use super::cells::Cells;
use super::change::{Change, Transaction};
use super::engine::Sqlite;
use super::folder::LockedFolder;
use super::stored::Stored;
use super::{
    alive_queries, chunk_queries, connection, epoch_statement_queries, forwarded_queries, instance_queries,
    kept_queries, moving_queries, note_queries, note_slot_queries, removed_queries, reply_queries,
    roster_queries, slot_queries, tombstone_queries,
};
use crate::error::StoreError;
use crate::kept::{
    Content, Counts, FoundSubmission, StoredStatement, Tombstone, Upload, WholeNote, WholeRemoval,
    WholeReply, WholeSubmission, with_slots,
};
use crate::shared::calendar::CalendarState;

/// Reads all that a data folder keeps.
pub(crate) struct Reader {
    readers: SqlitePool,
    cells: Arc<Cells>,
    /// Whoever holds it keeps servers out; of an engine, its writer does.
    _folder: Option<LockedFolder>,
}

impl Reader {
    /// Of a folder that no server has open.
    pub(crate) async fn open(folder: LockedFolder) -> Result<Self, StoreError> {
        connection::check_version(folder.path()).await?;
        let (readers, cells) =
            (connection::open_readers(folder.path()).await?, Cells::open_source(folder.path())?);
        Ok(Self { readers, cells, _folder: Some(folder) })
    }

    /// Of what an engine has open.
    pub(crate) fn of(engine: &Sqlite) -> Self {
        Self { readers: engine.readers.clone(), cells: Arc::clone(&engine.cells), _folder: None }
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
    }

    pub(crate) async fn instance(&self) -> Result<Option<InstanceId>, StoreError> {
        instance_queries::owner(&mut *self.readers.acquire().await?).await
    }

    pub(crate) async fn counts(&self) -> Result<Counts, StoreError> {
        moving_queries::counts(&self.readers).await
    }

    pub(crate) async fn submissions(
        &self,
        from: &[u8],
        limit: i64,
    ) -> Result<Vec<FoundSubmission>, StoreError> {
        let looking = self.cells.look().await;
        let found = moving_queries::submissions(&self.readers, from, limit).await?;
        let [Some(first), Some(last)] = [found.first(), found.last()] else { return Ok(found) };
        let mut slots = moving_queries::slots(&self.readers, [first.whole.id, last.whole.id]).await?;
        looking.open(slots.iter_mut().map(|(_, _, slot)| slot).collect()).await?;
        Ok(with_slots(found, slots))
    }

    pub(crate) async fn piece(&self, content: Content, number: u16) -> Result<Option<Vec<u8>>, StoreError> {
        let looking = self.cells.look().await;
        let Some(mut piece) = chunk_queries::one(&self.readers, content.upload, number).await? else {
            return Ok(None);
        };
        looking.open(vec![&mut piece]).await?;
        Ok(Some(piece))
    }

    pub(crate) async fn tombstones(&self, from: &[u8], limit: i64) -> Result<Vec<Tombstone>, StoreError> {
        moving_queries::tombstones(&self.readers, from, limit).await
    }

    pub(crate) async fn removals(&self, from: &[u8], limit: i64) -> Result<Vec<WholeRemoval>, StoreError> {
        moving_queries::removals(&self.readers, from, limit).await
    }

    pub(crate) async fn forwardings(
        &self,
        from: (&[u8], &[u8]),
        limit: i64,
    ) -> Result<Vec<UntrustedForwarding>, StoreError> {
        forwarded_queries::page(&self.readers, from, limit).await
    }

    pub(crate) async fn replies(
        &self,
        from: (&[u8], &[u8]),
        limit: i64,
    ) -> Result<Vec<WholeReply>, StoreError> {
        let looking = self.cells.look().await;
        let mut found = moving_queries::replies(&self.readers, from, limit).await?;
        let columns = found.iter_mut().flat_map(|whole| [&mut whole.reply.slot, &mut whole.reply.content]);
        looking.open(columns.collect()).await?;
        Ok(found)
    }

    pub(crate) async fn notes(&self, from: &[u8], limit: i64) -> Result<Vec<WholeNote>, StoreError> {
        let looking = self.cells.look().await;
        let mut found = moving_queries::notes(&self.readers, from, limit).await?;
        for WholeNote { note, slots, .. } in &mut found {
            *slots = note_slot_queries::held(&mut *self.readers.acquire().await?, note.id).await?;
            slots.sort_unstable();
        }
        let columns = found.iter_mut().flat_map(|WholeNote { note, slots, .. }| {
            slots.iter_mut().map(|(_, slot)| slot).chain([&mut note.content])
        });
        looking.open(columns.collect()).await?;
        Ok(found)
    }

    pub(crate) async fn epochs(&self) -> Result<Vec<StoredStatement>, StoreError> {
        epoch_statement_queries::list(&self.readers).await
    }

    pub(crate) async fn alive(&self) -> Result<Vec<UntrustedAlive>, StoreError> {
        alive_queries::list(&self.readers).await
    }

    pub(crate) async fn roster(&self) -> Result<Option<UntrustedRoster>, StoreError> {
        roster_queries::kept(&self.readers).await
    }

    pub(crate) async fn calendar(&self) -> Result<Option<CalendarState>, StoreError> {
        moving_queries::calendar(&self.readers).await
    }
}

/// What moves in: nobody else has the store open, and nothing of the same name is in it.
impl Sqlite {
    pub(crate) async fn take_submission(
        &self,
        whole: WholeSubmission,
        upload: Upload,
    ) -> Result<(), StoreError> {
        let stored = Arc::clone(&self.stored);
        self.writer.run(TakeSubmission { whole, upload, stored }).await
    }

    pub(crate) async fn take_tombstone(&self, tombstone: Tombstone) -> Result<(), StoreError> {
        self.writer.run(TakeTombstone(tombstone)).await
    }

    pub(crate) async fn take_removal(&self, removal: WholeRemoval) -> Result<(), StoreError> {
        self.writer.run(TakeRemoval(removal)).await
    }

    pub(crate) async fn take_reply(&self, reply: WholeReply) -> Result<(), StoreError> {
        self.writer.run(TakeReply(reply)).await
    }

    pub(crate) async fn take_note(&self, note: WholeNote) -> Result<(), StoreError> {
        self.writer.run(TakeNote(note)).await
    }
}

/// All of it, or nothing.
struct TakeSubmission {
    whole: WholeSubmission,
    upload: Upload,
    stored: Arc<Stored>,
}

impl Change for TakeSubmission {
    type Answer = ();

    fn bytes(&self) -> usize {
        self.whole.slots.iter().map(|(_, slot)| slot.len()).sum()
    }

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        let Self { whole, upload, stored } = self;
        transaction.check_whole(upload)?;
        stored.add(&whole.id);
        moving_queries::insert_submission(transaction.connection, whole, upload.progress().id()).await?;
        if let Some(keeping) = &whole.kept {
            kept_queries::put(transaction.connection, keeping).await?;
        }
        if let Some(deleted) = &whole.deleted {
            moving_queries::insert_deletion(transaction.connection, whole.id, deleted).await?;
        }
        for (editor, slot) in &whole.slots {
            let column = transaction.place(slot)?;
            slot_queries::insert(transaction.connection, whole.id, editor, &column).await?;
        }
        Ok(())
    }

    fn committed(self) {
        self.upload.progress().accepted();
    }
}

struct TakeTombstone(Tombstone);

impl Change for TakeTombstone {
    type Answer = ();

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        let Tombstone { id, form, day } = self.0;
        tombstone_queries::insert(transaction.connection, id, form, day).await
    }
}

struct TakeRemoval(WholeRemoval);

impl Change for TakeRemoval {
    type Answer = ();

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        let WholeRemoval { removal, section, day, until } = &self.0;
        removed_queries::insert(transaction.connection, removal, section, *day, *until).await
    }
}

struct TakeReply(WholeReply);

impl Change for TakeReply {
    type Answer = ();

    fn bytes(&self) -> usize {
        self.0.reply.slot.len() + self.0.reply.content.len()
    }

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        let WholeReply { mailbox, reply, .. } = &self.0;
        let columns = [transaction.place(&reply.slot)?, transaction.place(&reply.content)?];
        reply_queries::insert(transaction.connection, *mailbox, reply, columns).await?;
        moving_queries::put_reply_aside(transaction.connection, &self.0).await
    }
}

struct TakeNote(WholeNote);

impl Change for TakeNote {
    type Answer = ();

    fn bytes(&self) -> usize {
        self.0.note.content.len() + self.0.slots.iter().map(|(_, slot)| slot.len()).sum::<usize>()
    }

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        let WholeNote { note, slots, .. } = &self.0;
        let content = transaction.place(&note.content)?;
        note_queries::insert(transaction.connection, note, &content).await?;
        for (editor, slot) in slots {
            let slot = transaction.place(slot)?;
            note_slot_queries::insert(transaction.connection, note.id, editor, &slot).await?;
        }
        moving_queries::put_note_aside(transaction.connection, &self.0).await
    }
}
