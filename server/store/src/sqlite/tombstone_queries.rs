//! What was taken back, for a while.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use sqlx::SqliteConnection;

use crate::StoreError;
use crate::kept::FormTag;

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    id: SubmissionId,
    form: FormTag,
    today: Day,
) -> Result<(), StoreError> {
    let (id, form, day) = (id.as_bytes().as_slice(), form.0.as_slice(), today.days_since_epoch());
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
