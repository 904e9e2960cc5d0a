//! Replies, waiting in mailboxes.

use estafette_keys::day::Day;
use estafette_keys::ids::{MailboxId, ReplyId};
use sqlx::{SqliteConnection, SqlitePool};

use super::aside::aside_queries;
use super::column;
use super::expiry::Limits;
use crate::StoreError;
use crate::kept::{MAILBOX_MAX, PutOutcome, StoredReply};
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

pub(super) async fn put(
    connection: &mut SqliteConnection,
    mailbox: MailboxId,
    reply: &StoredReply,
) -> Result<PutOutcome, StoreError> {
    let (mailbox, id) = (mailbox.as_bytes().as_slice(), reply.id.as_bytes().as_slice());
    let (section, day) = (reply.section.as_str(), reply.day.days_since_epoch());
    let (slot, content) = (reply.slot.as_slice(), reply.content.as_slice());
    let there =
        sqlx::query!("SELECT section, slot, content FROM reply WHERE mailbox = ? AND id = ?", mailbox, id)
            .fetch_optional(&mut *connection)
            .await?;
    if let Some(there) = there {
        let same = there.section == section && there.slot == slot && there.content == content;
        return Ok(if same { PutOutcome::Same } else { PutOutcome::Conflict });
    }
    let held = sqlx::query!(
        r#"SELECT coalesce(sum(length(slot) + length(content)), 0) AS "bytes!: i64"
           FROM reply WHERE mailbox = ?"#,
        mailbox
    )
    .fetch_one(&mut *connection)
    .await?;
    let added = i64::try_from(slot.len() + content.len()).unwrap_or(i64::MAX);
    if held.bytes.saturating_add(added) > MAILBOX_MAX {
        return Ok(PutOutcome::Crowded);
    }
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
    Ok(PutOutcome::Created)
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
