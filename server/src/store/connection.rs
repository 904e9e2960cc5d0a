//! Opening the database: its folder, its settings, its version.

use std::fs::{DirBuilder, OpenOptions, Permissions};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use estafette_keys::ids::InstanceId;
use rustix::fs::{FlockOperation, flock};
use rustix::io::Errno;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection, SqlitePool};

use super::{StoreError, instance_queries};

static MIGRATOR: Migrator = sqlx::migrate!();
const FILE: &str = "estafette.sqlite";
const LOCK: &str = "estafette.lock";
const READERS: u32 = 4;
/// Measured with `benches/store.rs`; see there.
const PAGE_SIZE: u32 = 16_384;
/// KiB of pages that each connection keeps.
const CACHE: &str = "-1024";
/// The journal is cut back to this many bytes after a checkpoint.
const JOURNAL: &str = "8388608";

/// A data folder where no other process writes, for as long as this value lives.
pub struct Held {
    folder: PathBuf,
    _lock: OwnedFd,
}

impl Held {
    /// Makes the folder, or makes it private, and holds it.
    ///
    /// # Errors
    /// [`StoreError::Held`] when another process does, [`StoreError::Folder`].
    pub fn folder(folder: &Path) -> Result<Self, StoreError> {
        let lock = make_private(folder).map_err(StoreError::Folder)?;
        match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Self { folder: folder.to_owned(), _lock: lock }),
            Err(Errno::WOULDBLOCK) => Err(StoreError::Held),
            Err(error) => Err(StoreError::Folder(error.into())),
        }
    }

    /// Which it is.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.folder
    }
}

/// Does a process hold this folder?
pub(super) fn is_held(folder: &Path) -> bool {
    let lock = OpenOptions::new().read(true).open(folder.join(LOCK));
    lock.is_ok_and(|lock| flock(&lock, FlockOperation::NonBlockingLockShared) == Err(Errno::WOULDBLOCK))
}

/// All that the database is made of: no file of the folder is any other.
pub(super) fn files_in(folder: &Path) -> [PathBuf; 5] {
    let journal = |ending| folder.join(format!("{FILE}{ending}"));
    [file_in(folder), journal("-wal"), journal("-shm"), folder.join(LOCK), folder.to_owned()]
}

/// The one connection that writes; the database is made, brought up to date, and checked.
pub(super) async fn open_writer(folder: &Path, instance: InstanceId) -> Result<SqliteConnection, StoreError> {
    let mut connection = reopen_writer(folder).await?;
    MIGRATOR.run(&mut connection).await.map_err(|error| match error {
        MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => StoreError::Newer,
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
        _ => StoreError::Corrupt,
    })?;
    instance_queries::forget_hours(&mut connection).await?;
    if instance_queries::adopt(&mut connection, instance).await? != instance {
        return Err(StoreError::Instance);
    }
    Ok(connection)
}

/// Looks without changing anything, whoever writes meanwhile.
pub(super) async fn inspect(folder: &Path, instance: InstanceId) -> Result<(), StoreError> {
    let mut connection = open_beside(folder).await?;
    let known = MIGRATOR.iter().map(|migration| migration.version).max().unwrap_or_default();
    if instance_queries::newest_migration(&mut connection).await? > known {
        return Err(StoreError::Newer);
    }
    if instance_queries::held(&mut connection).await? != Some(instance) {
        return Err(StoreError::Instance);
    }
    Ok(connection.close().await?)
}

/// A connection that reads, of another process.
pub(super) async fn open_beside(folder: &Path) -> Result<SqliteConnection, StoreError> {
    Ok(SqliteConnection::connect_with(&options(folder).read_only(true)).await?)
}

/// The same again, after an error that leaves its transaction in doubt.
pub(super) async fn reopen_writer(folder: &Path) -> Result<SqliteConnection, StoreError> {
    Ok(SqliteConnection::connect_with(&options(folder)).await?)
}

pub(super) async fn open_readers(folder: &Path) -> Result<SqlitePool, StoreError> {
    let options = options(folder).read_only(true);
    Ok(SqlitePoolOptions::new().max_connections(READERS).connect_with(options).await?)
}

/// The database's file.
pub(super) fn file_in(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

fn options(folder: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(file_in(folder))
        .page_size(PAGE_SIZE)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", CACHE)
        .pragma("journal_size_limit", JOURNAL)
        // In pages: a journal of 4 MiB is brought back, so that it never takes the disk's last room.
        .pragma("wal_autocheckpoint", "256")
        // Content is read once and in order: no map of it need stay in memory.
        .pragma("mmap_size", "0")
}

/// SQLite gives its journals the mode of the database, so that one is made here. Gives the file to lock.
fn make_private(folder: &Path) -> io::Result<OwnedFd> {
    if !folder.is_dir() {
        DirBuilder::new().mode(0o700).create(folder)?;
    }
    std::fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    let mut private = OpenOptions::new();
    private.append(true).create(true).mode(0o600);
    let database = private.open(file_in(folder))?;
    database.set_permissions(Permissions::from_mode(0o600))?;
    private.open(folder.join(LOCK)).map(OwnedFd::from)
}
