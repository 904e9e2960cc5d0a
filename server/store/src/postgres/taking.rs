//! Things move into a database: nobody else has it open, and nothing of the same name is in it. Each is whole, or not there; made twice, it
//! is there once.

use estafette_keys::day::Day;
use estafette_keys::roster::Handle;
use sqlx::{Connection, PgConnection};

use super::again::again;
use super::engine::Postgres;
use super::orphans;
use super::piece::{self, Piece, Pieces};
use super::submissions::Arrival;
use crate::error::StoreError;
use crate::kept::{NewSubmission, Tombstone, Upload, WholeNote, WholeRemoval, WholeReply, WholeSubmission};
use crate::shared::{FormHold, IdHold, Reservation};

impl Postgres {
    /// Removes what arrived of uploads whose server is gone, as all of them are.
    pub(crate) async fn remove_orphans(&self) -> Result<(), StoreError> {
        // At the first look they are noted.
        for _ in 0..2 {
            again!(self.pool, connection => orphans::remove_orphans(connection, self.server).await?)?;
        }
        Ok(())
    }

    pub(crate) async fn take_submission(
        &self,
        whole: WholeSubmission,
        upload: Upload,
    ) -> Result<(), StoreError> {
        let last = upload.progress().take_last();
        upload.check_whole(last.as_ref().map_or(0, |(_, bytes)| bytes.len() as u64))?;
        // Nobody else could hold either.
        let reservation = Reservation::new(FormHold::new(whole.form, ()), IdHold::new(whole.id, 0, ()));
        let WholeSubmission { section, day, slots, memo, .. } = whole.clone();
        let new = NewSubmission { reservation, section, day, upload, slots, memo };
        let arrival = Arrival::of(self, &new, last);
        let taken = again!(self.pool, connection => {
            let mut begun = connection.begin().await?;
            let is_there = arrival.insert(&mut begun).await?;
            if is_there {
                put_state(&mut begun, &whole).await?;
                begun.commit().await?;
            }
            is_there
        })?;
        if !taken {
            return Err(StoreError::Busy);
        }
        new.upload.progress().accepted();
        Ok(())
    }

    pub(crate) async fn take_tombstone(&self, tombstone: Tombstone) -> Result<(), StoreError> {
        again!(self.pool, connection => {
            sqlx::query!(
                "INSERT INTO estafette.tombstone (id, form, day) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
                tombstone.id.as_bytes().as_slice(),
                tombstone.form.0.as_slice(),
                tombstone.day.days_since_epoch()
            )
            .execute(connection)
            .await?;
        })
    }

    pub(crate) async fn take_removal(&self, whole: WholeRemoval) -> Result<(), StoreError> {
        let WholeRemoval { removal, section, day, until } = whole;
        again!(self.pool, connection => {
            sqlx::query!(
                "INSERT INTO estafette.removed (id, section, day, until, editor, proof)
                 VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
                removal.id.as_bytes().as_slice(),
                section.as_str(),
                day.days_since_epoch(),
                until.map(Day::days_since_epoch),
                removal.editor.as_ref().map(Handle::as_str),
                removal.proof
            )
            .execute(connection)
            .await?;
        })
    }

    pub(crate) async fn take_reply(&self, whole: WholeReply) -> Result<(), StoreError> {
        let WholeReply { mailbox, reply, aside } = whole;
        let size = i64::try_from(reply.content.len()).unwrap_or(i64::MAX);
        let piece = Piece::seal(piece::joined(&reply.slot, &reply.content), self.host.as_ref());
        again!(self.pool, connection => {
            sqlx::query!(
                "WITH added AS (INSERT INTO estafette.reply (mailbox, id, section, day, size, sealed, key, aside)
                                VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING sealed)
                 INSERT INTO estafette.sealed_new (id, bytes) SELECT sealed, $9 FROM added",
                mailbox.as_bytes().as_slice(),
                reply.id.as_bytes().as_slice(),
                reply.section.as_str(),
                reply.day.days_since_epoch(),
                size,
                piece.sealed,
                piece.key,
                aside.map(Day::days_since_epoch),
                piece.bytes
            )
            .execute(connection)
            .await?;
        })
    }

    pub(crate) async fn take_note(&self, whole: WholeNote) -> Result<(), StoreError> {
        let WholeNote { note, slots, aside } = whole;
        let size = i64::try_from(note.content.len()).unwrap_or(i64::MAX);
        let content = Piece::seal(note.content, self.host.as_ref());
        let (editors, slots): (Vec<String>, Vec<Vec<u8>>) =
            slots.into_iter().map(|(editor, slot)| (editor.as_str().to_owned(), slot)).unzip();
        let pieces = Pieces::seal(slots.into_iter(), self.host.as_ref());
        again!(self.pool, connection => {
            sqlx::query!(
                "WITH added AS (INSERT INTO estafette.note (id, section, day, size, sealed, key, aside)
                                VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT DO NOTHING RETURNING id),
                      bytes AS (INSERT INTO estafette.sealed_new (id, bytes)
                                SELECT given.id, given.bytes
                                FROM added, unnest($5 || $8::bigint[], $9::bytea[] || $10::bytea[]) AS given (id, bytes))
                 INSERT INTO estafette.note_slot (note, editor, sealed, key)
                 SELECT added.id, given.editor, given.sealed, given.key
                 FROM added, unnest($11::text[], $8::bigint[], $12::bytea[]) AS given (editor, sealed, key)",
                note.id.as_bytes().as_slice(),
                note.section.as_str(),
                note.day.days_since_epoch(),
                size,
                content.sealed,
                content.key,
                aside.map(Day::days_since_epoch),
                &pieces.sealed,
                std::slice::from_ref(&content.bytes),
                &pieces.bytes,
                &editors,
                &pieces.keys
            )
            .execute(connection)
            .await?;
        })
    }
}

/// Gives a submission that came the state that it had.
async fn put_state(connection: &mut PgConnection, whole: &WholeSubmission) -> Result<(), StoreError> {
    let id = whole.id.as_bytes().as_slice();
    sqlx::query!(
        "UPDATE estafette.submission SET aside = $2, sought = $3 WHERE id = $1",
        id,
        whole.aside.map(Day::days_since_epoch),
        whole.sought as i64
    )
    .execute(&mut *connection)
    .await?;
    if let Some(keeping) = &whole.kept {
        sqlx::query!(
            "INSERT INTO estafette.kept (submission, until, editor, proof) VALUES ($1, $2, $3, $4)
             ON CONFLICT DO NOTHING",
            id,
            keeping.until.days_since_epoch(),
            keeping.editor.as_str(),
            keeping.proof.as_slice()
        )
        .execute(&mut *connection)
        .await?;
    }
    if let Some(deleted) = &whole.deleted {
        sqlx::query!(
            "INSERT INTO estafette.deleted (submission, day, editor, proof, restorer, restored)
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT DO NOTHING",
            id,
            deleted.day.days_since_epoch(),
            deleted.editor.as_str(),
            deleted.proof,
            deleted.restorer.as_ref().map(Handle::as_str),
            deleted.restored.as_deref()
        )
        .execute(connection)
        .await?;
    }
    Ok(())
}
