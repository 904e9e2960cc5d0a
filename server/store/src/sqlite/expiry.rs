//! What is past its time, and what came on a day that was wrong: changes of all tables that have a day.

use sqlx::SqliteConnection;

use super::change::{Change, Transaction};
use super::engine::Sqlite;
use super::limits::Limits;
use super::{
    alive_queries, calendar_queries, epoch_statement_queries, epoch_week_queries, note_queries,
    removed_queries, reply_queries, submission_queries, tombstone_queries,
};
use crate::error::StoreError;
use crate::shared::Expiry;
use crate::shared::calendar::{CalendarState, Redating};

impl Sqlite {
    pub(crate) async fn expire(&self, expiry: Expiry) -> Result<(), StoreError> {
        self.writer.run(Expire(expiry)).await
    }

    pub(crate) async fn keep_calendar(
        &self,
        state: CalendarState,
        redating: Option<Redating>,
    ) -> Result<(), StoreError> {
        self.writer.run(KeepCalendar { state, redating }).await
    }
}

struct Expire(Expiry);

impl Change for Expire {
    type Answer = ();
    const DELETES: bool = true;

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        let (connection, limits) = (&mut *transaction.connection, Limits::of(&self.0));
        submission_queries::put_aside(connection, &limits).await?;
        submission_queries::bring_back(connection, &limits).await?;
        reply_queries::put_aside(connection, &limits).await?;
        reply_queries::bring_back(connection, &limits).await?;
        note_queries::put_aside(connection, &limits).await?;
        note_queries::bring_back(connection, &limits).await?;
        if let Some(settled) = self.0.settled() {
            let gone = submission_queries::delete_aside(connection, settled.aside).await?;
            let (ids, uploads): (Vec<_>, Vec<_>) = gone.into_iter().unzip();
            transaction.after.gone.extend(ids);
            transaction.after.removals.extend(uploads);
            reply_queries::delete_aside(connection, settled.aside).await?;
            note_queries::delete_aside(connection, settled.aside).await?;
            removed_queries::delete_past(connection, &limits, settled.removed_days).await?;
            epoch_week_queries::delete_before(connection, settled.epochs).await?;
        }
        tombstone_queries::delete_before(connection, self.0.tombstones()).await?;
        alive_queries::delete_before(connection, self.0.alive()).await?;
        epoch_statement_queries::delete_unused(connection).await?;
        transaction.after.retries_removals = true;
        Ok(())
    }
}

struct KeepCalendar {
    state: CalendarState,
    redating: Option<Redating>,
}

impl Change for KeepCalendar {
    type Answer = ();

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        if let Some(redating) = self.redating {
            redate(transaction.connection, redating).await?;
        }
        calendar_queries::put(transaction.connection, self.state).await
    }
}

/// What came on days that were wrong is of the right one.
async fn redate(connection: &mut SqliteConnection, redating: Redating) -> Result<(), StoreError> {
    submission_queries::redate(connection, redating).await?;
    removed_queries::redate(connection, redating).await?;
    reply_queries::redate(connection, redating).await?;
    note_queries::redate(connection, redating).await
}
