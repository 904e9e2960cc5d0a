//! Submissions' slots.

use serde_json::json;
use sqlx::SqliteConnection;

use super::StoreError;
use super::item::NewSubmission;

/// Any number of rows in one statement: their bytes end to end, and where each begins.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    submissions: &[&NewSubmission],
) -> Result<(), StoreError> {
    let mut bytes = Vec::new();
    let mut rows = Vec::new();
    for new in submissions {
        for (editor, slot) in &new.slots {
            // SQL counts from 1.
            rows.push(json!([new.reservation.id(), editor.as_str(), bytes.len() + 1, slot.len()]));
            bytes.extend_from_slice(slot);
        }
    }
    let rows = json!(rows).to_string();
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
