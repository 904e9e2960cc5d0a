//! Content that arrives: pieces that are full are stored at once, a last one that is not waits for its submission.

use sqlx::{PgConnection, PgPool};

use super::again::again;
use super::engine::Postgres;
use super::piece::{self, Piece};
use crate::error::StoreError;
use crate::kept::{CHUNK, Content, Upload, UploadId};

impl Postgres {
    pub(crate) fn begin_upload(&self, id: UploadId) -> Upload {
        Upload::new(id, 0, self.abandoned.clone())
    }

    pub(crate) async fn append(
        &self,
        upload: &Upload,
        number: u16,
        bytes: Vec<u8>,
    ) -> Result<(), StoreError> {
        let (progress, length) = (upload.progress(), bytes.len());
        if length < CHUNK {
            progress.keep_last(number, bytes);
            return Ok(());
        }
        let (upload, piece) = (progress.id(), Piece::seal(bytes, self.host.as_ref()));
        let stored = again!(self.pieces, connection => self.put(connection, upload, number, &piece).await?);
        match stored {
            Ok(true) => {
                progress.wrote(length);
                self.takes(length as u64);
                Ok(())
            }
            // Whoever looks after what is left behind took this server for gone.
            Ok(false) => {
                progress.failed(StoreError::Away.fault());
                Err(StoreError::Away)
            }
            Err(error) => {
                progress.failed(error.fault());
                Err(error)
            }
        }
    }

    /// Stores a full piece; `false` where its upload was given up.
    async fn put(
        &self,
        connection: &mut PgConnection,
        upload: UploadId,
        number: u16,
        piece: &Piece,
    ) -> Result<bool, StoreError> {
        if number == 0 {
            sqlx::query!(
                "WITH mine AS (INSERT INTO estafette.arriving (upload, server) VALUES ($1, $2)
                               ON CONFLICT (upload) DO UPDATE SET server = excluded.server RETURNING upload),
                      bytes AS (INSERT INTO estafette.sealed_new (id, bytes) SELECT $3, $4 FROM mine
                                ON CONFLICT DO NOTHING)
                 INSERT INTO estafette.chunk (id, sealed, key) SELECT upload, $3, $5 FROM mine ON CONFLICT DO NOTHING",
                upload.key(),
                self.server,
                piece.sealed,
                piece.bytes,
                piece.key
            )
            .execute(connection)
            .await?;
            return Ok(true);
        }
        let row = sqlx::query!(
            r#"WITH mine AS (SELECT upload FROM estafette.arriving WHERE upload = $1 FOR KEY SHARE),
                    bytes AS (INSERT INTO estafette.sealed_new (id, bytes) SELECT $3, $4 FROM mine
                              ON CONFLICT DO NOTHING),
                    stored AS (INSERT INTO estafette.chunk (id, sealed, key) SELECT $2, $3, $5 FROM mine
                               ON CONFLICT DO NOTHING)
               SELECT count(*) AS "mine!" FROM mine"#,
            upload.key(),
            upload.chunk(number),
            piece.sealed,
            piece.bytes,
            piece.key
        )
        .fetch_one(connection)
        .await?;
        Ok(row.mine > 0)
    }

    pub(crate) async fn chunk(&self, content: Content, number: u16) -> Result<Option<Vec<u8>>, StoreError> {
        stored(&self.pool, content.upload, number).await
    }
}

/// A piece that is stored.
pub(super) async fn stored(
    pool: &PgPool,
    upload: UploadId,
    number: u16,
) -> Result<Option<Vec<u8>>, StoreError> {
    let row = again!(pool, connection => sqlx::query!(
        r#"SELECT chunk.key, coalesce(sealed_new.bytes, sealed.bytes) AS bytes
           FROM estafette.chunk LEFT JOIN estafette.sealed_new ON sealed_new.id = chunk.sealed
                LEFT JOIN estafette.sealed ON sealed.id = chunk.sealed
           WHERE chunk.id = $1"#,
        upload.chunk(number)
    ).fetch_optional(connection).await?)?;
    row.map(|row| piece::open(&row.key, row.bytes)).transpose()
}

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

/// Removes uploads whose server is gone: where its lock was missing at two looks.
pub(super) async fn remove_orphans(connection: &mut PgConnection) -> Result<(), StoreError> {
    sqlx::query!(
        "WITH present AS (
           SELECT ((classid::bigint << 32) | objid::bigint) AS server FROM pg_locks
           WHERE locktype = 'advisory' AND objsubid = 1 AND granted
           AND database = (SELECT oid FROM pg_database WHERE datname = current_database())),
         gone AS (DELETE FROM estafette.arriving WHERE missing AND server NOT IN (SELECT server FROM present)
                  RETURNING upload),
         noted AS (UPDATE estafette.arriving SET missing = NOT missing
                   WHERE missing = (server IN (SELECT server FROM present)))
         DELETE FROM estafette.chunk USING gone WHERE chunk.id BETWEEN gone.upload AND gone.upload + 65535"
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
