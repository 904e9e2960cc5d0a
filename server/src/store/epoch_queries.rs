//! Editors' epoch statements.

use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::roster::Handle;
use sqlx::{SqliteConnection, SqlitePool};

use super::StoreError;

pub(super) async fn list(readers: &SqlitePool) -> Result<Vec<(Handle, UntrustedEpochs)>, StoreError> {
    let rows = sqlx::query!("SELECT editor, text, signature FROM epoch ORDER BY editor, last_week")
        .fetch_all(readers)
        .await?;
    rows.into_iter()
        .map(|row| {
            let editor = row.editor.parse().map_err(|_| StoreError::Corrupt)?;
            Ok((editor, UntrustedEpochs { text: row.text, signature: row.signature }))
        })
        .collect()
}

pub(super) async fn put(
    connection: &mut SqliteConnection,
    editor: &Handle,
    last_week: &str,
    epochs: &UntrustedEpochs,
) -> Result<(), StoreError> {
    let (editor, text, signature) = (editor.as_str(), &epochs.text, &epochs.signature);
    sqlx::query!(
        "INSERT INTO epoch (editor, last_week, text, signature) VALUES (?, ?, ?, ?)
         ON CONFLICT (editor, last_week) DO UPDATE SET text = excluded.text, signature = excluded.signature",
        editor,
        last_week,
        text,
        signature
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes statements whose last week is past: weeks sort as text.
pub(super) async fn delete_before(connection: &mut SqliteConnection, week: &str) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM epoch WHERE last_week < ?", week).execute(connection).await?;
    Ok(())
}
