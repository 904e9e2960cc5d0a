//! The roster in force.

use estafette_keys::roster::{Handle, UntrustedRoster};
use serde_json::json;
use sqlx::{Connection, PgConnection, PgPool};

use super::again::again;
use super::changes;
use super::engine::Postgres;
use crate::error::StoreError;
use crate::kept::PutOutcome;

impl Postgres {
    pub(crate) async fn roster(&self) -> Result<Option<UntrustedRoster>, StoreError> {
        kept(&self.pool).await
    }

    pub(crate) async fn put_roster(
        &self,
        roster: UntrustedRoster,
        replaced: Option<String>,
        changed: Vec<Handle>,
    ) -> Result<PutOutcome, StoreError> {
        let changed: Vec<String> = changed.iter().map(|editor| editor.as_str().to_owned()).collect();
        again!(self.pool, connection => put(connection, &roster, replaced.as_deref(), &changed).await?)
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

/// Keeps a roster, and removes what was sealed to keys that it replaces. Compares and writes while nobody else does.
async fn put(
    connection: &mut PgConnection,
    roster: &UntrustedRoster,
    replaced: Option<&str>,
    changed: &[String],
) -> Result<PutOutcome, StoreError> {
    let mut begun = connection.begin().await?;
    sqlx::query!("LOCK TABLE estafette.roster IN SHARE ROW EXCLUSIVE MODE").execute(&mut *begun).await?;
    let kept = sqlx::query!("SELECT text FROM estafette.roster").fetch_optional(&mut *begun).await?;
    let outcome = PutOutcome::of_roster(kept.as_ref().map(|row| row.text.as_str()), replaced, &roster.text);
    match outcome {
        PutOutcome::Conflict => return Ok(outcome),
        PutOutcome::Created => write(&mut begun, roster).await?,
        _ => {}
    }
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
    if outcome == PutOutcome::Created {
        changes::tell(&mut begun).await?;
    }
    begun.commit().await?;
    Ok(outcome)
}

async fn write(connection: &mut PgConnection, roster: &UntrustedRoster) -> Result<(), StoreError> {
    let signatures = json!(roster.signatures).to_string();
    sqlx::query!(
        "INSERT INTO estafette.roster (one, text, signatures) VALUES (1, $1, $2)
         ON CONFLICT (one) DO UPDATE SET text = excluded.text, signatures = excluded.signatures",
        roster.text,
        signatures
    )
    .execute(connection)
    .await?;
    Ok(())
}
