//! The roster that was pushed last.

use estafette_keys::roster::UntrustedRoster;
use serde_json::json;
use sqlx::{SqliteConnection, SqlitePool};

use crate::error::StoreError;

pub(super) async fn kept(readers: &SqlitePool) -> Result<Option<UntrustedRoster>, StoreError> {
    let row = sqlx::query!("SELECT text, signatures FROM roster").fetch_optional(readers).await?;
    row.map(|row| {
        let signatures = serde_json::from_str(&row.signatures).map_err(|_| StoreError::Corrupt)?;
        Ok(UntrustedRoster { text: row.text, signatures })
    })
    .transpose()
}

pub(super) async fn text(connection: &mut SqliteConnection) -> Result<Option<String>, StoreError> {
    let row = sqlx::query!("SELECT text FROM roster").fetch_optional(connection).await?;
    Ok(row.map(|row| row.text))
}

pub(super) async fn put(
    connection: &mut SqliteConnection,
    roster: &UntrustedRoster,
) -> Result<(), StoreError> {
    let signatures = json!(roster.signatures).to_string();
    sqlx::query!(
        "INSERT INTO roster (one, text, signatures) VALUES (1, ?, ?)
         ON CONFLICT DO UPDATE SET text = excluded.text, signatures = excluded.signatures",
        roster.text,
        signatures
    )
    .execute(connection)
    .await?;
    Ok(())
}
