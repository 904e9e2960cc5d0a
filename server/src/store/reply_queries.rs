//! Replies, waiting in mailboxes.

use estafette_keys::day::Day;
use estafette_keys::ids::{MailboxId, ReplyId};
use sqlx::{SqliteConnection, SqlitePool};

use super::expiry::Limits;
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

/// Puts aside those that are past their time, where they are not. (A day to come was a wrong one.)
pub(super) async fn put_aside(connection: &mut SqliteConnection, limits: &Limits) -> Result<(), StoreError> {
    let Limits { oldest, floor, today } = limits;
    sqlx::query!(
        "UPDATE reply SET aside = ? WHERE (aside IS NULL OR aside > ?)
         AND day < coalesce((SELECT value ->> 1 FROM json_each(?) WHERE value ->> 0 = section), ?)",
        today,
        today,
        oldest,
        floor
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Takes back those that are not past their time, by the same rule.
pub(super) async fn take_back(connection: &mut SqliteConnection, limits: &Limits) -> Result<(), StoreError> {
    let Limits { oldest, floor, .. } = limits;
    sqlx::query!(
        "UPDATE reply SET aside = NULL WHERE aside IS NOT NULL
         AND day >= coalesce((SELECT value ->> 1 FROM json_each(?) WHERE value ->> 0 = section), ?)",
        oldest,
        floor
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes those that were put aside on a day or before.
pub(super) async fn delete_aside(connection: &mut SqliteConnection, since: Day) -> Result<(), StoreError> {
    let since = since.days_since_epoch();
    sqlx::query!("DELETE FROM reply WHERE aside <= ?", since).execute(connection).await?;
    Ok(())
}

/// Gives those of a day and later ones another day.
pub(super) async fn redate(connection: &mut SqliteConnection, from: i64, to: i64) -> Result<(), StoreError> {
    sqlx::query!("UPDATE reply SET day = ? WHERE day >= ?", to, from).execute(connection).await?;
    Ok(())
}
