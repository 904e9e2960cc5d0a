//! Which box was last opened when, as editors stated it.

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::Week;
use sqlx::{SqliteConnection, SqlitePool};

use crate::column;
use crate::error::StoreError;

pub(super) async fn list(readers: &SqlitePool) -> Result<Vec<UntrustedAlive>, StoreError> {
    let rows = sqlx::query!("SELECT section, editor, week, proof FROM alive").fetch_all(readers).await?;
    let parsed = rows.into_iter().map(|row| {
        Ok(UntrustedAlive {
            section: column::section(&row.section)?,
            editor: column::editor(&row.editor)?,
            week: column::week(&row.week)?,
            proof: row.proof.try_into().map_err(|_| StoreError::Corrupt)?,
        })
    });
    parsed.collect()
}

/// The later week counts: as text they sort as in time.
pub(super) async fn put(connection: &mut SqliteConnection, alive: &UntrustedAlive) -> Result<(), StoreError> {
    let (section, editor, week) = (alive.section.as_str(), alive.editor.as_str(), alive.week.to_string());
    let proof = alive.proof.as_slice();
    sqlx::query!(
        "INSERT INTO alive (section, editor, week, proof) VALUES (?, ?, ?, ?)
         ON CONFLICT DO UPDATE SET editor = excluded.editor, week = excluded.week, proof = excluded.proof
         WHERE excluded.week > week",
        section,
        editor,
        week,
        proof
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn delete_before(connection: &mut SqliteConnection, week: Week) -> Result<(), StoreError> {
    let week = week.to_string();
    sqlx::query!("DELETE FROM alive WHERE week < ?", week).execute(connection).await?;
    Ok(())
}
