//! The roster in force.

use estafette_keys::roster::{Handle, UntrustedRoster};
use serde_json::json;
use sqlx::{Connection, PgConnection, PgPool};

use super::again::again;
use super::engine::Postgres;
use crate::error::StoreError;

impl Postgres {
    pub(crate) async fn roster(&self) -> Result<Option<UntrustedRoster>, StoreError> {
        kept(&self.pool).await
    }

    pub(crate) async fn put_roster(
        &self,
        roster: UntrustedRoster,
        changed: Vec<Handle>,
    ) -> Result<(), StoreError> {
        let changed: Vec<String> = changed.iter().map(|editor| editor.as_str().to_owned()).collect();
        again!(self.pool, connection => put(connection, &roster, &changed).await?)
    }
}

/// What was put in force last.
pub(super) async fn kept(pool: &PgPool) -> Result<Option<UntrustedRoster>, StoreError> {
    let row = again!(pool, connection => sqlx::query!(
        "SELECT text, signatures FROM estafette.roster"
    ).fetch_optional(connection).await?)?;
    row.map(|row| {
        let signatures = serde_json::from_str(&row.signatures).map_err(|_| StoreError::Corrupt)?;
        Ok(UntrustedRoster { text: row.text, signatures })
    })
    .transpose()
}

/// Keeps a roster, and removes what was sealed to keys that it replaces.
async fn put(
    connection: &mut PgConnection,
    roster: &UntrustedRoster,
    changed: &[String],
) -> Result<(), StoreError> {
    let signatures = json!(roster.signatures).to_string();
    let mut begun = connection.begin().await?;
    sqlx::query!(
        "INSERT INTO estafette.roster (one, text, signatures) VALUES (1, $1, $2)
         ON CONFLICT (one) DO UPDATE SET text = excluded.text, signatures = excluded.signatures",
        roster.text,
        signatures
    )
    .execute(&mut *begun)
    .await?;
    sqlx::query!("DELETE FROM estafette.slot WHERE editor = ANY ($1)", changed).execute(&mut *begun).await?;
    sqlx::query!("DELETE FROM estafette.note_slot WHERE editor = ANY ($1)", changed)
        .execute(&mut *begun)
        .await?;
    sqlx::query!("DELETE FROM estafette.epoch_statement WHERE editor = ANY ($1)", changed)
        .execute(&mut *begun)
        .await?;
    // What an editor deleted is back: their device is off the roster.
    sqlx::query!("DELETE FROM estafette.deleted WHERE restorer IS NULL AND editor = ANY ($1)", changed)
        .execute(&mut *begun)
        .await?;
    begun.commit().await?;
    Ok(())
}
