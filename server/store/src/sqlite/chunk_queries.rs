//! Sealed content: where each of its pieces lies.

use sqlx::{Connection, SqliteConnection, SqlitePool};

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

/// Removes the last `limit` pieces of the last of these uploads; says how many uploads have none any more.
pub(super) async fn delete_last(
    connection: &mut SqliteConnection,
    uploads: &[UploadId],
    limit: u64,
) -> Result<usize, StoreError> {
    let (mut ended, mut left) = (0, limit);
    let mut begun = connection.begin().await?;
    for upload in uploads.iter().rev() {
        let removed = delete_some(&mut begun, *upload, left).await?;
        if removed == left {
            break;
        }
        // One that has none takes a look.
        (ended, left) = (ended + 1, left - removed.max(1));
        if left == 0 {
            break;
        }
    }
    begun.commit().await?;
    Ok(ended)
}

/// Removes the last `limit` pieces of an upload; says how many there were.
async fn delete_some(
    connection: &mut SqliteConnection,
    upload: UploadId,
    limit: u64,
) -> Result<u64, StoreError> {
    let (first, last, limit) = (upload.key(), upload.last(), i64::try_from(limit).unwrap_or(i64::MAX));
    let deleted = sqlx::query!(
        "DELETE FROM chunk WHERE id IN
         (SELECT id FROM chunk WHERE id BETWEEN ? AND ? ORDER BY id DESC LIMIT ?)",
        first,
        last,
        limit
    )
    .execute(connection)
    .await?;
    Ok(deleted.rows_affected())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn many_small_uploads_go_together_and_a_large_one_piece_by_piece() {
        let mut connection = SqliteConnection::connect("sqlite::memory:").await.expect("a database");
        let table = "CREATE TABLE chunk (id INTEGER NOT NULL PRIMARY KEY, bytes BLOB NOT NULL) STRICT";
        sqlx::raw_sql(table).execute(&mut connection).await.expect("a table");
        // The first is looked at last.
        let pieces = [700, 1, 1, 0, 3, 1];
        let uploads: Vec<UploadId> = (1..).map(|number| UploadId::of_chunk(number << 16)).take(6).collect();
        for (upload, many) in uploads.iter().zip(pieces) {
            for number in 0..many {
                let insert = "INSERT INTO chunk (id, bytes) VALUES (?, x'00')";
                let insert = sqlx::query(insert).bind(upload.chunk(number));
                insert.execute(&mut connection).await.expect("inserted");
            }
        }
        let (mut left, mut turns) = (uploads, Vec::new());
        while !left.is_empty() {
            let ended = delete_last(&mut connection, &left, 256).await.expect("deleted");
            left.truncate(left.len() - ended);
            turns.push(ended);
        }
        assert_eq!(turns, [5, 0, 1]);
        let count: (i64,) =
            sqlx::query_as("SELECT count(*) FROM chunk").fetch_one(&mut connection).await.expect("a count");
        assert_eq!(count.0, 0);
    }
}
