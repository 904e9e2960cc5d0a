//! Whose database it is.

use estafette_keys::ids::InstanceId;
use sqlx::SqliteConnection;

use super::{StoreError, column};

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
