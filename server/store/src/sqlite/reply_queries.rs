//! Replies, waiting in mailboxes.

use estafette_keys::day::Day;
use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_keys::message::SectionName;
use sqlx::{SqliteConnection, SqlitePool};

use super::aside::aside_queries;
use super::column;
use super::limits::Limits;
use crate::error::StoreError;
use crate::kept::{MAILBOX_COUNT, MAILBOX_MAX, PutOutcome, REPLIES_MAX, StoredReply};
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

/// The size of the content of the first one from a mailbox on that is not larger than this, else of the very first.
pub(super) async fn a_size(
    readers: &SqlitePool,
    section: &SectionName,
    from: MailboxId,
    largest: u64,
) -> Result<Option<u64>, StoreError> {
    let (section, from) = (section.as_str(), from.as_bytes().as_slice());
    let largest = i64::try_from(largest).unwrap_or(i64::MAX);
    let row = sqlx::query!(
        r#"SELECT size AS "size!: i64"
           FROM (SELECT length(content) AS size FROM reply
                 WHERE section = ?1 AND mailbox >= ?2 AND length(content) <= ?3 ORDER BY mailbox, id LIMIT 1)
           UNION ALL SELECT size
           FROM (SELECT length(content) AS size FROM reply
                 WHERE section = ?1 AND length(content) <= ?3 ORDER BY mailbox, id LIMIT 1)
           LIMIT 1"#,
        section,
        from,
        largest
    )
    .fetch_optional(readers)
    .await?;
    row.map(|row| column::size(row.size)).transpose()
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
        r#"SELECT coalesce(sum(length(slot) + length(content)), 0) AS "bytes!: i64", count(*) AS "count!: i64",
                  (SELECT count(*) FROM reply WHERE section = ?) AS "of_section!: i64"
           FROM reply WHERE mailbox = ?"#,
        section,
        mailbox
    )
    .fetch_one(&mut *connection)
    .await?;
    let added = i64::try_from(slot.len() + content.len()).unwrap_or(i64::MAX);
    let is_full = held.bytes.saturating_add(added) > MAILBOX_MAX || held.count >= MAILBOX_COUNT;
    if is_full || held.of_section >= REPLIES_MAX {
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
