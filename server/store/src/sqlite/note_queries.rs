//! Notes between editors.

use estafette_keys::day::Day;
use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use sqlx::{SqliteConnection, SqlitePool};

use super::aside::aside_queries;
use crate::column;
use crate::error::StoreError;
use crate::kept::{NOTES_PAGE_BYTES, StoredNote};
use crate::shared::calendar::Redating;
use crate::shared::limits::Limits;

/// At most `limit` of them, and no more than fit into a page; and whether there are others behind them.
pub(super) async fn list(
    readers: &SqlitePool,
    section: &SectionName,
    editor: &Handle,
    after: Option<NoteId>,
    limit: usize,
) -> Result<(Vec<StoredNote>, bool), StoreError> {
    let (section, editor) = (section.as_str(), editor.as_str());
    let (after, limit) = column::after(after.as_ref().map(NoteId::as_bytes), limit + 1);
    let sizes = sqlx::query!(
        r#"SELECT size FROM note WHERE section = ? AND id > ? ORDER BY id LIMIT ?"#,
        section,
        after,
        limit
    )
    .fetch_all(readers)
    .await?;
    let mut bytes = 0;
    let fitting = sizes.iter().take_while(|row| {
        bytes += row.size;
        bytes <= NOTES_PAGE_BYTES
    });
    let many = i64::try_from(fitting.count().max(1)).unwrap_or(i64::MAX).min(limit - 1);
    let (more, limit) = (i64::try_from(sizes.len()).unwrap_or(i64::MAX) > many, many);
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
    let notes = rows.into_iter().map(|row| {
        Ok(StoredNote {
            id: NoteId::from_bytes(column::bytes_16(row.id)?),
            section: column::section(&row.section)?,
            day: column::day(row.day)?,
            slot: row.slot,
            content: row.content,
        })
    });
    Ok((notes.collect::<Result<_, StoreError>>()?, more))
}

pub(super) async fn section(readers: &SqlitePool, id: NoteId) -> Result<Option<SectionName>, StoreError> {
    let id = id.as_bytes().as_slice();
    let row = sqlx::query!("SELECT section FROM note WHERE id = ?", id).fetch_optional(readers).await?;
    row.map(|row| column::section(&row.section)).transpose()
}

/// A note that is there: its section, and the column of its content.
pub(super) async fn held(
    connection: &mut SqliteConnection,
    id: NoteId,
) -> Result<Option<(SectionName, Vec<u8>)>, StoreError> {
    let id = id.as_bytes().as_slice();
    let row =
        sqlx::query!("SELECT section, content FROM note WHERE id = ?", id).fetch_optional(connection).await?;
    row.map(|row| Ok((column::section(&row.section)?, row.content))).transpose()
}

/// How many notes a section has, and how many bytes their contents.
pub(super) async fn filled(
    connection: &mut SqliteConnection,
    section: &SectionName,
) -> Result<(i64, i64), StoreError> {
    let section = section.as_str();
    let row = sqlx::query!(
        r#"SELECT count(*) AS "count!: i64", coalesce(sum(size), 0) AS "bytes!: i64" FROM note WHERE section = ?"#,
        section
    )
    .fetch_one(connection)
    .await?;
    Ok((row.count, row.bytes))
}

/// Puts a note whose content stands for this column, without its slots.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    note: &StoredNote,
    content: &[u8],
) -> Result<(), StoreError> {
    let id = note.id.as_bytes().as_slice();
    let (section, day) = (note.section.as_str(), note.day.days_since_epoch());
    let size = i64::try_from(note.content.len()).unwrap_or(i64::MAX);
    sqlx::query!(
        "INSERT INTO note (id, section, day, content, size) VALUES (?, ?, ?, ?, ?)",
        id,
        section,
        day,
        content,
        size
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes one with its slots.
pub(super) async fn delete(connection: &mut SqliteConnection, id: NoteId) -> Result<bool, StoreError> {
    let id = id.as_bytes().as_slice();
    let deleted = sqlx::query!("DELETE FROM note WHERE id = ?", id).execute(connection).await?;
    Ok(deleted.rows_affected() > 0)
}

aside_queries!("note");
