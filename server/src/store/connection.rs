//! Opening the database: its folder, its settings, its version.

use std::fs::DirBuilder;
use std::os::unix::fs::DirBuilderExt;
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

/// The one connection that writes; the database is made, brought up to date, and checked.
pub(super) async fn open_writer(folder: &Path, instance: InstanceId) -> Result<SqliteConnection, StoreError> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder).map_err(StoreError::Folder)?;
    let mut connection = SqliteConnection::connect_with(&options(folder).create_if_missing(true)).await?;
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

pub(super) async fn open_readers(folder: &Path) -> Result<SqlitePool, StoreError> {
    let options = options(folder).read_only(true);
    Ok(SqlitePoolOptions::new().max_connections(READERS).connect_with(options).await?)
}

fn options(folder: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(folder.join(FILE))
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        // Pages as large as they get: content is many times larger still, and rows of it are read whole.
        .page_size(65_536)
        .pragma("secure_delete", "ON")
        .pragma("temp_store", "MEMORY")
        .pragma("cache_size", "-4096")
        .pragma("journal_size_limit", "67108864")
}
