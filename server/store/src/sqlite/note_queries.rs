//! Notes between editors.

use estafette_keys::day::Day;
use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use sqlx::{SqliteConnection, SqlitePool};

use super::aside::aside_queries;
use super::column;
use super::limits::Limits;
use crate::error::StoreError;
use crate::kept::{NOTES_BYTES_MAX, NOTES_MAX, NOTES_PAGE_BYTES, PutOutcome, StoredNote};
use crate::shared::calendar::Redating;

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
        r#"SELECT length(content) AS "size!: i64" FROM note WHERE section = ? AND id > ? ORDER BY id LIMIT ?"#,
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

/// Puts the note without its slots.
pub(super) async fn put(
    connection: &mut SqliteConnection,
    note: &StoredNote,
) -> Result<PutOutcome, StoreError> {
    let (id, content) = (note.id.as_bytes().as_slice(), note.content.as_slice());
    let (section, day) = (note.section.as_str(), note.day.days_since_epoch());
    let there = sqlx::query!("SELECT section, content FROM note WHERE id = ?", id)
        .fetch_optional(&mut *connection)
        .await?;
    if let Some(there) = there {
        let same = there.section == section && there.content == content;
        return Ok(if same { PutOutcome::Same } else { PutOutcome::Conflict });
    }
    let held = sqlx::query!(
        r#"SELECT count(*) AS "count!: i64", coalesce(sum(length(content)), 0) AS "bytes!: i64"
           FROM note WHERE section = ?"#,
        section
    )
    .fetch_one(&mut *connection)
    .await?;
    let added = i64::try_from(content.len()).unwrap_or(i64::MAX);
    if held.count >= NOTES_MAX || held.bytes.saturating_add(added) > NOTES_BYTES_MAX {
        return Ok(PutOutcome::Crowded);
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
    Ok(PutOutcome::Created)
}

/// Removes one with its slots.
pub(super) async fn delete(connection: &mut SqliteConnection, id: NoteId) -> Result<bool, StoreError> {
    let id = id.as_bytes().as_slice();
    let deleted = sqlx::query!("DELETE FROM note WHERE id = ?", id).execute(connection).await?;
    Ok(deleted.rows_affected() > 0)
}

aside_queries!("note");
