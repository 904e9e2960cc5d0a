//! What is done about the database's files as a whole: nothing of what was deleted stays on the disk, and nothing of the order in
//! which things came.

use std::path::Path;
use std::time::{Duration, Instant};

use estafette_keys::day::Day;
use sqlx::SqliteConnection;

use super::change::{Change, Transaction};
use super::maintenance_queries;
use crate::error::StoreError;
use crate::shared::Space;

/// A database that is larger is not rewritten: nobody could write to it for too long. Here 1,000 MB take seven seconds.
const REWRITTEN_MAX: u64 = 1_000_000_000;
/// How long it is left alone after a start, which would else wait for it where an upload had been cut off.
const AFTER_START: Duration = Duration::from_secs(1);
/// After it was rewritten, so many times as long passes as it took, before it is again: whoever deletes all the time takes one
/// hundredth of the writer's time, and of the disk's.
const REST: u32 = 100;
/// A database of so many bytes is written anew whenever something came.
const LITTLE: u64 = 8 * 1024 * 1024;
/// And a larger one after so long.
const LATE: Duration = Duration::from_mins(15);
/// And when it failed, so long.
const AFTER_FAILURE: Duration = Duration::from_hours(1);

/// What is left to do about the database's files.
pub(super) struct Maintenance {
    /// Something was deleted: the journal may still hold it, and so may the room between rows. SQLite overwrites what it
    /// deletes, but not the copies that it left where rows were before it moved them. At the start this is not known.
    pub(super) deleted: bool,
    /// The journal is to be cut to nothing.
    pub(super) truncation: bool,
    /// All rows are to be written anew, whatever was deleted.
    pub(super) rewriting: bool,
    /// Sealed bytes that came since all rows were written anew: where rows lie says in which order they came.
    pub(super) arrived: u64,
    rewritten: Option<Instant>,
    rests_until: Option<Instant>,
}

impl Default for Maintenance {
    fn default() -> Self {
        let rests_until = Some(Instant::now() + AFTER_START);
        Self { deleted: true, truncation: false, rewriting: false, arrived: 0, rewritten: None, rests_until }
    }
}

/// Has all rows written anew, once nobody waits.
pub(super) struct Rewrite;

impl Change for Rewrite {
    type Answer = ();

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        transaction.after.rewrites = true;
        Ok(())
    }
}

impl Maintenance {
    /// Whether there is anything to come back for soon.
    pub(super) fn is_any(&self) -> bool {
        self.deleted || self.truncation || self.rewriting || self.arrived > 0
    }

    /// Nobody writes any more: there is nobody to be spared.
    pub(super) fn rests_no_more(&mut self) {
        self.rests_until = None;
    }

    /// Does what it can now; the rest is done later: what can't be done while somebody reads, and what would keep those who
    /// write waiting too often.
    pub(super) async fn run(
        &mut self,
        connection: &mut SqliteConnection,
        folder: &Path,
        space: &Space,
        today: Day,
    ) -> Result<(), StoreError> {
        let rests = self.rests_until.is_some_and(|until| until > Instant::now());
        if !self.is_any() || (rests && !self.truncation) {
            return Ok(());
        }
        let (began, size) = (Instant::now(), maintenance_queries::size(connection).await?);
        // Once in a file beside it, and once in the journal.
        let fits = size <= REWRITTEN_MAX && space.has_room_for(size.saturating_mul(2));
        if !fits {
            self.truncation |= self.deleted;
            (self.deleted, self.rewriting, self.arrived) = (false, false, 0);
        } else if self.is_due(size) && self.rests_until.is_none_or(|until| until <= began) {
            let rewritten = maintenance_queries::rewrite(connection, folder, today).await;
            // What failed is not tried again at once either: it may have taken as long.
            let rest = if rewritten.is_ok() { began.elapsed() * REST } else { AFTER_FAILURE };
            self.rests_until = Some(Instant::now() + rest);
            rewritten?;
            (self.deleted, self.rewriting, self.truncation) = (false, false, true);
            (self.arrived, self.rewritten) = (0, Some(began));
        }
        if self.truncation {
            self.truncation = !maintenance_queries::truncate(connection, folder).await?;
        }
        Ok(())
    }

    /// Whether all rows are to be written anew. For what only came, where that writes little, or no more than what came, or if it was not
    /// done for a while.
    fn is_due(&self, size: u64) -> bool {
        let is_cheap = || size <= LITTLE.max(self.arrived);
        let is_late = || self.rewritten.is_none_or(|rewritten| rewritten.elapsed() >= LATE);
        self.deleted || self.rewriting || (self.arrived > 0 && (is_cheap() || is_late()))
    }
}
