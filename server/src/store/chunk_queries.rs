//! Sealed content, in pieces.

use rand::RngCore;
use sqlx::{SqliteConnection, SqlitePool};

use super::{StoreError, UploadId};

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    upload: UploadId,
    number: u32,
    bytes: &[u8],
) -> Result<(), StoreError> {
    // A random rowid, or the order of rows would be the order of arrival.
    let id = i64::from_be_bytes({
        let mut random = [0; 8];
        rand::thread_rng().fill_bytes(&mut random);
        random
    });
    let upload = upload.0.as_slice();
    sqlx::query!(
        "INSERT INTO chunk (id, upload, number, bytes) VALUES (?, ?, ?, ?)",
        id,
        upload,
        number,
        bytes
    )
    .execute(connection)
    .await?;
    Ok(())
}

pub(super) async fn one(
    readers: &SqlitePool,
    upload: UploadId,
    number: u32,
) -> Result<Option<Vec<u8>>, StoreError> {
    let upload = upload.0.as_slice();
    let row = sqlx::query!("SELECT bytes FROM chunk WHERE upload = ? AND number = ?", upload, number)
        .fetch_optional(readers)
        .await?;
    Ok(row.map(|row| row.bytes))
}

/// Removes up to `limit` pieces; says whether any may be left.
pub(super) async fn delete_some(
    connection: &mut SqliteConnection,
    upload: UploadId,
    limit: u32,
) -> Result<bool, StoreError> {
    let upload = upload.0.as_slice();
    let deleted = sqlx::query!(
        "DELETE FROM chunk WHERE id IN (SELECT id FROM chunk WHERE upload = ? LIMIT ?)",
        upload,
        limit
    )
    .execute(connection)
    .await?
    .rows_affected();
    Ok(deleted == u64::from(limit))
}

/// Removes the pieces of uploads that never became a submission.
pub(super) async fn delete_orphans(connection: &mut SqliteConnection) -> Result<(), StoreError> {
    sqlx::query!("DELETE FROM chunk WHERE upload NOT IN (SELECT upload FROM submission)")
        .execute(connection)
        .await?;
    Ok(())
}
