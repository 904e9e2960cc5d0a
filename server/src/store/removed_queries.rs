//! What was taken back or deleted, with its proof.

use std::collections::HashSet;

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::removed::UntrustedRemoval;
use serde_json::json;
use sqlx::{SqliteConnection, SqlitePool};

use super::expiry::Limits;
use super::{StoreError, column};

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    removal: &UntrustedRemoval,
    section: &SectionName,
    came: Day,
    until: Option<Day>,
) -> Result<(), StoreError> {
    let (id, section) = (removal.id.as_bytes().as_slice(), section.as_str());
    let (day, until) = (came.days_since_epoch(), until.map(Day::days_since_epoch));
    let (editor, proof) =
        (removal.editor.as_ref().map(|editor| editor.as_str().to_owned()), removal.proof.as_slice());
    sqlx::query!(
        "INSERT INTO removed (id, section, day, until, editor, proof) VALUES (?, ?, ?, ?, ?, ?)
         ON CONFLICT DO NOTHING",
        id,
        section,
        day,
        until,
        editor,
        proof
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn list(
    readers: &SqlitePool,
    sections: &[SectionName],
    after: Option<SubmissionId>,
    limit: usize,
) -> Result<Vec<UntrustedRemoval>, StoreError> {
    let sections = column::names(sections);
    let after = after.map(|id| id.as_bytes().to_vec()).unwrap_or_default();
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let rows = sqlx::query!(
        "SELECT id, editor, proof FROM removed
         WHERE id > ? AND section IN (SELECT value FROM json_each(?)) ORDER BY id LIMIT ?",
        after,
        sections,
        limit
    )
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(UntrustedRemoval {
                id: column::submission(row.id)?,
                editor: row.editor.as_deref().map(column::editor).transpose()?,
                proof: row.proof,
            })
        })
        .collect()
}

/// Which of these there are.
pub(super) async fn known(
    readers: &SqlitePool,
    ids: &[SubmissionId],
) -> Result<HashSet<SubmissionId>, StoreError> {
    let ids = json!(ids).to_string();
    let rows =
        sqlx::query!("SELECT id FROM removed WHERE id IN (SELECT unhex(value) FROM json_each(?))", ids)
            .fetch_all(readers)
            .await?;
    rows.into_iter().map(|row| column::submission(row.id)).collect()
}

/// Of submissions whose time, and that for which they were kept, was over so many days before.
pub(super) async fn delete_past(
    connection: &mut SqliteConnection,
    limits: &Limits,
    days: i64,
) -> Result<(), StoreError> {
    let Limits { oldest, floor, today } = limits;
    sqlx::query!(
        "DELETE FROM removed WHERE coalesce(until, 0) < ? - ?
         AND day < coalesce((SELECT value ->> 1 FROM json_each(?) WHERE value ->> 0 = section), ?) - ?",
        today,
        days,
        oldest,
        floor,
        days
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Gives those of a day and later ones another day.
pub(super) async fn redate(connection: &mut SqliteConnection, from: i64, to: i64) -> Result<(), StoreError> {
    sqlx::query!("UPDATE removed SET day = ? WHERE day >= ?", to, from).execute(connection).await?;
    Ok(())
}
