//! The engine as a whole: opened, asked for its room, rewritten, closed.

use std::sync::Arc;

use estafette_keys::day::Day;
use estafette_keys::ids::InstanceId;
use sqlx::SqlitePool;

use super::cells::Cells;
use super::folder::LockedFolder;
use super::maintenance::Rewrite;
use super::placing::Placing;
use super::stored::Stored;
use super::writer::Writer;
use super::{chunk_queries, connection, journal, maintenance_queries, submission_queries};
use crate::error::StoreError;
use crate::host::{Host, Room};
use crate::shared::Space;
use crate::shared::holds::Holds;

/// The engine. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Sqlite {
    pub(super) readers: SqlitePool,
    pub(super) writer: Writer,
    pub(super) holds: Arc<Holds>,
    pub(super) stored: Arc<Stored>,
    pub(super) cells: Arc<Cells>,
    pub(super) host: Arc<dyn Host>,
    pub(super) space: Space,
}

impl Sqlite {
    /// Opens or makes the database, brings it up to date, and starts the task that writes.
    pub(crate) async fn open(
        folder: LockedFolder,
        instance: InstanceId,
        space: Space,
        host: Arc<dyn Host>,
    ) -> Result<Self, StoreError> {
        journal::settle(folder.path())?;
        let mut connection = connection::open_writer(folder.path(), instance).await?;
        let cells = Cells::open(folder.path())?;
        let placing =
            Placing::open(&mut connection, Arc::clone(&cells), space.clone(), Arc::clone(&host)).await?;
        let orphans = chunk_queries::orphans(&mut connection).await?;
        space.set_spare(maintenance_queries::spare(&mut connection).await? + placing.placer.free_bytes());
        let stored = Arc::new(Stored::of(&submission_queries::ids(&mut connection).await?));
        let readers = connection::open_readers(folder.path()).await?;
        let (writing, kept) = ((connection, placing), Arc::clone(&stored));
        let writer = Writer::start(folder, writing, orphans, space.clone(), Arc::clone(&host), kept);
        Ok(Self { readers, writer, holds: Arc::default(), stored, cells, host, space })
    }

    pub(crate) async fn close(&self) {
        self.readers.close().await;
        self.writer.stop().await;
    }

    pub(crate) fn room(&self) -> Room {
        self.space.room(self.writer.queued())
    }

    pub(crate) fn left_for_text(&self) -> Option<u64> {
        self.space.left_for_text(self.writer.queued())
    }

    pub(crate) async fn rewrite(&self, today: Day) -> Result<(), StoreError> {
        let last = maintenance_queries::rewritten(&mut *self.readers.acquire().await?).await?;
        // One of a day that is far from here was noted when the day was wrong.
        if last.is_some_and(|last| last >= today && last <= today.plus_days(1)) {
            return Ok(());
        }
        self.writer.run(Rewrite).await
    }
}
