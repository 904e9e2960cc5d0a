//! What editors deleted, for as long as it can be brought back; and that it was.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::removed::{UntrustedRemoval, UntrustedRestoration};
use estafette_keys::roster::Handle;
use sqlx::{SqliteConnection, SqlitePool};

use crate::column;
use crate::error::StoreError;
use crate::kept::StoredDeletion;
use crate::shared::calendar::Redating;

/// Puts a submission aside. One that is aside already stays as it is; one that was brought back goes again.
pub(super) async fn put(
    connection: &mut SqliteConnection,
    id: SubmissionId,
    editor: &Handle,
    proof: &[u8],
    today: Day,
) -> Result<(), StoreError> {
    let (id, editor, day) = (id.as_bytes().as_slice(), editor.as_str(), today.days_since_epoch());
    sqlx::query!(
        "INSERT INTO deleted (submission, day, editor, proof) VALUES (?, ?, ?, ?)
         ON CONFLICT (submission) DO UPDATE
         SET day = excluded.day, editor = excluded.editor, proof = excluded.proof, restorer = NULL, restored = NULL
         WHERE restorer IS NOT NULL",
        id,
        day,
        editor,
        proof
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Brings one back; says whether it was aside, by the deletion that is named.
pub(super) async fn restore(
    connection: &mut SqliteConnection,
    restoration: &UntrustedRestoration,
) -> Result<bool, StoreError> {
    let (id, deletion) = (restoration.id.as_bytes().as_slice(), restoration.deletion.as_slice());
    let (editor, proof) = (restoration.editor.as_str(), restoration.proof.as_slice());
    let restored = sqlx::query!(
        "UPDATE deleted SET day = 0, restorer = ?, restored = ?
         WHERE submission = ? AND proof = ? AND restorer IS NULL",
        editor,
        proof,
        id,
        deletion
    )
    .execute(connection)
    .await?;
    Ok(restored.rows_affected() > 0)
}

/// What is aside, of these sections.
pub(super) async fn list(
    readers: &SqlitePool,
    sections: &[SectionName],
    after: Option<SubmissionId>,
    limit: usize,
) -> Result<Vec<StoredDeletion>, StoreError> {
    let sections = column::names(sections);
    let (after, limit) = column::after(after.as_ref().map(SubmissionId::as_bytes), limit);
    let rows = sqlx::query!(
        "SELECT submission.id, section, submission.day, editor, proof
         FROM deleted JOIN submission ON submission.id = deleted.submission
         WHERE restorer IS NULL AND submission.id > ?1 AND (section IN (SELECT value FROM json_each(?2))
           OR EXISTS (SELECT 1 FROM forwarded WHERE forwarded.submission = submission.id
                      AND forwarded.section IN (SELECT value FROM json_each(?2))))
         ORDER BY submission.id LIMIT ?3",
        after,
        sections,
        limit
    )
    .fetch_all(readers)
    .await?;
    rows.into_iter()
        .map(|row| {
            let (id, editor) = (column::submission(row.id)?, Some(column::editor(&row.editor)?));
            Ok(StoredDeletion {
                removal: UntrustedRemoval { id, editor, proof: row.proof },
                section: column::section(&row.section)?,
                day: column::day(row.day)?,
            })
        })
        .collect()
}

/// What was put aside on a day or before: it goes now.
pub(super) async fn due(
    connection: &mut SqliteConnection,
    since: Day,
) -> Result<Vec<UntrustedRemoval>, StoreError> {
    let since = since.days_since_epoch();
    let rows = sqlx::query!(
        "SELECT submission, editor, proof FROM deleted WHERE restorer IS NULL AND day <= ?",
        since
    )
    .fetch_all(connection)
    .await?;
    rows.into_iter()
        .map(|row| {
            let editor = Some(column::editor(&row.editor)?);
            Ok(UntrustedRemoval { id: column::submission(row.submission)?, editor, proof: row.proof })
        })
        .collect()
}

/// What was put aside on a day to come, which was a wrong one, was put aside today.
pub(super) async fn not_to_come(connection: &mut SqliteConnection, today: Day) -> Result<(), StoreError> {
    let today = today.days_since_epoch();
    sqlx::query!("UPDATE deleted SET day = ? WHERE day > ?", today, today).execute(connection).await?;
    Ok(())
}

/// What an editor deleted is back: their device is off the roster.
pub(super) async fn undo_of(connection: &mut SqliteConnection, editor: &Handle) -> Result<(), StoreError> {
    let editor = editor.as_str();
    sqlx::query!("DELETE FROM deleted WHERE restorer IS NULL AND editor = ?", editor)
        .execute(connection)
        .await?;
    Ok(())
}

/// Gives those of a day and later ones another day.
pub(super) async fn redate(connection: &mut SqliteConnection, redating: Redating) -> Result<(), StoreError> {
    let (from, to) = (redating.from.days_since_epoch(), redating.to.days_since_epoch());
    sqlx::query!("UPDATE deleted SET day = ? WHERE day >= ?", to, from).execute(connection).await?;
    Ok(())
}
