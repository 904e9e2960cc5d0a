//! Notes between editors.

use estafette_keys::day::Day;
use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use sqlx::{SqliteConnection, SqlitePool};

use super::expiry::Limits;
use super::item::{Put, StoredNote};
use super::{StoreError, column};

pub(super) async fn list(
    readers: &SqlitePool,
    section: &SectionName,
    editor: &Handle,
    after: Option<NoteId>,
    limit: usize,
) -> Result<Vec<StoredNote>, StoreError> {
    let (section, editor) = (section.as_str(), editor.as_str());
    let after = after.map(|id| id.as_bytes().to_vec()).unwrap_or_default();
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = sqlx::query!(
        r#"SELECT note.id, section, day, content, note_slot.bytes AS "slot?: Vec<u8>"
           FROM note LEFT JOIN note_slot ON note_slot.note = note.id AND note_slot.editor = ?
           WHERE section = ? AND note.id > ? ORDER BY note.id LIMIT ?"#,
        editor,
        section,
        after,
        limit
    )
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(StoredNote {
                id: NoteId::from_bytes(column::bytes_16(row.id)?),
                section: column::section(&row.section)?,
                day: column::day(row.day)?,
                slot: row.slot,
                content: row.content,
            })
        })
        .collect()
}

pub(super) async fn section(readers: &SqlitePool, id: NoteId) -> Result<Option<SectionName>, StoreError> {
    let id = id.as_bytes().as_slice();
    let row = sqlx::query!("SELECT section FROM note WHERE id = ?", id).fetch_optional(readers).await?;
    row.map(|row| column::section(&row.section)).transpose()
}

/// Puts the note without its slots.
pub(super) async fn put(connection: &mut SqliteConnection, note: &StoredNote) -> Result<Put, StoreError> {
    let (id, content) = (note.id.as_bytes().as_slice(), note.content.as_slice());
    let (section, day) = (note.section.as_str(), note.day.days_since_epoch());
    let there = sqlx::query!("SELECT section, content FROM note WHERE id = ?", id)
        .fetch_optional(&mut *connection)
        .await?;
    if let Some(there) = there {
        let same = there.section == section && there.content == content;
        return Ok(if same { Put::Same } else { Put::Conflict });
    }
    sqlx::query!(
        "INSERT INTO note (id, section, day, content) VALUES (?, ?, ?, ?)",
        id,
        section,
        day,
        content
    )
    .execute(connection)
    .await?;
    Ok(Put::Created)
}

/// Removes one with its slots.
pub(super) async fn delete(connection: &mut SqliteConnection, id: NoteId) -> Result<bool, StoreError> {
    let id = id.as_bytes().as_slice();
    let deleted = sqlx::query!("DELETE FROM note WHERE id = ?", id).execute(connection).await?;
    Ok(deleted.rows_affected() > 0)
}

/// Puts aside those that are past their time, where they are not. (A day to come was a wrong one.)
pub(super) async fn put_aside(connection: &mut SqliteConnection, limits: &Limits) -> Result<(), StoreError> {
    let Limits { oldest, floor, today } = limits;
    sqlx::query!(
        "UPDATE note SET aside = ? WHERE (aside IS NULL OR aside > ?)
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
        "UPDATE note SET aside = NULL WHERE aside IS NOT NULL
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
    sqlx::query!("DELETE FROM note WHERE aside <= ?", since).execute(connection).await?;
    Ok(())
}

/// Gives those of a day and later ones another day.
pub(super) async fn redate(connection: &mut SqliteConnection, from: i64, to: i64) -> Result<(), StoreError> {
    sqlx::query!("UPDATE note SET day = ? WHERE day >= ?", to, from).execute(connection).await?;
    Ok(())
}
