//! The roster in force.

use estafette_keys::roster::{Handle, UntrustedRoster};

use super::change::{Change, Transaction};
use super::engine::Sqlite;
use super::{deleted_queries, epoch_statement_queries, note_slot_queries, roster_queries, slot_queries};
use crate::error::StoreError;

impl Sqlite {
    pub(crate) async fn roster(&self) -> Result<Option<UntrustedRoster>, StoreError> {
        roster_queries::kept(&self.readers).await
    }

    pub(crate) async fn put_roster(
        &self,
        roster: UntrustedRoster,
        changed: Vec<Handle>,
    ) -> Result<(), StoreError> {
        self.writer.run(PutRoster { roster, changed }).await
    }
}

/// Keeps a roster, and removes what was sealed to keys that it replaces.
struct PutRoster {
    roster: UntrustedRoster,
    changed: Vec<Handle>,
}

impl Change for PutRoster {
    type Answer = ();
    const DELETES: bool = true;

    fn bytes(&self) -> usize {
        self.roster.text.len()
    }

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        let connection = &mut *transaction.connection;
        roster_queries::put(connection, &self.roster).await?;
        for editor in &self.changed {
            slot_queries::delete_of(connection, editor).await?;
            note_slot_queries::delete_of(connection, editor).await?;
            epoch_statement_queries::delete_of(connection, editor).await?;
            deleted_queries::undo_of(connection, editor).await?;
        }
        Ok(())
    }
}
