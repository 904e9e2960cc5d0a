//! Editors' epoch statements, as they were published.

use std::collections::BTreeMap;

use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::roster::Handle;
use sqlx::{SqliteConnection, SqlitePool};

use crate::column;
use crate::error::StoreError;
use crate::kept::StoredStatement;

/// All of them, each with the weeks it counts for.
pub(super) async fn list(readers: &SqlitePool) -> Result<Vec<StoredStatement>, StoreError> {
    let rows = sqlx::query!(
        "SELECT epoch_statement.editor, epoch_statement.digest, text, signature, week
         FROM epoch_statement JOIN epoch_week USING (editor, digest) ORDER BY week"
    )
    .fetch_all(readers)
    .await?;
    let mut statements = BTreeMap::new();
    for row in rows {
        let week = column::week(&row.week)?;
        let editor = column::editor(&row.editor)?;
        let statement = UntrustedEpochs { text: row.text, signature: row.signature };
        let stored = statements.entry((row.editor, row.digest)).or_insert(StoredStatement {
            editor,
            statement,
            weeks: Vec::new(),
        });
        stored.weeks.push(week);
    }
    Ok(statements.into_values().collect())
}

/// All statements of an editor, whatever they count for.
pub(super) async fn of(
    connection: &mut SqliteConnection,
    editor: &Handle,
) -> Result<Vec<UntrustedEpochs>, StoreError> {
    let editor = editor.as_str();
    let rows = sqlx::query!("SELECT text, signature FROM epoch_statement WHERE editor = ?", editor)
        .fetch_all(connection)
        .await?;
    Ok(rows.into_iter().map(|row| UntrustedEpochs { text: row.text, signature: row.signature }).collect())
}

/// The signature that came last is kept.
pub(super) async fn insert(
    connection: &mut SqliteConnection,
    stored: &StoredStatement,
    digest: &[u8],
) -> Result<(), StoreError> {
    let (editor, statement) = (stored.editor.as_str(), &stored.statement);
    sqlx::query!(
        "INSERT INTO epoch_statement (editor, digest, text, signature) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET signature = excluded.signature",
        editor,
        digest,
        statement.text,
        statement.signature
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes those that count for no week any more.
pub(super) async fn delete_unused(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM epoch_statement WHERE NOT EXISTS (SELECT 1 FROM epoch_week
         WHERE epoch_week.editor = epoch_statement.editor AND epoch_week.digest = epoch_statement.digest)"
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes all of an editor, with the weeks they count for.
pub(super) async fn delete_of(connection: &mut SqliteConnection, editor: &Handle) -> Result<(), StoreError> {
    let editor = editor.as_str();
    sqlx::query!("DELETE FROM epoch_statement WHERE editor = ?", editor).execute(connection).await?;
    Ok(())
}
