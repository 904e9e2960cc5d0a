//! What is past its time, and what came on a day that was wrong: changes of all tables that have a day.

use std::sync::Arc;

use sqlx::SqliteConnection;

use super::change::{Change, Transaction};
use super::engine::Sqlite;
use super::{
    alive_queries, calendar_queries, deleted_queries, epoch_statement_queries, epoch_week_queries, facts,
    forwarded_queries, note_queries, removed_queries, reply_queries, submission_queries, tombstone_queries,
};
use crate::error::StoreError;
use crate::shared::calendar::{CalendarState, Redating};
use crate::shared::limits::{Limits, days_by_section};
use crate::shared::{Expiry, Junk};

impl Sqlite {
    pub(crate) async fn expire(&self, expiry: Expiry) -> Result<(), StoreError> {
        self.writer.run(Expire(expiry)).await
    }

    /// Removes what may make room, until there is room for files again; says whether anything was removed.
    pub(crate) async fn make_room(&self, junk: Junk) -> Result<bool, StoreError> {
        let (junk, wanted) = (Arc::new(junk), self.space.wanted());
        let mut removed = 0;
        while removed < wanted {
            let bytes = wanted - removed;
            match self.writer.run(MakeRoom { junk: Arc::clone(&junk), bytes }).await? {
                0 => break,
                more => removed += more,
            }
        }
        Ok(removed > 0)
    }

    pub(crate) async fn keep_calendar(&self, state: CalendarState) -> Result<(), StoreError> {
        self.settle_calendar(state, None).await
    }

    pub(crate) async fn settle_calendar(
        &self,
        state: CalendarState,
        redating: Option<Redating>,
    ) -> Result<(), StoreError> {
        self.writer.run(SettleCalendar { state, redating }).await
    }
}

struct Expire(Expiry);

impl Change for Expire {
    type Answer = ();
    const DELETES: bool = true;

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        deleted_queries::not_to_come(transaction.connection, self.0.today).await?;
        if let Some(settled) = self.0.settled() {
            for removal in deleted_queries::due(transaction.connection, settled.aside).await? {
                facts::remove(transaction, &removal, self.0.today).await?;
            }
        }
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
            forwarded_queries::delete_unused(connection).await?;
            epoch_week_queries::delete_before(connection, settled.epochs).await?;
        }
        tombstone_queries::delete_before(connection, self.0.tombstones()).await?;
        alive_queries::delete_before(connection, self.0.alive()).await?;
        epoch_statement_queries::delete_unused(connection).await?;
        transaction.after.retries_removals = true;
        Ok(())
    }
}

/// How many submissions one transaction removes to make room: some milliseconds for those who wait behind it.
const AT_ONCE: i64 = 256;

struct MakeRoom {
    junk: Arc<Junk>,
    bytes: u64,
}

impl Change for MakeRoom {
    /// How many bytes were removed.
    type Answer = u64;
    const DELETES: bool = true;

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<u64, StoreError> {
        let (oldest, floor) = (days_by_section(&self.junk.oldest), self.junk.floor.days_since_epoch());
        let bytes = i64::try_from(self.bytes).unwrap_or(i64::MAX);
        let (connection, most) = (&mut *transaction.connection, (bytes, AT_ONCE));
        let removed = submission_queries::delete_junk(connection, (&oldest, floor), most).await?;
        transaction.after.gone.extend(removed.iter().map(|(id, ..)| *id));
        transaction.after.removals.extend(removed.iter().map(|(_, upload, _)| *upload));
        Ok(removed.iter().map(|(.., size)| size).sum())
    }
}

struct SettleCalendar {
    state: CalendarState,
    redating: Option<Redating>,
}

impl Change for SettleCalendar {
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
    deleted_queries::redate(connection, redating).await?;
    reply_queries::redate(connection, redating).await?;
    note_queries::redate(connection, redating).await
}
