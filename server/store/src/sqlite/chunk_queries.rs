//! Sealed content, in pieces.

use sqlx::{SqliteConnection, SqlitePool};

use crate::error::StoreError;
use crate::kept::UploadId;

pub(super) async fn insert(
    connection: &mut SqliteConnection,
    upload: UploadId,
    number: u16,
    bytes: &[u8],
) -> Result<(), StoreError> {
    let id = upload.chunk(number);
    sqlx::query!("INSERT INTO chunk (id, bytes) VALUES (?, ?)", id, bytes).execute(connection).await?;
    Ok(())
}

pub(super) async fn one(
    readers: &SqlitePool,
    upload: UploadId,
    number: u16,
) -> Result<Option<Vec<u8>>, StoreError> {
    let id = upload.chunk(number);
    let row = sqlx::query!("SELECT bytes FROM chunk WHERE id = ?", id).fetch_optional(readers).await?;
    Ok(row.map(|row| row.bytes))
}

/// The first upload there is behind another.
pub(super) async fn first_upload(
    connection: &mut SqliteConnection,
    behind: Option<UploadId>,
) -> Result<Option<UploadId>, StoreError> {
    let behind = behind.map_or(-1, UploadId::last);
    let row = sqlx::query!("SELECT id FROM chunk WHERE id > ? ORDER BY id LIMIT 1", behind)
        .fetch_optional(connection)
        .await?;
    Ok(row.map(|row| UploadId::of_chunk(row.id)))
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
