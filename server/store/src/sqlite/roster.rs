//! The roster in force.

use estafette_keys::roster::{Handle, UntrustedRoster};

use super::change::{Change, Transaction};
use super::engine::Sqlite;
use super::{deleted_queries, epoch_statement_queries, note_slot_queries, roster_queries, slot_queries};
use crate::error::StoreError;
use crate::kept::PutOutcome;

impl Sqlite {
    pub(crate) async fn roster(&self) -> Result<Option<UntrustedRoster>, StoreError> {
        roster_queries::kept(&self.readers).await
    }

    pub(crate) async fn put_roster(
        &self,
        roster: UntrustedRoster,
        replaced: Option<String>,
        changed: Vec<Handle>,
    ) -> Result<PutOutcome, StoreError> {
        self.writer.run(PutRoster { roster, replaced, changed }).await
    }
}

/// Keeps a roster, and removes what was sealed to keys that it replaces.
struct PutRoster {
    roster: UntrustedRoster,
    replaced: Option<String>,
    changed: Vec<Handle>,
}

impl Change for PutRoster {
    type Answer = PutOutcome;
    const DELETES: bool = true;

    fn bytes(&self) -> usize {
        self.roster.text.len()
    }

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<PutOutcome, StoreError> {
        let connection = &mut *transaction.connection;
        let kept = roster_queries::text(connection).await?;
        let outcome = PutOutcome::of_roster(kept.as_deref(), self.replaced.as_deref(), &self.roster.text);
        match outcome {
            PutOutcome::Conflict => return Ok(outcome),
            PutOutcome::Created => roster_queries::put(connection, &self.roster).await?,
            _ => {}
        }
        for editor in &self.changed {
            slot_queries::delete_of(connection, editor).await?;
            note_slot_queries::delete_of(connection, editor).await?;
            epoch_statement_queries::delete_of(connection, editor).await?;
            deleted_queries::undo_of(connection, editor).await?;
        }
        Ok(outcome)
    }
}
