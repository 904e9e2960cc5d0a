//! Submissions' slots.

use estafette_keys::ids::SubmissionId;
use estafette_keys::roster::Handle;
use sqlx::SqliteConnection;

use crate::error::StoreError;

/// What an editor has.
pub(super) async fn held(
    connection: &mut SqliteConnection,
    id: SubmissionId,
    editor: &Handle,
) -> Result<Option<Vec<u8>>, StoreError> {
    let (id, editor) = (id.as_bytes().as_slice(), editor.as_str());
    let row = sqlx::query!("SELECT bytes FROM slot WHERE submission = ? AND editor = ?", id, editor)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|row| row.bytes))
}

/// One more, where that editor has none; `false` where the submission is gone.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    id: SubmissionId,
    editor: &Handle,
    slot: &[u8],
) -> Result<bool, StoreError> {
    let (id, editor) = (id.as_bytes().as_slice(), editor.as_str());
    let done = sqlx::query!(
        "INSERT INTO slot (submission, editor, bytes) SELECT id, ?, ? FROM submission WHERE id = ?",
        editor,
        slot,
        id
    )
    .execute(connection)
    .await?;
    Ok(done.rows_affected() == 1)
}

/// One instead of what that editor had, or had not.
pub(super) async fn replace(
    connection: &mut SqliteConnection,
    id: SubmissionId,
    editor: &Handle,
    slot: &[u8],
) -> Result<(), StoreError> {
    let (id, editor) = (id.as_bytes().as_slice(), editor.as_str());
    sqlx::query!(
        "INSERT INTO slot (submission, editor, bytes) VALUES (?, ?, ?)
         ON CONFLICT (submission, editor) DO UPDATE SET bytes = excluded.bytes",
        id,
        editor,
        slot
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes one; says whether it was there.
pub(super) async fn delete(
    connection: &mut SqliteConnection,
    id: SubmissionId,
    editor: &Handle,
) -> Result<bool, StoreError> {
    let (id, editor) = (id.as_bytes().as_slice(), editor.as_str());
    let done = sqlx::query!("DELETE FROM slot WHERE submission = ? AND editor = ?", id, editor)
        .execute(connection)
        .await?;
    Ok(done.rows_affected() == 1)
}

/// Removes all of an editor.
pub(super) async fn delete_of(connection: &mut SqliteConnection, editor: &Handle) -> Result<(), StoreError> {
    let editor = editor.as_str();
    sqlx::query!("DELETE FROM slot WHERE editor = ?", editor).execute(connection).await?;
    Ok(())
}
