//! Submissions' slots.

use estafette_keys::ids::SubmissionId;
use estafette_keys::roster::Handle;
use serde_json::{Value, json};
use sqlx::SqliteConnection;

use crate::StoreError;
use crate::kept::{NewSubmission, PutOutcome};

/// The slots of accepted submissions, to be inserted together: their bytes end to end, and where each begins.
#[derive(Default)]
pub(super) struct Rows {
    rows: Vec<Value>,
    bytes: Vec<u8>,
}

impl Rows {
    pub(super) fn add(&mut self, new: &NewSubmission) {
        for (editor, slot) in &new.slots {
            // SQL counts from 1.
            let begins = self.bytes.len() + 1;
            self.rows.push(json!([new.reservation.id(), editor.as_str(), begins, slot.len()]));
            self.bytes.extend_from_slice(slot);
        }
    }
}

/// Any number of rows in one statement.
pub(super) async fn insert(connection: &mut SqliteConnection, slots: Rows) -> Result<(), StoreError> {
    let (bytes, rows) = (slots.bytes, Value::Array(slots.rows).to_string());
    sqlx::query!(
        "INSERT INTO slot (submission, editor, bytes)
         SELECT unhex(value ->> 0), value ->> 1, substr(?, value ->> 2, value ->> 3) FROM json_each(?)",
        bytes,
        rows
    )
    .execute(connection)
    .await?;
    Ok(())
}

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
