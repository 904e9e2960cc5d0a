//! Slots come and go.

use estafette_keys::ids::SubmissionId;
use estafette_keys::roster::Handle;

use super::again::again;
use super::engine::Postgres;
use super::piece::{self, Piece};
use crate::error::StoreError;
use crate::kept::PutOutcome;

impl Postgres {
    pub(crate) async fn put_slot(
        &self,
        id: SubmissionId,
        editor: Handle,
        slot: Vec<u8>,
    ) -> Result<PutOutcome, StoreError> {
        let piece = Piece::seal(slot.clone(), self.host.as_ref());
        let (submission, editor) = (id.as_bytes().as_slice(), editor.as_str());
        let added = again!(self.pool, connection => sqlx::query!(
            r#"WITH added AS (INSERT INTO estafette.slot (submission, editor, sealed, key)
                              SELECT id, $2, $3, $4 FROM estafette.submission WHERE id = $1
                              ON CONFLICT DO NOTHING RETURNING submission),
                    bytes AS (INSERT INTO estafette.sealed_new (id, bytes) SELECT $3, $5 FROM added)
               SELECT count(*) AS "count!" FROM added"#,
            submission,
            editor,
            piece.sealed,
            piece.key,
            piece.bytes
        ).fetch_one(connection).await?.count)?;
        if added > 0 {
            return Ok(PutOutcome::Created);
        }
        let held = again!(self.pool, connection => sqlx::query!(
            "SELECT key FROM estafette.slot WHERE submission = $1 AND editor = $2",
            submission,
            editor
        ).fetch_optional(connection).await?)?;
        Ok(match held {
            None => PutOutcome::Crowded,
            Some(held) if piece::is_of(&held.key, &slot)? => PutOutcome::Same,
            Some(_) => PutOutcome::Conflict,
        })
    }

    pub(crate) async fn delete_slot(&self, id: SubmissionId, editor: Handle) -> Result<bool, StoreError> {
        let (id, editor) = (id.as_bytes().as_slice(), editor.as_str());
        again!(self.pool, connection, unsure => {
            let done = sqlx::query!("DELETE FROM estafette.slot WHERE submission = $1 AND editor = $2", id, editor);
            unsure || done.execute(connection).await?.rows_affected() > 0
        })
    }
}
