//! What servers left that are gone: pieces of content that nobody will ever accept, and what they said to others.

use sqlx::PgConnection;

use crate::error::StoreError;
use crate::kept::UploadId;
use crate::shared::ServerId;

/// Removes what has arrived of an upload that nobody accepts any more.
pub(super) async fn give_up(connection: &mut PgConnection, upload: UploadId) -> Result<(), StoreError> {
    sqlx::query!(
        "WITH mine AS (DELETE FROM estafette.arriving WHERE upload = $1)
         DELETE FROM estafette.chunk WHERE id BETWEEN $1 AND $2
         AND NOT EXISTS (SELECT 1 FROM estafette.submission WHERE submission.upload = $1)",
        upload.key(),
        upload.last()
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes uploads whose server is gone: where its lock was missing at two looks of one server.
pub(super) async fn remove_orphans(connection: &mut PgConnection, me: ServerId) -> Result<(), StoreError> {
    sqlx::query!(
        "WITH present AS (
           SELECT ((classid::bigint << 32) | objid::bigint) AS server FROM pg_locks
           WHERE locktype = 'advisory' AND objsubid = 1 AND granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())),
         gone AS (DELETE FROM estafette.arriving WHERE missed_by = $1 AND server NOT IN (SELECT server FROM present)
                  RETURNING upload),
         found AS (UPDATE estafette.arriving SET missed_by = NULL
                   WHERE missed_by IS NOT NULL AND server IN (SELECT server FROM present)),
         missed AS (UPDATE estafette.arriving SET missed_by = $1
                    WHERE server NOT IN (SELECT server FROM present)
                    AND (missed_by IS NULL OR missed_by NOT IN (SELECT server FROM present)))
         DELETE FROM estafette.chunk USING gone WHERE chunk.id BETWEEN gone.upload AND gone.upload + 65535",
        me
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes pieces that are no submission's, and do not arrive: of an upload that was given up while its server went.
pub(super) async fn remove_strays(connection: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!(
        "DELETE FROM estafette.chunk
         WHERE NOT EXISTS (SELECT 1 FROM estafette.submission WHERE submission.upload = chunk.id & ~65535::bigint)
         AND NOT EXISTS (SELECT 1 FROM estafette.arriving WHERE arriving.upload = chunk.id & ~65535::bigint)"
    )
    .execute(connection)
    .await?;
    Ok(())
}

/// Removes what servers said that are gone, which hold no lock of their number.
pub(super) async fn forget_gone(connection: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!(
        "WITH present AS (
           SELECT ((classid::bigint << 32) | objid::bigint) AS server FROM pg_locks
           WHERE locktype = 'advisory' AND objsubid = 1 AND granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())),
         gone AS (DELETE FROM estafette.server WHERE server NOT IN (SELECT server FROM present) RETURNING server)
         DELETE FROM estafette.passing
         WHERE giver NOT IN (SELECT server FROM present) OR taker NOT IN (SELECT server FROM present)"
    )
    .execute(connection)
    .await?;
    Ok(())
}
