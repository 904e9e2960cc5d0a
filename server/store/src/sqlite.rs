//! SQLite's own: one database file in a data folder, which one server holds, and one task that writes.
//!
//! The task takes what has gathered, commits it at once, and only then answers: an answer means that the commit is on the disk.
//! Readers have a few connections of their own. `*_queries.rs` are one table each.

use std::sync::Arc;

use estafette_keys::day::Day;
use estafette_keys::ids::InstanceId;
use sqlx::SqlitePool;

use crate::store::Host;
use crate::{Room, StoreError};

pub use folder::{DataFolder, FolderStatus, LockedFolder};
pub use space::{Floors, Space};

pub(crate) use error::known_error;

use holds::Holds;
use writer::Writer;

mod alive_queries;
mod aside;
mod calendar_queries;
mod change;
mod chunk_queries;
mod column;
mod connection;
mod epoch_statement_queries;
mod epoch_week_queries;
mod error;
mod expiry;
mod facts;
mod folder;
mod holds;
mod instance_queries;
mod kept_queries;
mod known_queries;
mod maintenance;
mod maintenance_queries;
mod note_queries;
mod note_slot_queries;
mod notes;
mod removed_queries;
mod replies;
mod reply_queries;
mod roster;
mod roster_queries;
mod slot_queries;
mod space;
mod statements;
mod submission_queries;
mod submissions;
mod tombstone_queries;
mod writer;

/// The engine. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Sqlite {
    readers: SqlitePool,
    writer: Writer,
    holds: Arc<Holds>,
    space: Space,
}

impl Sqlite {
    /// Opens or makes the database, brings it up to date, and starts the task that writes.
    pub(crate) async fn open(
        folder: LockedFolder,
        instance: InstanceId,
        space: Space,
        host: Arc<dyn Host>,
    ) -> Result<Self, StoreError> {
        let mut connection = connection::open_writer(folder.path(), instance).await?;
        let orphans = submissions::orphans(&mut connection).await?;
        let readers = connection::open_readers(folder.path()).await?;
        let writer = Writer::start(folder, connection, orphans, space.clone(), host);
        Ok(Self { readers, writer, holds: Arc::default(), space })
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.stop().await;
    }

    pub(crate) fn room(&self) -> Room {
        self.space.room(self.writer.queued())
    }

    pub(crate) async fn rewrite(&self, today: Day) -> Result<(), StoreError> {
        let last = maintenance_queries::rewritten(&mut *self.readers.acquire().await?).await?;
        // One of a day that is far from here was noted when the day was wrong.
        if last.is_some_and(|last| last >= today && last <= today.plus_days(1)) {
            return Ok(());
        }
        self.writer.run(maintenance::Rewrite).await
    }
}
