//! Whose database it is.

use estafette_keys::ids::InstanceId;
use sqlx::SqliteConnection;

use crate::column;
use crate::error::StoreError;

/// Writes the instance's id where there is none; gives the one that is there.
pub(super) async fn adopt(
    connection: &mut SqliteConnection,
    instance: InstanceId,
) -> Result<InstanceId, StoreError> {
    let id = instance.as_bytes().as_slice();
    sqlx::query!("INSERT INTO instance (one, id) VALUES (1, ?) ON CONFLICT DO NOTHING", id)
        .execute(&mut *connection)
        .await?;
    let row = sqlx::query!("SELECT id FROM instance").fetch_one(connection).await?;
    column::bytes_16(row.id).map(InstanceId::from_bytes)
}

/// The instance it belongs to; `None` where it was never opened.
pub(super) async fn owner(connection: &mut SqliteConnection) -> Result<Option<InstanceId>, StoreError> {
    let row = sqlx::query!("SELECT id FROM instance").fetch_optional(connection).await?;
    row.map(|row| column::bytes_16(row.id).map(InstanceId::from_bytes)).transpose()
}

/// The last migration that it has been through.
pub(super) async fn newest_migration(connection: &mut SqliteConnection) -> Result<i64, StoreError> {
    let row = sqlx::query!(r#"SELECT max(version) AS "version!: i64" FROM _sqlx_migrations"#)
        .fetch_one(connection)
        .await?;
    Ok(row.version)
}

/// Of each migration, the day is enough.
pub(super) async fn forget_hours(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query!(
        "UPDATE _sqlx_migrations SET installed_on = date(installed_on), execution_time = 0
         WHERE installed_on <> date(installed_on) OR execution_time <> 0"
    )
    .execute(connection)
    .await?;
    Ok(())
}
