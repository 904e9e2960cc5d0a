//! The facade: what a server asks of its store, whichever engine stands behind it.

use std::path::Path;
use std::sync::Arc;

use estafette_keys::day::Day;
use estafette_keys::ids::InstanceId;

use crate::StoreError;
use crate::sqlite::{DataFolder, LockedFolder, Space, Sqlite};

/// The store of an instance. Cheap to clone.
#[derive(Clone)]
pub struct Store {
    pub(crate) engine: Engine,
}

/// The database behind a store.
///
/// Each variant has a method for every call of [`dispatch!`]; the compiler names those that a new engine lacks.
#[derive(Clone)]
pub(crate) enum Engine {
    /// One file in a data folder, which one server holds.
    Sqlite(Sqlite),
}

/// Calls a method of whichever engine a store has, and waits for its answer.
macro_rules! dispatch {
    ($store:expr, $method:ident($($argument:expr),*)) => {
        match &$store.engine {
            crate::store::Engine::Sqlite(engine) => engine.$method($($argument),*).await,
        }
    };
}
pub(crate) use dispatch;

/// What the store needs from the server around it: it has no clock and no way to tell anybody anything.
pub trait Host: Send + Sync + 'static {
    /// The day that the server believes.
    fn today(&self) -> Day;

    /// Something failed for which no call can be given an error. Whoever runs the server is to be told.
    fn report(&self, error: &StoreError);
}

/// What there is room for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Room {
    /// Anything.
    Files,
    /// Text, replies and notes only.
    Text,
    /// Nothing.
    Nothing,
}

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

    /// Ends once everything that was handed over is committed.
    pub async fn close(self) {
        dispatch!(self, close());
    }

    /// What there is room for at this moment: to refuse early, in words. The store refuses in any case.
    #[must_use]
    pub fn room(&self) -> Room {
        match &self.engine {
            Engine::Sqlite(engine) => engine.room(),
        }
    }

    /// Refuses what adds to the store when there is no room even for text.
    pub(crate) fn check_text(&self) -> Result<(), StoreError> {
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
}
