//! Replies, waiting in mailboxes.

use estafette_keys::day::Day;
use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_keys::message::SectionName;
use sqlx::{SqliteConnection, SqlitePool};

use super::aside::aside_queries;
use crate::column;
use crate::error::StoreError;
use crate::kept::StoredReply;
use crate::shared::calendar::Redating;
use crate::shared::limits::Limits;

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
           FROM (SELECT size FROM reply
                 WHERE section = ?1 AND mailbox >= ?2 AND size <= ?3 ORDER BY mailbox, id LIMIT 1)
           UNION ALL SELECT size
           FROM (SELECT size FROM reply
                 WHERE section = ?1 AND size <= ?3 ORDER BY mailbox, id LIMIT 1)
           LIMIT 1"#,
        section,
        from,
        largest
    )
    .fetch_optional(readers)
    .await?;
    row.map(|row| column::size(row.size)).transpose()
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

/// How many bytes the replies in a mailbox have (a slot counts as 4 KiB), how many there are, and how many its section has.
pub(super) async fn filled(
    connection: &mut SqliteConnection,
    mailbox: MailboxId,
    section: &SectionName,
) -> Result<(i64, i64, i64), StoreError> {
    let (mailbox, section) = (mailbox.as_bytes().as_slice(), section.as_str());
    let row = sqlx::query!(
        r#"SELECT coalesce(sum(size + 4096), 0) AS "bytes!: i64", count(*) AS "count!: i64",
                  (SELECT count(*) FROM reply WHERE section = ?) AS "of_section!: i64"
           FROM reply WHERE mailbox = ?"#,
        section,
        mailbox
    )
    .fetch_one(connection)
    .await?;
    Ok((row.bytes, row.count, row.of_section))
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
    let size = i64::try_from(reply.content.len()).unwrap_or(i64::MAX);
    sqlx::query!(
        "INSERT INTO reply (mailbox, id, section, day, slot, content, size) VALUES (?, ?, ?, ?, ?, ?, ?)",
        mailbox,
        id,
        section,
        day,
        slot,
        content,
        size
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
