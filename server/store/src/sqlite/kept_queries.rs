//! What is kept past its section's retention, until a day.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::kept::UntrustedKeeping;
use sqlx::SqliteConnection;

use crate::column;
use crate::error::StoreError;

/// The later day stands; of two that say the same day, the one that came last.
pub(super) async fn put(
    connection: &mut SqliteConnection,
    keeping: &UntrustedKeeping,
) -> Result<(), StoreError> {
    let (id, until) = (keeping.id.as_bytes().as_slice(), keeping.until.days_since_epoch());
    let (editor, proof) = (keeping.editor.as_str(), keeping.proof.as_slice());
    sqlx::query!(
        "INSERT INTO kept (submission, until, editor, proof) VALUES (?, ?, ?, ?)
         ON CONFLICT (submission) DO UPDATE
         SET until = excluded.until, editor = excluded.editor, proof = excluded.proof
         WHERE excluded.until >= kept.until",
        id,
        until,
        editor,
        proof
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Until when a submission is kept, where somebody had it kept.
pub(super) async fn until(
    connection: &mut SqliteConnection,
    id: SubmissionId,
) -> Result<Option<Day>, StoreError> {
    let id = id.as_bytes().as_slice();
    let row =
        sqlx::query!("SELECT until FROM kept WHERE submission = ?", id).fetch_optional(connection).await?;
    row.map(|row| column::day(row.until)).transpose()
}
