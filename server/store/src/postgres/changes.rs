//! How often anything was put that servers remember.

use sqlx::PgConnection;

use crate::column;
use crate::error::StoreError;

/// Tells all servers that what they remember changed, once the transaction is committed.
pub(super) async fn tell(connection: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!("UPDATE estafette.change SET number = number + 1").execute(connection).await?;
    Ok(())
}

/// How often that was told.
pub(super) async fn number(connection: &mut PgConnection) -> Result<u64, StoreError> {
    let row = sqlx::query!("SELECT number FROM estafette.change").fetch_one(connection).await?;
    column::size(row.number)
}
