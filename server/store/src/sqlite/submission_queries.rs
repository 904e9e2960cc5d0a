//! Submissions: what is known of each beside its sealed content.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use serde_json::json;
use sqlx::{SqliteConnection, SqlitePool};

use crate::column;
use crate::error::StoreError;
use crate::kept::UploadId;
use crate::kept::{Content, Sought, StoredSubmission, Waiting};
use crate::shared::FormTag;
use crate::shared::calendar::Redating;
use crate::shared::limits::Limits;

pub(super) async fn waiting(readers: &SqlitePool, ids: &[SubmissionId]) -> Result<Vec<Waiting>, StoreError> {
    let ids = json!(ids).to_string();
    let rows = sqlx::query!(
        "SELECT id, section, day, sought, memo FROM submission
         WHERE id IN (SELECT unhex(value) FROM json_each(?)) ORDER BY day, id",
        ids
    )
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|row| {
            Ok(Waiting {
                id: column::submission(row.id)?,
                section: column::section(&row.section)?,
                day: column::day(row.day)?,
                sought: column::sought(row.sought)?,
                memo: column::memo(&row.memo)?,
            })
        })
        .collect()
}

/// All ids.
pub(super) async fn ids(connection: &mut SqliteConnection) -> Result<Vec<SubmissionId>, StoreError> {
    let rows = sqlx::query!("SELECT id FROM submission").fetch_all(connection).await?;
    rows.into_iter().map(|row| column::submission(row.id)).collect()
}

