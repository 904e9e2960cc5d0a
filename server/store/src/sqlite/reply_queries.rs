//! Replies, waiting in mailboxes.

use estafette_keys::day::Day;
use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_keys::message::SectionName;
use sqlx::{SqliteConnection, SqlitePool};

use super::aside::aside_queries;
use super::column;
use super::limits::Limits;
use crate::error::StoreError;
use crate::kept::StoredReply;
use crate::shared::calendar::Redating;

pub(super) async fn list(readers: &SqlitePool, mailbox: MailboxId) -> Result<Vec<StoredReply>, StoreError> {
    let mailbox = mailbox.as_bytes().as_slice();
    let rows = sqlx::query!(
        "SELECT id, section, day, slot, content FROM reply WHERE mailbox = ? ORDER BY id",
        mailbox
    )
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(StoredReply {
                id: ReplyId::from_bytes(column::bytes_16(row.id)?),
                section: column::section(&row.section)?,
                day: column::day(row.day)?,
                slot: row.slot,
                content: row.content,
            })
        })
        .collect()
}

/// A reply that is there: its section, and the columns of its slot and its content.
pub(super) async fn held(
    connection: &mut SqliteConnection,
    mailbox: MailboxId,
    id: ReplyId,
) -> Result<Option<(SectionName, [Vec<u8>; 2])>, StoreError> {
    let (mailbox, id) = (mailbox.as_bytes().as_slice(), id.as_bytes().as_slice());
    let row =
        sqlx::query!("SELECT section, slot, content FROM reply WHERE mailbox = ? AND id = ?", mailbox, id)
            .fetch_optional(connection)
            .await?;
    row.map(|row| Ok((column::section(&row.section)?, [row.slot, row.content]))).transpose()
}

/// The columns of all slots and contents in a mailbox.
pub(super) async fn columns(
    connection: &mut SqliteConnection,
    mailbox: MailboxId,
) -> Result<Vec<[Vec<u8>; 2]>, StoreError> {
    let mailbox = mailbox.as_bytes().as_slice();
    let rows = sqlx::query!("SELECT slot, content FROM reply WHERE mailbox = ?", mailbox);
    Ok(rows.fetch_all(connection).await?.into_iter().map(|row| [row.slot, row.content]).collect())
}

/// Puts a reply whose slot and content stand for these columns.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    mailbox: MailboxId,
    reply: &StoredReply,
    [slot, content]: [Vec<u8>; 2],
) -> Result<(), StoreError> {
    let (mailbox, id) = (mailbox.as_bytes().as_slice(), reply.id.as_bytes().as_slice());
    let (section, day) = (reply.section.as_str(), reply.day.days_since_epoch());
    sqlx::query!(
        "INSERT INTO reply (mailbox, id, section, day, slot, content) VALUES (?, ?, ?, ?, ?, ?)",
        mailbox,
        id,
        section,
        day,
        slot,
        content
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn delete(
    connection: &mut SqliteConnection,
    mailbox: MailboxId,
    id: ReplyId,
) -> Result<bool, StoreError> {
    let (mailbox, id) = (mailbox.as_bytes().as_slice(), id.as_bytes().as_slice());
    let deleted = sqlx::query!("DELETE FROM reply WHERE mailbox = ? AND id = ?", mailbox, id)
        .execute(connection)
        .await?;
    Ok(deleted.rows_affected() > 0)
}

aside_queries!("reply");
