//! What was taken back, for a while.

use std::collections::HashSet;

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use serde_json::json;
use sqlx::{SqliteConnection, SqlitePool};

use super::item::FormTag;
use super::{StoreError, column};

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

pub(super) async fn of_form(readers: &SqlitePool, form: FormTag) -> Result<Option<SubmissionId>, StoreError> {
    let form = form.0.as_slice();
    let row = sqlx::query!("SELECT id FROM tombstone WHERE form = ?", form).fetch_optional(readers).await?;
    row.map(|row| column::submission(row.id)).transpose()
}

/// Which of these there are.
pub(super) async fn known(
    readers: &SqlitePool,
    ids: &[SubmissionId],
) -> Result<HashSet<SubmissionId>, StoreError> {
    let ids = json!(ids).to_string();
    let rows =
        sqlx::query!("SELECT id FROM tombstone WHERE id IN (SELECT unhex(value) FROM json_each(?))", ids)
            .fetch_all(readers)
            .await?;
    rows.into_iter().map(|row| column::submission(row.id)).collect()
}

pub(super) async fn delete_before(connection: &mut SqliteConnection, oldest: Day) -> Result<(), StoreError> {
    let oldest = oldest.days_since_epoch();
    sqlx::query!("DELETE FROM tombstone WHERE day < ?", oldest).execute(connection).await?;
    Ok(())
}
