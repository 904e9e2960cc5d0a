//! The last day that was believed.

use estafette_keys::day::Day;
use sqlx::{Row, SqliteConnection};

use super::maintenance_queries;
use crate::column;
use crate::error::StoreError;
use crate::shared::calendar::CalendarState;

pub(super) async fn put(connection: &mut SqliteConnection, state: CalendarState) -> Result<(), StoreError> {
    let believed = state.believed.days_since_epoch();
    let agreed = state.agreed.map(Day::days_since_epoch);
    let doubted = state.doubted.map(Day::days_since_epoch);
    sqlx::query!(
        "INSERT INTO calendar (one, believed, agreed, doubted) VALUES (1, ?, ?, ?)
         ON CONFLICT DO UPDATE SET believed = excluded.believed, agreed = excluded.agreed, doubted = excluded.doubted",
        believed,
        agreed,
        doubted
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// What is kept; of a database that an older version made, what it shows of the days it was used; `None` of one that is new. Such a
/// database may lack any table, so nothing here is checked beforehand.
pub(super) async fn kept(connection: &mut SqliteConnection) -> Result<Option<CalendarState>, StoreError> {
    if has_table(connection, "calendar").await?
        && let Some(row) = sqlx::query("SELECT believed, agreed, doubted FROM calendar")
            .fetch_optional(&mut *connection)
            .await?
    {
        let day = |days: Option<i64>| days.map(column::day).transpose();
        let (believed, agreed, doubted) = (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let (agreed, doubted) = (day(agreed)?, day(doubted)?);
        return Ok(Some(CalendarState { believed: column::day(believed)?, agreed, doubted }));
    }
    let mut shown = maintenance_queries::rewritten(connection).await?;
    if has_table(connection, "submission").await? {
        let row = sqlx::query("SELECT max(day) FROM submission").fetch_one(connection).await?;
        let newest: Option<i64> = row.try_get(0)?;
        shown = shown.max(newest.map(column::day).transpose()?);
    }
    Ok(shown.map(|believed| CalendarState { believed, agreed: None, doubted: None }))
}

async fn has_table(connection: &mut SqliteConnection, name: &str) -> Result<bool, StoreError> {
    let there = sqlx::query("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?")
        .bind(name)
        .fetch_optional(connection)
        .await?;
    Ok(there.is_some())
}
