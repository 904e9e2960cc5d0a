//! Notes' slots.

use estafette_keys::ids::NoteId;
use estafette_keys::roster::Handle;
use sqlx::SqliteConnection;

use crate::StoreError;

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    note: NoteId,
    slots: &[(Handle, Vec<u8>)],
) -> Result<(), StoreError> {
    let note = note.as_bytes().as_slice();
    for (editor, bytes) in slots {
        let editor = editor.as_str();
        sqlx::query!("INSERT INTO note_slot (note, editor, bytes) VALUES (?, ?, ?)", note, editor, bytes)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// Whether the note has these slots, and no others.
pub(super) async fn are(
    connection: &mut SqliteConnection,
    note: NoteId,
    slots: &[(Handle, Vec<u8>)],
) -> Result<bool, StoreError> {
    let note = note.as_bytes().as_slice();
    let rows = sqlx::query!("SELECT editor, bytes FROM note_slot WHERE note = ?", note)
        .fetch_all(connection)
        .await?;
    let there = |row: &(&Handle, &Vec<u8>)| {
        rows.iter().any(|stored| stored.editor == row.0.as_str() && stored.bytes == *row.1)
    };
    Ok(rows.len() == slots.len() && slots.iter().all(|(editor, bytes)| there(&(editor, bytes))))
}

/// Removes all of an editor.
pub(super) async fn delete_of(connection: &mut SqliteConnection, editor: &Handle) -> Result<(), StoreError> {
    let editor = editor.as_str();
    sqlx::query!("DELETE FROM note_slot WHERE editor = ?", editor).execute(connection).await?;
    Ok(())
}
