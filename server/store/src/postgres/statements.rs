//! What editors state: epoch keys, and that a box was opened.

use std::collections::BTreeMap;

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::day::Week;
use estafette_keys::epoch::UntrustedEpochs;
use sqlx::{Connection, PgConnection, PgPool};

use super::again::again;
use super::changes;
use super::engine::Postgres;
use crate::column;
use crate::error::StoreError;
use crate::kept::{PutOutcome, StoredStatement};

impl Postgres {
    pub(crate) async fn epochs(&self) -> Result<Vec<StoredStatement>, StoreError> {
        epochs(&self.pool).await
    }

    pub(crate) async fn put_epochs(&self, new: StoredStatement) -> Result<PutOutcome, StoreError> {
        again!(self.pool, connection => put_epochs(connection, &new).await?)
    }

    pub(crate) async fn alive(&self) -> Result<Vec<UntrustedAlive>, StoreError> {
        alive(&self.pool).await
    }

    /// The later week counts: as text they sort as in time.
    pub(crate) async fn put_alive(&self, alive: UntrustedAlive) -> Result<(), StoreError> {
        let week = alive.week.to_string();
        again!(self.pool, connection => {
            let mut begun = connection.begin().await?;
            let put = sqlx::query!(
                "INSERT INTO estafette.alive (section, editor, week, proof) VALUES ($1, $2, $3, $4)
                 ON CONFLICT (section) DO UPDATE
                 SET editor = excluded.editor, week = excluded.week, proof = excluded.proof
                 WHERE excluded.week > alive.week",
                alive.section.as_str(),
                alive.editor.as_str(),
                week,
                alive.proof.as_slice()
            )
            .execute(&mut *begun)
            .await?;
            // Most are of a week that was stated before.
            if put.rows_affected() > 0 {
                changes::tell(&mut begun).await?;
            }
            begun.commit().await?;
        })
    }
}

/// All of them, each with the weeks it counts for.
pub(super) async fn epochs(pool: &PgPool) -> Result<Vec<StoredStatement>, StoreError> {
    let rows = again!(pool, connection => sqlx::query!(
        "SELECT epoch_statement.editor, epoch_statement.digest, text, signature, week
         FROM estafette.epoch_statement JOIN estafette.epoch_week USING (editor, digest) ORDER BY week"
    ).fetch_all(connection).await?)?;
    let mut statements = BTreeMap::new();
    for row in rows {
        let (week, editor) = (column::week(&row.week)?, column::editor(&row.editor)?);
        let statement = UntrustedEpochs { text: row.text, signature: row.signature };
        let stored = StoredStatement { editor, statement, weeks: Vec::new() };
        statements.entry((row.editor, row.digest)).or_insert(stored).weeks.push(week);
    }
    Ok(statements.into_values().collect())
}

/// Of every section.
pub(super) async fn alive(pool: &PgPool) -> Result<Vec<UntrustedAlive>, StoreError> {
    let rows = again!(pool, connection => sqlx::query!(
        "SELECT section, editor, week, proof FROM estafette.alive"
    ).fetch_all(connection).await?)?;
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

/// Compares and writes while nobody else does.
async fn put_epochs(connection: &mut PgConnection, new: &StoredStatement) -> Result<PutOutcome, StoreError> {
    let mut begun = connection.begin().await?;
    sqlx::query!("LOCK TABLE estafette.epoch_statement IN SHARE ROW EXCLUSIVE MODE")
        .execute(&mut *begun)
        .await?;
    let editor = new.editor.as_str();
    let rows =
        sqlx::query!("SELECT text, signature FROM estafette.epoch_statement WHERE editor = $1", editor)
            .fetch_all(&mut *begun)
            .await?;
    let kept: Vec<UntrustedEpochs> =
        rows.into_iter().map(|row| UntrustedEpochs { text: row.text, signature: row.signature }).collect();
    let outcome = new.joins(&kept);
    if outcome == PutOutcome::Conflict {
        return Ok(outcome);
    }
    let (digest, weeks) = (new.digest(), new.weeks.iter().map(Week::to_string).collect::<Vec<_>>());
    sqlx::query!(
        "INSERT INTO estafette.epoch_statement (editor, digest, text, signature) VALUES ($1, $2, $3, $4)
         ON CONFLICT (editor, digest) DO UPDATE SET signature = excluded.signature",
        editor,
        digest,
        new.statement.text,
        new.statement.signature
    )
    .execute(&mut *begun)
    .await?;
    sqlx::query!(
        "INSERT INTO estafette.epoch_week (editor, week, digest) SELECT $1, week, $2 FROM unnest($3::text[]) AS week
         ON CONFLICT (editor, week) DO UPDATE SET digest = excluded.digest",
        editor,
        digest,
        &weeks
    )
    .execute(&mut *begun)
    .await?;
    delete_unused(&mut begun).await?;
    changes::tell(&mut begun).await?;
    begun.commit().await?;
    Ok(outcome)
}

/// Removes statements that count for no week any more.
pub(super) async fn delete_unused(connection: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM estafette.epoch_statement WHERE NOT EXISTS (SELECT 1 FROM estafette.epoch_week
         WHERE epoch_week.editor = epoch_statement.editor AND epoch_week.digest = epoch_statement.digest)"
    )
    .execute(connection)
    .await?;
    Ok(())
}
