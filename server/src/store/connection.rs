//! Opening the database: its folder, its settings, its version.

use std::fs::{DirBuilder, OpenOptions, Permissions};
use std::io;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;

use estafette_keys::ids::InstanceId;
use sqlx::migrate::{MigrateError, Migrator};
use sqlx::sqlite::{
    SqliteConnectOptions, SqliteConnection, SqliteJournalMode, SqlitePoolOptions, SqliteSynchronous,
};
use sqlx::{Connection, SqlitePool};

use super::{StoreError, instance_queries};

static MIGRATOR: Migrator = sqlx::migrate!();
const FILE: &str = "estafette.sqlite";
const READERS: u32 = 4;
/// Measured with `benches/store.rs`; see there.
const PAGE_SIZE: u32 = 16_384;
/// KiB of pages that each connection keeps.
const CACHE: &str = "-1024";
/// The journal is cut back to this many bytes after a checkpoint.
const JOURNAL: &str = "8388608";

/// The one connection that writes; the database is made, brought up to date, and checked.
pub(super) async fn open_writer(folder: &Path, instance: InstanceId) -> Result<SqliteConnection, StoreError> {
    make_private(folder).map_err(StoreError::Folder)?;
    let mut connection = reopen_writer(folder).await?;
    MIGRATOR.run(&mut connection).await.map_err(|error| match error {
        MigrateError::VersionMissing(_) | MigrateError::VersionTooNew(..) => StoreError::Newer,
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => error.into(),
        _ => StoreError::Corrupt,
    })?;
    if instance_queries::adopt(&mut connection, instance).await? != instance {
        return Err(StoreError::Instance);
    }
    Ok(connection)
}

/// The same again, after an error that leaves its transaction in doubt.
pub(super) async fn reopen_writer(folder: &Path) -> Result<SqliteConnection, StoreError> {
    Ok(SqliteConnection::connect_with(&options(folder)).await?)
}

pub(super) async fn open_readers(folder: &Path) -> Result<SqlitePool, StoreError> {
    let options = options(folder).read_only(true);
    Ok(SqlitePoolOptions::new().max_connections(READERS).connect_with(options).await?)
}

fn options(folder: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(folder.join(FILE))
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

/// SQLite gives its journals the mode of the database, so that one is made here.
fn make_private(folder: &Path) -> io::Result<()> {
    if !folder.is_dir() {
        DirBuilder::new().mode(0o700).create(folder)?;
    }
    std::fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    let file = folder.join(FILE);
    OpenOptions::new().append(true).create(true).mode(0o600).open(&file)?;
    std::fs::set_permissions(&file, Permissions::from_mode(0o600))
}
