//! That a submission was removed, or is kept for longer.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::message::SectionName;
use estafette_keys::removed::{UntrustedRemoval, UntrustedRestoration};
use estafette_keys::roster::Handle;

use super::change::{Change, Transaction};
use super::engine::Sqlite;
use super::{
    deleted_queries, kept_queries, removed_queries, slot_queries, submission_queries, tombstone_queries,
};
use crate::error::StoreError;
use crate::kept::StoredDeletion;

impl Sqlite {
    pub(crate) async fn withdraw(&self, removal: UntrustedRemoval, today: Day) -> Result<bool, StoreError> {
        self.writer.run(Withdraw { removal, today }).await
    }

    pub(crate) async fn delete(&self, removal: UntrustedRemoval, today: Day) -> Result<bool, StoreError> {
        self.writer.run(Delete { removal, today }).await
    }

    pub(crate) async fn restore(&self, restoration: UntrustedRestoration) -> Result<bool, StoreError> {
        self.writer.run(Restore(restoration)).await
    }

    pub(crate) async fn deleted(
        &self,
        sections: &[SectionName],
        after: Option<SubmissionId>,
        limit: usize,
    ) -> Result<Vec<StoredDeletion>, StoreError> {
        deleted_queries::list(&self.readers, sections, after, limit).await
    }

    pub(crate) async fn removed(
        &self,
        sections: &[SectionName],
        after: Option<SubmissionId>,
        limit: usize,
    ) -> Result<Vec<UntrustedRemoval>, StoreError> {
        removed_queries::list(&self.readers, sections, after, limit).await
    }

    pub(crate) async fn keep(
        &self,
        keeping: UntrustedKeeping,
        slots: Vec<(Handle, Vec<u8>)>,
    ) -> Result<bool, StoreError> {
        self.writer.run(Keep { keeping, slots }).await
    }
}

/// Removes a submission, and keeps what proves that it was removed.
struct Withdraw {
    removal: UntrustedRemoval,
    today: Day,
}

impl Change for Withdraw {
    type Answer = bool;
    const DELETES: bool = true;

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<bool, StoreError> {
        remove(transaction, &self.removal, self.today).await
    }
}

/// Removes a submission for good, and keeps what proves that; says whether it was there.
pub(super) async fn remove(
    transaction: &mut Transaction<'_>,
    removal: &UntrustedRemoval,
    today: Day,
) -> Result<bool, StoreError> {
    let (connection, id) = (&mut *transaction.connection, removal.id);
    let until = kept_queries::until(connection, id).await?;
    let Some(deleted) = submission_queries::delete(connection, id).await? else { return Ok(false) };
    tombstone_queries::insert(connection, id, deleted.form, today).await?;
    removed_queries::insert(connection, removal, &deleted.section, deleted.day, until).await?;
    transaction.after.gone.push(id);
    transaction.after.removals.push(deleted.upload);
    Ok(true)
}

/// Puts a submission aside that an editor deletes: another may bring it back for some days.
struct Delete {
    removal: UntrustedRemoval,
    today: Day,
}

impl Change for Delete {
    type Answer = bool;

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<bool, StoreError> {
        let (connection, UntrustedRemoval { id, editor, proof }) =
            (&mut *transaction.connection, &self.removal);
        let Some(editor) = editor else { return Ok(false) };
        let is_there = submission_queries::is_there(connection, *id).await?;
        if is_there {
            deleted_queries::put(connection, *id, editor, proof, self.today).await?;
        }
        Ok(is_there)
    }
}

struct Restore(UntrustedRestoration);

impl Change for Restore {
    type Answer = bool;

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<bool, StoreError> {
        deleted_queries::restore(transaction.connection, &self.0).await
    }
}

/// Has a submission kept for longer, with other slots: all of it, or nothing.
struct Keep {
    keeping: UntrustedKeeping,
    slots: Vec<(Handle, Vec<u8>)>,
}

impl Change for Keep {
    type Answer = bool;
    const DELETES: bool = true;

    fn bytes(&self) -> usize {
        self.slots.iter().map(|(_, slot)| slot.len()).sum()
    }

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<bool, StoreError> {
        let (connection, id) = (&mut *transaction.connection, self.keeping.id);
        if !submission_queries::is_there(connection, id).await? {
            return Ok(false);
        }
        kept_queries::put(connection, &self.keeping).await?;
        for (editor, slot) in &self.slots {
            let column = transaction.place(slot)?;
            slot_queries::replace(transaction.connection, id, editor, &column).await?;
        }
        Ok(true)
    }
}
