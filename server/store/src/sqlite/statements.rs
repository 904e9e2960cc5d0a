//! What editors state: epoch keys, and that a box was opened.

use estafette_keys::alive::UntrustedAlive;

use super::change::{Change, Transaction};
use super::{Sqlite, alive_queries, epoch_statement_queries, epoch_week_queries};
use crate::StoreError;
use crate::kept::{PutOutcome, StoredStatement};

impl Sqlite {
    pub(crate) async fn epochs(&self) -> Result<Vec<StoredStatement>, StoreError> {
        epoch_statement_queries::list(&self.readers).await
    }

    pub(crate) async fn put_epochs(&self, statement: StoredStatement) -> Result<PutOutcome, StoreError> {
        self.writer.run(PutEpochs(statement)).await
    }

    pub(crate) async fn alive(&self) -> Result<Vec<UntrustedAlive>, StoreError> {
        alive_queries::list(&self.readers).await
    }

    pub(crate) async fn put_alive(&self, alive: UntrustedAlive) -> Result<(), StoreError> {
        self.writer.run(PutAlive(alive)).await
    }
}

struct PutEpochs(StoredStatement);

impl Change for PutEpochs {
    type Answer = PutOutcome;

    fn bytes(&self) -> usize {
        self.0.statement.text.len()
    }

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<PutOutcome, StoreError> {
        let (connection, new) = (&mut *transaction.connection, &self.0);
        let outcome = new.joins(&epoch_statement_queries::of(connection, &new.editor).await?);
        if outcome != PutOutcome::Conflict {
            let digest = new.digest();
            epoch_statement_queries::insert(connection, new, &digest).await?;
            epoch_week_queries::put(connection, new, &digest).await?;
            epoch_statement_queries::delete_unused(connection).await?;
        }
        Ok(outcome)
    }
}

struct PutAlive(UntrustedAlive);

impl Change for PutAlive {
    type Answer = ();

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        alive_queries::put(transaction.connection, &self.0).await
    }
}
