//! Notes between editors.

use estafette_keys::day::Day;
use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use sqlx::{SqliteConnection, SqlitePool};

use super::{PAGE, Put, StoreError, StoredNote};

pub(super) async fn list(
    readers: &SqlitePool,
    section: &SectionName,
    editor: &Handle,
    after: Option<NoteId>,
) -> Result<Vec<StoredNote>, StoreError> {
    let (section, editor) = (section.as_str(), editor.as_str());
    let after = after.map(|id| id.as_bytes().to_vec()).unwrap_or_default();
    let limit = i64::try_from(PAGE).unwrap_or(i64::MAX);
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
                id: row.id.try_into().map(NoteId::from_bytes).map_err(|_| StoreError::Corrupt)?,
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
    note: &StoredNote,
    slots: &[(Handle, Vec<u8>)],
) -> Result<Put, StoreError> {
    let id = note.id.as_bytes().as_slice();
    let there = sqlx::query!("SELECT section, content FROM note WHERE id = ?", id)
        .fetch_optional(&mut *connection)
        .await?;
    let section = note.section.as_str();
    if let Some(there) = there {
        let same = there.section == section && there.content == note.content;
        return Ok(if same { Put::Same } else { Put::Conflict });
    }
    let (day, content) = (note.day.days_since_epoch(), note.content.as_slice());
    sqlx::query!(
        "INSERT INTO note (id, section, day, content) VALUES (?, ?, ?, ?)",
        id,
        section,
        day,
        content
    )
    .execute(&mut *connection)
    .await?;
    for (editor, bytes) in slots {
        let editor = editor.as_str();
        sqlx::query!("INSERT INTO note_slot (note, editor, bytes) VALUES (?, ?, ?)", id, editor, bytes)
            .execute(&mut *connection)
            .await?;
    }
    Ok(Put::Created)
}

pub(super) async fn delete(
    connection: &mut SqliteConnection,
    id: NoteId,
    sections: &[SectionName],
) -> Result<bool, StoreError> {
    let (id, sections) = (id.as_bytes().as_slice(), json_of_sections(sections));
    let deleted = sqlx::query!(
        "DELETE FROM note WHERE id = ? AND section IN (SELECT value FROM json_each(?))",
        id,
        sections
    )
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
    sqlx::query!("DELETE FROM note WHERE section = ? AND day < ?", section, oldest)
        .execute(connection)
        .await?;
    Ok(())
}

/// A JSON list of names, which need no escaping: one bound value, however many there are.
pub(super) fn json_of_sections(sections: &[SectionName]) -> String {
    let names: Vec<String> = sections.iter().map(|name| format!("\"{name}\"")).collect();
    format!("[{}]", names.join(","))
}
