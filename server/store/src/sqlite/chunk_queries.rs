//! Sealed content: where each of its pieces lies.

use sqlx::{SqliteConnection, SqlitePool};

use crate::error::StoreError;
use crate::kept::UploadId;

pub(super) async fn one(
    readers: &SqlitePool,
    upload: UploadId,
    number: u16,
) -> Result<Option<Vec<u8>>, StoreError> {
    let id = upload.chunk(number);
    let row = sqlx::query!("SELECT bytes FROM chunk WHERE id = ?", id).fetch_optional(readers).await?;
    Ok(row.map(|row| row.bytes))
}

/// Uploads that are no submission's: those that were arriving when the process ended, and those whose removal had not come to its end.
/// One look for each upload there is, and not one for each piece.
pub(super) async fn orphans(connection: &mut SqliteConnection) -> Result<Vec<UploadId>, StoreError> {
    let rows = sqlx::query!(
        r#"WITH RECURSIVE upload (first) AS (
             SELECT min(id) FROM chunk
             UNION ALL
             SELECT (SELECT min(id) FROM chunk WHERE id > (upload.first | 65535)) FROM upload
             WHERE upload.first IS NOT NULL)
           SELECT upload.first AS "first!: i64" FROM upload
           WHERE upload.first IS NOT NULL
           AND NOT EXISTS (SELECT 1 FROM submission WHERE submission.upload = (upload.first & ~65535))"#
    )
    .fetch_all(connection)
    .await?;
    Ok(rows.into_iter().map(|row| UploadId::of_chunk(row.first)).collect())
}

/// Removes the last `limit` pieces of an upload; says whether any may be left.
pub(super) async fn delete_some(
    connection: &mut SqliteConnection,
    upload: UploadId,
    limit: u32,
) -> Result<bool, StoreError> {
    let (first, last) = (upload.key(), upload.last());
    let deleted = sqlx::query!(
        "DELETE FROM chunk WHERE id IN
         (SELECT id FROM chunk WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?)",
        first,
        last,
        limit
    )
    .execute(connection)
    .await?
    .rows_affected();
    Ok(deleted == u64::from(limit))
}
