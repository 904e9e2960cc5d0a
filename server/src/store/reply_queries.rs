//! Replies, waiting in mailboxes.

use estafette_keys::day::Day;
use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_keys::message::SectionName;
use sqlx::{SqliteConnection, SqlitePool};

use super::item::{Put, StoredReply};
use super::{StoreError, column};

/// The most bytes in one mailbox: a page holds all of it.
const MAILBOX_MAX: i64 = 16 * 1024 * 1024;

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
) -> Result<Put, StoreError> {
    let (mailbox, id) = (mailbox.as_bytes().as_slice(), reply.id.as_bytes().as_slice());
    let (section, day) = (reply.section.as_str(), reply.day.days_since_epoch());
    let (slot, content) = (reply.slot.as_slice(), reply.content.as_slice());
    let there =
        sqlx::query!("SELECT section, slot, content FROM reply WHERE mailbox = ? AND id = ?", mailbox, id)
            .fetch_optional(&mut *connection)
            .await?;
    if let Some(there) = there {
        let same = there.section == section && there.slot == slot && there.content == content;
        return Ok(if same { Put::Same } else { Put::Conflict });
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
        return Ok(Put::Crowded);
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
    Ok(Put::Created)
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

pub(super) async fn delete_before(
    connection: &mut SqliteConnection,
    section: &SectionName,
    oldest: Day,
) -> Result<(), StoreError> {
    let (section, oldest) = (section.as_str(), oldest.days_since_epoch());
    sqlx::query!("DELETE FROM reply WHERE section = ? AND day < ?", section, oldest)
        .execute(connection)
        .await?;
    Ok(())
}

pub(super) async fn delete_all_before(
    connection: &mut SqliteConnection,
    oldest: Day,
) -> Result<(), StoreError> {
    let oldest = oldest.days_since_epoch();
    sqlx::query!("DELETE FROM reply WHERE day < ?", oldest).execute(connection).await?;
    Ok(())
}
