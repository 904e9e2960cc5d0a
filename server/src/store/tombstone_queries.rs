//! What is gone, for a while.

use estafette_keys::day::Day;
use sqlx::SqliteConnection;

use super::StoreError;

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    id: &[u8],
    form: &[u8],
    today: Day,
) -> Result<(), StoreError> {
    let day = today.days_since_epoch();
    sqlx::query!(
        "INSERT INTO tombstone (id, form, day) VALUES (?, ?, ?) ON CONFLICT DO NOTHING",
        id,
        form,
        day
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn delete_before(connection: &mut SqliteConnection, oldest: Day) -> Result<(), StoreError> {
    let oldest = oldest.days_since_epoch();
    sqlx::query!("DELETE FROM tombstone WHERE day < ?", oldest).execute(connection).await?;
    Ok(())
}
