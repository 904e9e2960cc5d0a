//! What can be written, and how it is done inside a transaction.

use std::sync::Arc;

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::Day;
use estafette_keys::ids::{MailboxId, NoteId, ReplyId, SubmissionId};
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::removed::UntrustedRemoval;
use estafette_keys::roster::{Handle, UntrustedRoster};
use sha2::{Digest, Sha256};
use sqlx::SqliteConnection;
use tokio::sync::oneshot;

use super::expiry::{self, Expiry};
use super::item::{NewSubmission, Put, StoredNote, StoredReply, StoredStatement};
use super::upload::{Progress, UploadId};
use super::{
    StoreError, alive_queries, calendar_queries, chunk_queries, epoch_statement_queries, epoch_week_queries,
    kept_queries, note_queries, note_slot_queries, removed_queries, reply_queries, roster_queries,
    slot_queries, submission_queries, tombstone_queries,
};
use crate::calendar::{Kept, Redating};

type Answer<T> = oneshot::Sender<Result<T, StoreError>>;

/// What can be written. An answer is given once it is committed.
pub(super) enum Command {
    Append { progress: Arc<Progress>, number: u16, bytes: Vec<u8> },
    Accept { submission: Box<NewSubmission>, answer: Answer<()> },
    Withdraw { removal: UntrustedRemoval, today: Day, answer: Answer<bool> },
    Keep { keeping: UntrustedKeeping, slots: Vec<(Handle, Vec<u8>)>, answer: Answer<bool> },
    PutReply { mailbox: MailboxId, reply: Box<StoredReply>, answer: Answer<Put> },
    DeleteReply { mailbox: MailboxId, id: ReplyId, answer: Answer<bool> },
    PutNote { note: Box<StoredNote>, slots: Vec<(Handle, Vec<u8>)>, answer: Answer<Put> },
    DeleteNote { id: NoteId, answer: Answer<bool> },
    PutEpochs { statement: Box<StoredStatement>, answer: Answer<Put> },
    PutSlot { id: SubmissionId, editor: Handle, slot: Vec<u8>, answer: Answer<Put> },
    PutAlive { alive: UntrustedAlive, answer: Answer<()> },
    DeleteSlot { id: SubmissionId, editor: Handle, answer: Answer<bool> },
    PutRoster { roster: Box<UntrustedRoster>, changed: Vec<Handle>, answer: Answer<()> },
    Expire { expiry: Box<Expiry>, answer: Answer<()> },
    KeepCalendar { kept: Kept, redating: Option<Redating>, answer: Answer<()> },
    Rewrite { answer: Answer<()> },
    Stop { answer: Answer<()> },
}

/// What a command came to, held back until it is committed.
pub(super) enum Outcome {
    Done,
    Was(bool),
    Put(Put),
}

impl Command {
    /// Bytes that it holds while it waits.
    pub(super) fn bytes(&self) -> usize {
        match self {
            Self::Append { bytes, .. } => bytes.len(),
            Self::Accept { submission, .. } => submission.slots.iter().map(|(_, slot)| slot.len()).sum(),
            Self::PutReply { reply, .. } => reply.slot.len() + reply.content.len(),
            Self::PutNote { note, slots, .. } => {
                note.content.len() + slots.iter().map(|(_, slot)| slot.len()).sum::<usize>()
            }
            Self::PutEpochs { statement, .. } => statement.statement.text.len(),
            Self::PutSlot { slot, .. } => slot.len(),
            Self::Keep { slots, .. } => slots.iter().map(|(_, slot)| slot.len()).sum(),
            Self::PutRoster { roster, .. } => roster.text.len(),
            Self::Withdraw { .. }
            | Self::DeleteReply { .. }
            | Self::DeleteNote { .. }
            | Self::DeleteSlot { .. }
            | Self::PutAlive { .. }
            | Self::Expire { .. }
            | Self::KeepCalendar { .. }
            | Self::Rewrite { .. }
            | Self::Stop { .. } => 0,
        }
    }

    /// Whether somebody waits until it is on the disk.
    pub(super) fn is_awaited(&self) -> bool {
        !matches!(self, Self::Append { .. })
    }

    /// Whether something goes by it.
    pub(super) fn deletes(&self) -> bool {
        matches!(
            self,
            Self::Withdraw { .. }
                | Self::Keep { .. }
                | Self::DeleteReply { .. }
                | Self::DeleteNote { .. }
                | Self::DeleteSlot { .. }
                | Self::PutRoster { .. }
                | Self::Expire { .. }
        )
    }

