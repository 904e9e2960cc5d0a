//! Opening the database: its settings, its version, whose it is.

use std::cmp::Ordering;
use std::path::{Path, PathBuf};

use estafette_keys::ids::InstanceId;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection, SqlitePool};

use super::instance_queries;
use crate::error::StoreError;

static MIGRATOR: Migrator = sqlx::migrate!("migrations/sqlite");
const FILE: &str = "estafette.sqlite";
const READERS: u32 = 4;
/// Rows are small: sealed bytes lie elsewhere.
const PAGE_SIZE: u32 = 4_096;
/// KiB of pages that each connection keeps.
const CACHE: &str = "-1024";
/// Rows that are handed over before whoever asked for them takes any: each time it waits costs more than a row.
const ROWS: usize = 512;
/// The journal is cut back to this many bytes after a checkpoint.
const JOURNAL: &str = "8388608";

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

/// Checks the version and the instance without changing anything, whoever writes meanwhile.
pub(super) async fn inspect(folder: &Path, instance: InstanceId) -> Result<(), StoreError> {
    let mut connection = open_beside(folder).await?;
    let known = MIGRATOR.iter().map(|migration| migration.version).max().unwrap_or_default();
    if instance_queries::newest_migration(&mut connection).await? > known {
        return Err(StoreError::Newer);
    }
    if instance_queries::owner(&mut connection).await? != Some(instance) {
        return Err(StoreError::Instance);
    }
    Ok(connection.close().await?)
}

/// Checks that this very version made the database, or brought it up to date, without changing anything.
pub(super) async fn check_version(folder: &Path) -> Result<(), StoreError> {
    let mut connection = open_beside(folder).await?;
    let known = MIGRATOR.iter().map(|migration| migration.version).max().unwrap_or_default();
    let newest = instance_queries::newest_migration(&mut connection).await?;
    connection.close().await?;
    match newest.cmp(&known) {
        Ordering::Greater => Err(StoreError::Newer),
        Ordering::Less => Err(StoreError::Source("it is of an earlier version")),
        Ordering::Equal => Ok(()),
    }
}

/// A connection that only reads, beside whoever writes.
pub(super) async fn open_beside(folder: &Path) -> Result<SqliteConnection, StoreError> {
    Ok(SqliteConnection::connect_with(&options(folder).read_only(true)).await?)
}

/// A copy, as it is filled. Nothing brings it back where that fails: then it is removed.
pub(super) async fn open_copy(file: &Path) -> Result<SqliteConnection, StoreError> {
    let options = SqliteConnectOptions::new()
        .filename(file)
        .journal_mode(SqliteJournalMode::Off)
        .synchronous(SqliteSynchronous::Off)
        .foreign_keys(true)
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY");
    Ok(SqliteConnection::connect_with(&options).await?)
}

/// The same connection anew, after an error that leaves its transaction in doubt.
pub(super) async fn reopen_writer(folder: &Path) -> Result<SqliteConnection, StoreError> {
    let options = options(folder).journal_mode(SqliteJournalMode::Wal);
    Ok(SqliteConnection::connect_with(&options).await?)
}

pub(super) async fn open_readers(folder: &Path) -> Result<SqlitePool, StoreError> {
    let options = options(folder).read_only(true);
    // A connection to a file does not go away by itself: asking it first takes as long as what is asked.
    let pool = SqlitePoolOptions::new().max_connections(READERS).test_before_acquire(false);
    Ok(pool.connect_with(options).await?)
}

/// The database's file.
pub(super) fn database_in(folder: &Path) -> PathBuf {
    folder.join(FILE)
}

fn options(folder: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(database_in(folder))
        .page_size(PAGE_SIZE)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", CACHE)
        .pragma("journal_size_limit", JOURNAL)
        // In pages: a journal of 4 MiB is brought back, so that it never takes the disk's last room.
        .pragma("wal_autocheckpoint", "1024")
        .pragma("mmap_size", "0")
        .row_buffer_size(ROWS)
}
