//! Submissions' slots.

use estafette_keys::ids::SubmissionId;
use estafette_keys::roster::Handle;
use sqlx::SqliteConnection;

use crate::error::StoreError;
use crate::kept::PutOutcome;

/// One more, where that editor has none. One of a submission that is gone is crowded out.
pub(super) async fn put(
    connection: &mut SqliteConnection,
    id: SubmissionId,
    editor: &Handle,
    slot: &[u8],
) -> Result<PutOutcome, StoreError> {
    let (id, editor) = (id.as_bytes().as_slice(), editor.as_str());
    let held = sqlx::query!("SELECT bytes FROM slot WHERE submission = ? AND editor = ?", id, editor)
        .fetch_optional(&mut *connection)
        .await?;
    if let Some(held) = held {
        return Ok(if held.bytes == slot { PutOutcome::Same } else { PutOutcome::Conflict });
    }
    let done = sqlx::query!(
        "INSERT INTO slot (submission, editor, bytes) SELECT id, ?, ? FROM submission WHERE id = ?",
        editor,
        slot,
        id
    )
    .execute(connection)
    .await?;
    Ok(if done.rows_affected() == 1 { PutOutcome::Created } else { PutOutcome::Crowded })
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
