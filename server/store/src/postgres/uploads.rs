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

    /// Each piece is where it is read once [`append`](Self::append) has answered.
    #[expect(clippy::unused_async, reason = "the same as in the other engine, which waits")]
    pub(crate) async fn settle(&self) -> Result<(), StoreError> {
        Ok(())
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
