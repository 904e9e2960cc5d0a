//! Submissions and their slots.

use std::collections::HashSet;

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use sqlx::{SqliteConnection, SqlitePool};

use super::{FormTag, NewSubmission, PAGE, StoreError, StoredSubmission, UploadId, Waiting};

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    submission: &NewSubmission,
) -> Result<(), StoreError> {
    let id = submission.reservation.id;
    let (id, form) = (id.as_bytes().as_slice(), submission.reservation.form.0.as_slice());
    let (section, day) = (submission.section.as_str(), submission.day.days_since_epoch());
    let upload = submission.upload.0.as_slice();
    let size = i64::try_from(submission.size).unwrap_or(i64::MAX);
    sqlx::query!(
        "INSERT INTO submission (id, form, section, day, upload, size) VALUES (?, ?, ?, ?, ?, ?)",
        id,
        form,
        section,
        day,
        upload,
        size
    )
    .execute(&mut *connection)
    .await?;
    for (editor, bytes) in &submission.slots {
        let editor = editor.as_str();
        sqlx::query!("INSERT INTO slot (submission, editor, bytes) VALUES (?, ?, ?)", id, editor, bytes)
            .execute(&mut *connection)
            .await?;
    }
    Ok(())
}

/// The submission of a form, whether it still waits or is gone.
pub(super) async fn of_form(readers: &SqlitePool, form: FormTag) -> Result<Option<SubmissionId>, StoreError> {
    let form = form.0.as_slice();
    let row = sqlx::query!(
        "SELECT id FROM submission WHERE form = ? UNION ALL SELECT id FROM tombstone WHERE form = ?",
        form,
        form
    )
    .fetch_optional(readers)
    .await?;
    row.map(|row| submission_id(row.id)).transpose()
}

/// Those of these ids that wait, or are gone since a day or two.
pub(super) async fn known(
    readers: &SqlitePool,
    ids: &[SubmissionId],
) -> Result<HashSet<SubmissionId>, StoreError> {
    let ids = json_of(ids);
    let rows = sqlx::query!(
        r#"SELECT id FROM submission WHERE id IN (SELECT unhex(value) FROM json_each(?))
           UNION ALL SELECT id FROM tombstone WHERE id IN (SELECT unhex(value) FROM json_each(?))"#,
        ids,
        ids
    )
    .fetch_all(readers)
    .await?;
    rows.into_iter().map(|row| submission_id(row.id)).collect()
}

/// Those of these ids that wait. Every id costs one look-up, found or not.
pub(super) async fn waiting(readers: &SqlitePool, ids: &[SubmissionId]) -> Result<Vec<Waiting>, StoreError> {
    let ids = json_of(ids);
    let rows = sqlx::query!(
        r#"SELECT submission.id, section, day FROM json_each(?) CROSS JOIN submission ON submission.id = unhex(value)"#,
        ids
    )
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Waiting { id: submission_id(row.id)?, section: section(&row.section)?, day: day(row.day)? })
        })
        .collect()
}

pub(super) async fn list(
    readers: &SqlitePool,
    sections: &[SectionName],
    editor: &Handle,
    after: Option<SubmissionId>,
) -> Result<Vec<StoredSubmission>, StoreError> {
    let sections = super::note_queries::json_of_sections(sections);
    let after = after.map(|id| id.as_bytes().to_vec()).unwrap_or_default();
    let (editor, limit) = (editor.as_str(), i64::try_from(PAGE).unwrap_or(i64::MAX));
    let rows = sqlx::query!(
        r#"SELECT submission.id, section, day, size, upload, slot.bytes AS "slot?: Vec<u8>"
           FROM submission LEFT JOIN slot ON slot.submission = submission.id AND slot.editor = ?
           WHERE submission.id > ? AND section IN (SELECT value FROM json_each(?))
           ORDER BY submission.id LIMIT ?"#,
        editor,
        after,
        sections,
        limit
    )
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(StoredSubmission {
                id: submission_id(row.id)?,
                section: section(&row.section)?,
                day: day(row.day)?,
                size: u64::try_from(row.size).map_err(|_| StoreError::Corrupt)?,
                upload: upload_id(row.upload)?,
                slot: row.slot,
            })
        })
        .collect()
}

pub(super) async fn one(
    readers: &SqlitePool,
    id: SubmissionId,
    editor: &Handle,
) -> Result<Option<StoredSubmission>, StoreError> {
    let (id, editor) = (id.as_bytes().as_slice(), editor.as_str());
    let row = sqlx::query!(
        r#"SELECT submission.id, section, day, size, upload, slot.bytes AS "slot?: Vec<u8>"
           FROM submission LEFT JOIN slot ON slot.submission = submission.id AND slot.editor = ?
           WHERE submission.id = ?"#,
        editor,
        id
    )
    .fetch_optional(readers)
    .await?;
    row.map(|row| {
        Ok(StoredSubmission {
            id: submission_id(row.id)?,
            section: section(&row.section)?,
            day: day(row.day)?,
            size: u64::try_from(row.size).map_err(|_| StoreError::Corrupt)?,
            upload: upload_id(row.upload)?,
            slot: row.slot,
        })
    })
    .transpose()
}

/// Removes one, slots and all; gives its form and its upload, whose pieces are left to remove.
pub(super) async fn delete(
    connection: &mut SqliteConnection,
    id: SubmissionId,
) -> Result<Option<(Vec<u8>, UploadId)>, StoreError> {
    let id = id.as_bytes().as_slice();
    let row = sqlx::query!("DELETE FROM submission WHERE id = ? RETURNING form, upload", id)
        .fetch_optional(connection)
        .await?;
    row.map(|row| Ok((row.form, upload_id(row.upload)?))).transpose()
}

/// The submissions of a section that came before a day.
pub(super) async fn before(
    connection: &mut SqliteConnection,
    section: &SectionName,
    oldest: Day,
) -> Result<Vec<SubmissionId>, StoreError> {
    let (section, oldest) = (section.as_str(), oldest.days_since_epoch());
    let rows = sqlx::query!("SELECT id FROM submission WHERE section = ? AND day < ?", section, oldest)
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(|row| submission_id(row.id)).collect()
}

/// A JSON list of hex ids: one bound value, however many there are.
fn json_of(ids: &[SubmissionId]) -> String {
    let mut json = String::from("[");
    for (at, id) in ids.iter().enumerate() {
        json.push_str(if at == 0 { "\"" } else { ",\"" });
        json.push_str(&id.to_string());
        json.push('"');
    }
    json.push(']');
    json
}

fn submission_id(bytes: Vec<u8>) -> Result<SubmissionId, StoreError> {
    bytes.try_into().map(SubmissionId::from_bytes).map_err(|_| StoreError::Corrupt)
}

fn upload_id(bytes: Vec<u8>) -> Result<UploadId, StoreError> {
    bytes.try_into().map(UploadId).map_err(|_| StoreError::Corrupt)
}

fn section(text: &str) -> Result<SectionName, StoreError> {
    text.parse().map_err(|_| StoreError::Corrupt)
}

fn day(days: i64) -> Result<Day, StoreError> {
    Day::from_days_since_epoch(days).ok_or(StoreError::Corrupt)
}
