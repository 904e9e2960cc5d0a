//! The facade: what a server asks of its store, whichever engine stands behind it.

use std::path::Path;
use std::sync::Arc;

use estafette_keys::day::Day;
use estafette_keys::ids::InstanceId;

use crate::error::StoreError;
use crate::host::{Host, Room};
use crate::postgres::{Postgres, PostgresAddress, Presence};
use crate::shared::calendar::{CalendarState, Redating};
use crate::shared::{Expiry, Floors, Junk, Space};
use crate::sqlite::{DataFolder, LockedFolder, Sqlite};

mod facts;
mod forwarded;
mod moving;
mod notes;
mod peers;
mod replies;
mod reservation;
mod roster;
mod statements;
mod submissions;

pub use moving::{Place, Progress, copy};

/// How many rows a list gives at once.
pub const PAGE: usize = 100;
/// How many rows an engine looks for, so that it shows whether there are more than [`PAGE`].
const LOOKED_FOR: usize = PAGE + 1;

/// The store of an instance. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    engine: Engine,
}

/// The database behind a store.
///
/// Each variant has a method for every call of [`dispatch!`]; the compiler names those that a new engine lacks.
#[derive(Clone)]
enum Engine {
    /// One file in a data folder, which one server holds.
    Sqlite(Sqlite),
    /// A database that several servers share.
    Postgres(Arc<Postgres>),
}

/// Calls a method of whichever engine a store has, and waits for its answer.
macro_rules! dispatch {
    ($store:expr, $method:ident($($argument:expr),*)) => {
        match &$store.engine {
            crate::store::Engine::Sqlite(engine) => engine.$method($($argument),*).await,
            crate::store::Engine::Postgres(engine) => engine.$method($($argument),*).await,
        }
    };
}
use dispatch;

impl Store {
    /// Opens the SQLite database of an instance in a private folder, or makes it; removes uploads that never ended.
    ///
    /// # Errors
    /// [`StoreError`]: corrupt, newer, another instance's, held by another process, or not to be opened.
    pub async fn open(
        folder: &Path,
        instance: InstanceId,
        space: Space,
        host: impl Host,
    ) -> Result<Self, StoreError> {
        Self::open_locked(DataFolder::at(folder).lock()?, instance, space, host).await
    }

    /// The same, in a folder that is locked already.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn open_locked(
        folder: LockedFolder,
        instance: InstanceId,
        space: Space,
        host: impl Host,
    ) -> Result<Self, StoreError> {
        let engine = Engine::Sqlite(Sqlite::open(folder, instance, space, Arc::new(host)).await?);
        Ok(Self { engine })
    }

    /// Opens the PostgreSQL database of an instance, or fills an empty one; other servers may have it open. It may hold `largest` bytes of
    /// what is sent, of which the `floors` stay free.
    ///
    /// # Errors
    /// [`StoreError`]: not to be reached, not let in, newer, or another instance's.
    pub async fn connect(
        address: &PostgresAddress,
        instance: InstanceId,
        (largest, floors): (u64, Floors),
        host: impl Host,
    ) -> Result<Self, StoreError> {
        let engine =
            Postgres::connect(address, instance, (largest, floors), Arc::new(host), Presence::Shared).await?;
        Ok(Self { engine: Engine::Postgres(Arc::new(engine)) })
    }

    /// Ends once everything that was handed over is committed.
    pub async fn close(self) {
        dispatch!(self, close());
    }

    /// What there is room for at this moment: to refuse early, in words. The store refuses in any case.
    #[must_use]
    pub fn room(&self) -> Room {
        match &self.engine {
            Engine::Sqlite(engine) => engine.room(),
            Engine::Postgres(engine) => engine.room(),
        }
    }

    /// How many bytes may still come, where only text may; `None` where there is room for files too.
    #[must_use]
    pub fn left_for_text(&self) -> Option<u64> {
        match &self.engine {
            Engine::Sqlite(engine) => engine.left_for_text(),
            Engine::Postgres(engine) => engine.left_for_text(),
        }
    }

    /// Refuses what adds to the store when there is no room even for text.
    fn check_text(&self) -> Result<(), StoreError> {
        if self.room() == Room::Nothing { Err(StoreError::Full) } else { Ok(()) }
    }

    /// Has all rows written anew in the order of their random ids, once a day: the database's files then tell nothing about the
    /// order in which things came.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rewrite(&self, today: Day) -> Result<(), StoreError> {
        dispatch!(self, rewrite(today))
    }

    /// Puts aside what is past its time, brings back what is not, and deletes what was put aside long enough ago. Doing so twice, or
    /// by two servers at once, changes nothing more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn expire(&self, expiry: Expiry) -> Result<(), StoreError> {
        dispatch!(self, expire(expiry))
    }

    /// Where there is no room for files, removes what may make room, until there is. Says whether anything was removed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn make_room(&self, junk: Junk) -> Result<bool, StoreError> {
        dispatch!(self, make_room(junk))
    }

    /// Keeps which day is believed. Where several servers share a store, the latest day that any of them believed stands.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn keep_calendar(&self, state: CalendarState) -> Result<(), StoreError> {
        dispatch!(self, keep_calendar(state))
    }

    /// Keeps what an editor's signed day says, be it earlier than what was believed; and gives what came on days that were wrong the right
    /// one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn settle_calendar(
        &self,
        state: CalendarState,
        redating: Option<Redating>,
    ) -> Result<(), StoreError> {
        dispatch!(self, settle_calendar(state, redating))
    }
}

/// The rows of one page, and whether there are more.
fn page_of<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    (rows, more)
}
