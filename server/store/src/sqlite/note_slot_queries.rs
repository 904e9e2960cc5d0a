//! Notes' slots.

use estafette_keys::ids::NoteId;
use estafette_keys::roster::Handle;
use sqlx::SqliteConnection;

use crate::column;
use crate::error::StoreError;

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    note: NoteId,
    editor: &Handle,
    column: &[u8],
) -> Result<(), StoreError> {
    let (note, editor) = (note.as_bytes().as_slice(), editor.as_str());
    sqlx::query!("INSERT INTO note_slot (note, editor, bytes) VALUES (?, ?, ?)", note, editor, column)
        .execute(connection)
        .await?;
    Ok(())
}

/// The editors who have a slot of a note, with its column.
pub(super) async fn held(
    connection: &mut SqliteConnection,
    note: NoteId,
) -> Result<Vec<(Handle, Vec<u8>)>, StoreError> {
    let note = note.as_bytes().as_slice();
    let rows = sqlx::query!("SELECT editor, bytes FROM note_slot WHERE note = ?", note)
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(|row| Ok((column::editor(&row.editor)?, row.bytes))).collect()
}

/// Removes all of an editor.
pub(super) async fn delete_of(connection: &mut SqliteConnection, editor: &Handle) -> Result<(), StoreError> {
    let editor = editor.as_str();
    sqlx::query!("DELETE FROM note_slot WHERE editor = ?", editor).execute(connection).await?;
    Ok(())
}
