//! What was taken back or deleted, with its proof.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::removed::UntrustedRemoval;
use sqlx::{SqliteConnection, SqlitePool};

use crate::column;
use crate::error::StoreError;
use crate::shared::calendar::Redating;
use crate::shared::limits::Limits;

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

/// Those of these sections, and what editors deleted and may still be brought back.
pub(super) async fn list(
    readers: &SqlitePool,
    sections: &[SectionName],
    after: Option<SubmissionId>,
    limit: usize,
) -> Result<Vec<UntrustedRemoval>, StoreError> {
    let sections = column::names(sections);
    let (after, limit) = column::after(after.as_ref().map(SubmissionId::as_bytes), limit);
    let rows = sqlx::query!(
        r#"SELECT id AS "id!: Vec<u8>", editor AS "editor?: String", proof AS "proof!: Vec<u8>" FROM removed
           WHERE id > ?1 AND (section IN (SELECT value FROM json_each(?2))
             OR EXISTS (SELECT 1 FROM forwarded WHERE forwarded.submission = removed.id
                        AND forwarded.section IN (SELECT value FROM json_each(?2))))
           UNION ALL
           SELECT submission.id, deleted.editor, deleted.proof FROM deleted JOIN submission ON submission.id = deleted.submission
           WHERE restorer IS NULL AND submission.id > ?1 AND (section IN (SELECT value FROM json_each(?2))
             OR EXISTS (SELECT 1 FROM forwarded WHERE forwarded.submission = submission.id
                        AND forwarded.section IN (SELECT value FROM json_each(?2))))
           ORDER BY 1 LIMIT ?3"#,
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

/// Removes facts about submissions whose time, and that for which they were kept, was over so many days before.
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
pub(super) async fn redate(connection: &mut SqliteConnection, redating: Redating) -> Result<(), StoreError> {
    let (from, to) = (redating.from.days_since_epoch(), redating.to.days_since_epoch());
    sqlx::query!("UPDATE removed SET day = ? WHERE day >= ?", to, from).execute(connection).await?;
    Ok(())
}
