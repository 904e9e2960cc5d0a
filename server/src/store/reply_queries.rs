//! Replies, waiting in mailboxes.

use estafette_keys::day::Day;
use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_keys::message::SectionName;
use sqlx::{SqliteConnection, SqlitePool};

use super::{Put, StoreError, StoredReply};

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
                id: row.id.try_into().map(ReplyId::from_bytes).map_err(|_| StoreError::Corrupt)?,
                section: row.section.parse().map_err(|_| StoreError::Corrupt)?,
                day: Day::from_days_since_epoch(row.day).ok_or(StoreError::Corrupt)?,
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
    let there =
        sqlx::query!("SELECT section, slot, content FROM reply WHERE mailbox = ? AND id = ?", mailbox, id)
            .fetch_optional(&mut *connection)
            .await?;
    let section = reply.section.as_str();
    if let Some(there) = there {
        let same = there.section == section && there.slot == reply.slot && there.content == reply.content;
        return Ok(if same { Put::Same } else { Put::Conflict });
    }
    let day = reply.day.days_since_epoch();
    let (slot, content) = (reply.slot.as_slice(), reply.content.as_slice());
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