/// Somebody looked for these.
pub(super) async fn seek(
    connection: &mut SqliteConnection,
    ids: &[SubmissionId],
    by: Sought,
) -> Result<(), StoreError> {
    let (ids, by) = (json!(ids).to_string(), by as i64);
    sqlx::query!(
        "UPDATE submission SET sought = ?
         WHERE sought < ? AND id IN (SELECT unhex(value) FROM json_each(?))",
        by,
        by,
        ids
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes what may make room, and what nobody keeps: first what nobody looked for, then what no editor did; of either the oldest first, of
/// these the largest, until there is room for so many bytes, or there were so many of them. Gives their uploads and their bytes.
/// 4 KiB each are what else there is of it.
pub(super) async fn delete_junk(
    connection: &mut SqliteConnection,
    (oldest, floor): (&str, i64),
    (bytes, most): (i64, i64),
) -> Result<Vec<(SubmissionId, UploadId, u64)>, StoreError> {
    let rows = sqlx::query!(
        r#"DELETE FROM submission WHERE id IN (
             SELECT id FROM (
               SELECT id, sum(size + 4096) OVER (ORDER BY sought, day, size DESC, id
                                                 ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS before
               FROM submission
               WHERE sought < 2
               AND day < coalesce((SELECT value ->> (1 + sought) FROM json_each(?) WHERE value ->> 0 = section), ?)
               AND NOT EXISTS (SELECT 1 FROM kept WHERE kept.submission = submission.id))
             WHERE coalesce(before, 0) < ? LIMIT ?)
           RETURNING id, upload, size"#,
        oldest,
        floor,
        bytes,
        most
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| Ok((column::submission(row.id)?, UploadId::of_chunk(row.upload), column::size(row.size)?)))
        .collect()
}

pub(super) async fn list(
    readers: &SqlitePool,
    sections: &[SectionName],
    editor: &Handle,
    after: Option<SubmissionId>,
    limit: usize,
) -> Result<Vec<StoredSubmission>, StoreError> {
    let sections = column::names(sections);
    let editor = editor.as_str();
    let (after, limit) = column::after(after.as_ref().map(SubmissionId::as_bytes), limit);
    let rows = sqlx::query!(
        r#"SELECT submission.id, section, submission.day, size, slot.bytes AS "slot?: Vec<u8>",
                  kept.until AS "until?: i64", kept.editor AS "keeper?: String", kept.proof AS "proof?: Vec<u8>",
                  deleted.restorer AS "restorer?: String", deleted.proof AS "deletion?: Vec<u8>",
                  deleted.restored AS "restored?: Vec<u8>",
                  (SELECT json_group_array(others.editor) FROM slot AS others
                   WHERE others.submission = submission.id) AS "editors!: String",
                  (SELECT json_group_array(json_array(handed.section, handed.editor, lower(hex(handed.proof))))
                   FROM forwarded AS handed WHERE handed.submission = submission.id) AS "forwarded!: String"
           FROM submission LEFT JOIN slot ON slot.submission = submission.id AND slot.editor = ?1
                LEFT JOIN kept ON kept.submission = submission.id
                LEFT JOIN deleted ON deleted.submission = submission.id
           WHERE submission.id > ?2 AND (section IN (SELECT value FROM json_each(?3))
                   OR EXISTS (SELECT 1 FROM forwarded WHERE forwarded.submission = submission.id
                              AND forwarded.section IN (SELECT value FROM json_each(?3))))
                 AND (deleted.submission IS NULL OR deleted.restorer IS NOT NULL)
           ORDER BY submission.id LIMIT ?4"#,
        editor,
        after,
        sections,
        limit
    )
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|row| {
            let id = column::submission(row.id)?;
            Ok(StoredSubmission {
                id,
                kept: column::keeping(id, row.until, row.keeper.as_deref(), row.proof)?,
                restored: column::restoration(id, row.restorer.as_deref(), row.deletion, row.restored)?,
                section: column::section(&row.section)?,
                day: column::day(row.day)?,
                size: column::size(row.size)?,
                slot: row.slot,
                editors: column::editors(&row.editors)?,
                forwarded: column::forwardings(id, &row.forwarded)?,
            })
        })
        .collect()
}

/// The section and the content of one that no editor deleted.
pub(super) async fn content(
    readers: &SqlitePool,
    id: SubmissionId,
) -> Result<Option<(SectionName, Content)>, StoreError> {
    let id = id.as_bytes().as_slice();
    let row = sqlx::query!(
        "SELECT section, upload, size, sought FROM submission WHERE id = ?
         AND NOT EXISTS (SELECT 1 FROM deleted WHERE deleted.submission = submission.id AND restorer IS NULL)",
        id
    )
    .fetch_optional(readers)
    .await?;
    row.map(|row| {
        let (upload, size) = (UploadId::of_chunk(row.upload), column::size(row.size)?);
        let content = Content { upload, size, sought: column::sought(row.sought)? };
        Ok((column::section(&row.section)?, content))
    })
    .transpose()
}

/// How many there are of a day.
pub(super) async fn count(connection: &mut SqliteConnection, day: Day) -> Result<u64, StoreError> {
    let day = day.days_since_epoch();
    let row = sqlx::query!(r#"SELECT count(*) AS "count!: i64" FROM submission WHERE day = ?"#, day)
        .fetch_one(connection)
        .await?;
    column::size(row.count)
}

/// The first one from an id on that is not larger than this, else the very first one: its id and its size.
pub(super) async fn a_submission(
    readers: &SqlitePool,
    section: &SectionName,
    from: SubmissionId,
    largest: u64,
) -> Result<Option<(SubmissionId, u64)>, StoreError> {
    let (section, from) = (section.as_str(), from.as_bytes().as_slice());
    let largest = i64::try_from(largest).unwrap_or(i64::MAX);
    let row = sqlx::query!(
        r#"SELECT id AS "id!: Vec<u8>", size AS "size!: i64"
           FROM (SELECT id, size FROM submission WHERE section = ?1 AND id >= ?2 AND size <= ?3 ORDER BY id LIMIT 1)
           UNION ALL SELECT id, size
           FROM (SELECT id, size FROM submission WHERE section = ?1 AND size <= ?3 ORDER BY id LIMIT 1)
           LIMIT 1"#,
        section,
        from,
        largest
    )
    .fetch_optional(readers)
    .await?;
    row.map(|row| Ok((column::submission(row.id)?, column::size(row.size)?))).transpose()
}

pub(super) async fn is_there(
    connection: &mut SqliteConnection,
    id: SubmissionId,
) -> Result<bool, StoreError> {
    let id = id.as_bytes().as_slice();
    let row = sqlx::query!("SELECT day FROM submission WHERE id = ?", id).fetch_optional(connection).await?;
    Ok(row.is_some())
}

/// What is known of a submission that was removed, and the upload whose pieces are left to remove.
pub(super) struct Deleted {
    pub(super) form: FormTag,
    pub(super) section: SectionName,
    pub(super) day: Day,
    pub(super) upload: UploadId,
}

/// Removes one with its slots.
pub(super) async fn delete(
    connection: &mut SqliteConnection,
    id: SubmissionId,
) -> Result<Option<Deleted>, StoreError> {
    let id = id.as_bytes().as_slice();
    let row = sqlx::query!("DELETE FROM submission WHERE id = ? RETURNING form, section, day, upload", id)
        .fetch_optional(connection)
        .await?;
    row.map(|row| {
        Ok(Deleted {
            form: FormTag(column::bytes_16(row.form)?),
            section: column::section(&row.section)?,
            day: column::day(row.day)?,
            upload: UploadId::of_chunk(row.upload),
        })
    })
    .transpose()
}

/// Puts aside those that are past their time and are not kept for longer, where they are not aside. (A day to come was a wrong one.)
pub(super) async fn put_aside(connection: &mut SqliteConnection, limits: &Limits) -> Result<(), StoreError> {
    let Limits { oldest, floor, today } = limits;
    sqlx::query!(
        "UPDATE submission SET aside = ? WHERE (aside IS NULL OR aside > ?)
         AND day < coalesce((SELECT value ->> 1 FROM json_each(?) WHERE value ->> 0 = section), ?)
         AND NOT EXISTS (SELECT 1 FROM kept WHERE kept.submission = submission.id AND kept.until >= ?)",
        today,
        today,
        oldest,
        floor,
        today
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Brings back those that are not past their time, by the same rule.
pub(super) async fn bring_back(connection: &mut SqliteConnection, limits: &Limits) -> Result<(), StoreError> {
    let Limits { oldest, floor, today } = limits;
    sqlx::query!(
        "UPDATE submission SET aside = NULL WHERE aside IS NOT NULL
         AND (day >= coalesce((SELECT value ->> 1 FROM json_each(?) WHERE value ->> 0 = section), ?)
              OR EXISTS (SELECT 1 FROM kept WHERE kept.submission = submission.id AND kept.until >= ?))",
        oldest,
        floor,
        today
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes those that were put aside on a day or before; gives their ids and uploads.
pub(super) async fn delete_aside(
    connection: &mut SqliteConnection,
    since: Day,
) -> Result<Vec<(SubmissionId, UploadId)>, StoreError> {
    let since = since.days_since_epoch();
    let rows = sqlx::query!("DELETE FROM submission WHERE aside <= ? RETURNING id, upload", since)
        .fetch_all(connection)
        .await?;
    rows.into_iter().map(|row| Ok((column::submission(row.id)?, UploadId::of_chunk(row.upload)))).collect()
}

/// Gives those of a day and later ones another day.
pub(super) async fn redate(connection: &mut SqliteConnection, redating: Redating) -> Result<(), StoreError> {
    let (from, to) = (redating.from.days_since_epoch(), redating.to.days_since_epoch());
    sqlx::query!("UPDATE submission SET day = ? WHERE day >= ?", to, from).execute(connection).await?;
    Ok(())
}
