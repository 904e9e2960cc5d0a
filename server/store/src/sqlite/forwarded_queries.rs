//! To which other sections submissions were handed.

use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use sqlx::{SqliteConnection, SqlitePool};

use crate::column;
use crate::error::StoreError;

/// Of two editors who hand it to the same section, the one that came last.
pub(super) async fn put(
    connection: &mut SqliteConnection,
    forwarding: &UntrustedForwarding,
) -> Result<(), StoreError> {
    let (id, section) = (forwarding.id.as_bytes().as_slice(), forwarding.to.as_str());
    let (editor, proof) = (forwarding.editor.as_str(), forwarding.proof.as_slice());
    sqlx::query!(
        "INSERT INTO forwarded (submission, section, editor, proof) VALUES (?, ?, ?, ?)
         ON CONFLICT (submission, section) DO UPDATE SET editor = excluded.editor, proof = excluded.proof",
        id,
        section,
        editor,
        proof
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// To which sections a submission was handed.
pub(super) async fn sections(readers: &SqlitePool, id: SubmissionId) -> Result<Vec<SectionName>, StoreError> {
    let id = id.as_bytes().as_slice();
    let rows = sqlx::query!("SELECT section FROM forwarded WHERE submission = ? ORDER BY section", id)
        .fetch_all(readers)
        .await?;
    rows.into_iter().map(|row| column::section(&row.section)).collect()
}

/// Removes those of which there is neither the submission nor the fact that it was removed.
pub(super) async fn delete_unused(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM forwarded WHERE NOT EXISTS (SELECT 1 FROM submission WHERE submission.id = forwarded.submission)
         AND NOT EXISTS (SELECT 1 FROM removed WHERE removed.id = forwarded.submission)"
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// All, from a submission and a section's name on.
pub(super) async fn page(
    readers: &SqlitePool,
    (id, section): (&[u8], &[u8]),
    limit: i64,
) -> Result<Vec<UntrustedForwarding>, StoreError> {
    let rows = sqlx::query!(
        "SELECT submission, section, editor, proof FROM forwarded
         WHERE (submission, CAST(section AS BLOB)) >= (?, ?) ORDER BY submission, CAST(section AS BLOB) LIMIT ?",
        id,
        section,
        limit
    )
    .fetch_all(readers)
    .await?;
    let found = rows.into_iter().map(|row| {
        Ok(UntrustedForwarding {
            id: column::submission(row.submission)?,
            to: column::section(&row.section)?,
            editor: column::editor(&row.editor)?,
            proof: row.proof.try_into().map_err(|_| StoreError::Corrupt)?,
        })
    });
    found.collect()
}
