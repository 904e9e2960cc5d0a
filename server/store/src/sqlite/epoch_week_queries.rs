//! Which statement counts for a week of an editor: the one published last.

use estafette_keys::day::Week;
use sqlx::SqliteConnection;

use crate::StoreError;
use crate::kept::StoredStatement;

pub(super) async fn put(
    connection: &mut SqliteConnection,
    stored: &StoredStatement,
    digest: &[u8],
) -> Result<(), StoreError> {
    let editor = stored.editor.as_str();
    for week in &stored.weeks {
        let week = week.to_string();
        sqlx::query!(
            "INSERT INTO epoch_week (editor, week, digest) VALUES (?, ?, ?)
             ON CONFLICT DO UPDATE SET digest = excluded.digest",
            editor,
            week,
            digest
        )
        .execute(&mut *connection)
        .await?;
    }
    Ok(())
}

/// Removes past weeks: as text they sort as in time.
pub(super) async fn delete_before(connection: &mut SqliteConnection, week: Week) -> Result<(), StoreError> {
    let week = week.to_string();
    sqlx::query!("DELETE FROM epoch_week WHERE week < ?", week).execute(connection).await?;
    Ok(())
}