    /// Does it; uploads whose pieces are to go are added to `removals`. Acceptances are done by the batch.
    pub(super) async fn apply(
        &self,
        connection: &mut SqliteConnection,
        removals: &mut Vec<UploadId>,
    ) -> Result<Outcome, StoreError> {
        Ok(match self {
            Self::Append { progress, number, bytes } => {
                chunk_queries::insert(connection, progress.id, *number, bytes).await?;
                Outcome::Done
            }
            Self::Withdraw { removal, today, .. } => {
                Outcome::Was(withdraw(connection, removal, *today, removals).await?)
            }
            Self::Keep { keeping, slots, .. } => Outcome::Was(keep(connection, keeping, slots).await?),
            Self::PutReply { mailbox, reply, .. } => {
                Outcome::Put(reply_queries::put(connection, *mailbox, reply).await?)
            }
            Self::DeleteReply { mailbox, id, .. } => {
                Outcome::Was(reply_queries::delete(connection, *mailbox, *id).await?)
            }
            Self::PutNote { note, slots, .. } => Outcome::Put(put_note(connection, note, slots).await?),
            Self::DeleteNote { id, .. } => Outcome::Was(note_queries::delete(connection, *id).await?),
            Self::PutEpochs { statement, .. } => {
                let digest = Sha256::digest(statement.statement.text.as_bytes());
                let put = epoch_statement_queries::put(connection, statement, &digest).await?;
                if put != Put::Conflict {
                    epoch_week_queries::put(connection, statement, &digest).await?;
                    epoch_statement_queries::delete_unused(connection).await?;
                }
                Outcome::Put(put)
            }
            Self::PutSlot { id, editor, slot, .. } => {
                Outcome::Put(slot_queries::put(connection, *id, editor, slot).await?)
            }
            Self::PutAlive { alive, .. } => {
                alive_queries::put(connection, alive).await?;
                Outcome::Done
            }
            Self::DeleteSlot { id, editor, .. } => {
                Outcome::Was(slot_queries::delete(connection, *id, editor).await?)
            }
            Self::PutRoster { roster, changed, .. } => {
                roster_queries::put(connection, roster).await?;
                for editor in changed {
                    slot_queries::delete_of(connection, editor).await?;
                    note_slot_queries::delete_of(connection, editor).await?;
                    epoch_statement_queries::delete_of(connection, editor).await?;
                }
                Outcome::Done
            }
            Self::Expire { expiry, .. } => {
                expiry::apply(connection, expiry, removals).await?;
                Outcome::Done
            }
            Self::KeepCalendar { kept, redating, .. } => {
                if let Some(redating) = redating {
                    expiry::redate(connection, *redating).await?;
                }
                calendar_queries::put(connection, *kept).await?;
                Outcome::Done
            }
            Self::Accept { .. } | Self::Rewrite { .. } | Self::Stop { .. } => Outcome::Done,
        })
    }

    /// Tells whoever waits; one who no longer does has lost nothing by it.
    pub(super) fn answer(self, outcome: Result<Outcome, StoreError>) {
        match self {
            Self::Append { progress, bytes, .. } => match outcome {
                Ok(_) => progress.wrote(bytes.len()),
                Err(error) => progress.failed(error.fault()),
            },
            Self::Accept { submission, answer } => {
                if outcome.is_ok() {
                    submission.upload.progress.accepted();
                }
                // The id is given back before the answer is read: a form sent again finds the stored one.
                drop(submission);
                let _ = answer.send(outcome.map(drop));
            }
            Self::PutAlive { answer, .. }
            | Self::PutRoster { answer, .. }
            | Self::Expire { answer, .. }
            | Self::KeepCalendar { answer, .. }
            | Self::Rewrite { answer }
            | Self::Stop { answer } => {
                let _ = answer.send(outcome.map(drop));
            }
            Self::Withdraw { answer, .. }
            | Self::Keep { answer, .. }
            | Self::DeleteReply { answer, .. }
            | Self::DeleteNote { answer, .. }
            | Self::DeleteSlot { answer, .. } => {
                let _ = answer.send(outcome.map(|outcome| matches!(outcome, Outcome::Was(true))));
            }
            Self::PutReply { answer, .. }
            | Self::PutNote { answer, .. }
            | Self::PutEpochs { answer, .. }
            | Self::PutSlot { answer, .. } => {
                let put = outcome.and_then(|outcome| match outcome {
                    Outcome::Put(put) => Ok(put),
                    Outcome::Done | Outcome::Was(_) => Err(StoreError::Busy),
                });
                let _ = answer.send(put);
            }
        }
    }
}

/// Removes it, and keeps what proves that it was removed.
async fn withdraw(
    connection: &mut SqliteConnection,
    removal: &UntrustedRemoval,
    today: Day,
    removals: &mut Vec<UploadId>,
) -> Result<bool, StoreError> {
    let until = kept_queries::until(connection, removal.id).await?;
    let Some(deleted) = submission_queries::delete(connection, removal.id).await? else { return Ok(false) };
    tombstone_queries::insert(connection, removal.id, deleted.form, today).await?;
    removed_queries::insert(connection, removal, &deleted.section, deleted.day, until).await?;
    removals.push(deleted.upload);
    Ok(true)
}

/// All of it, or none.
async fn keep(
    connection: &mut SqliteConnection,
    keeping: &UntrustedKeeping,
    slots: &[(Handle, Vec<u8>)],
) -> Result<bool, StoreError> {
    if !submission_queries::is_there(connection, keeping.id).await? {
        return Ok(false);
    }
    kept_queries::put(connection, keeping).await?;
    for (editor, slot) in slots {
        slot_queries::replace(connection, keeping.id, editor, slot).await?;
    }
    Ok(true)
}

async fn put_note(
    connection: &mut SqliteConnection,
    note: &StoredNote,
    slots: &[(Handle, Vec<u8>)],
) -> Result<Put, StoreError> {
    match note_queries::put(connection, note).await? {
        Put::Created => {
            note_slot_queries::insert(connection, note.id, slots).await?;
            Ok(Put::Created)
        }
        Put::Same if !note_slot_queries::are(connection, note.id, slots).await? => Ok(Put::Conflict),
        put => Ok(put),
    }
}
