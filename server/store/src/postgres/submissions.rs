//! Submissions: they are accepted, and found again.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use sqlx::PgConnection;

use super::again::again;
use super::engine::Postgres;
use super::piece::{self, Pieces};
use crate::column;
use crate::error::StoreError;
use crate::kept::{CHUNK, Content, NewSubmission, Sought, StoredSubmission, UploadId, Waiting};

/// What arrives.
impl Postgres {
    pub(crate) async fn accept(&self, submission: NewSubmission) -> Result<(), StoreError> {
        let progress = submission.upload.progress();
        let last = progress.take_last();
        let pending = last.as_ref().map_or(0, |(_, bytes)| bytes.len() as u64);
        submission.upload.check_whole(pending)?;
        let arrival = Arrival::of(self, &submission, last);
        let accepted = again!(self.pool, connection => arrival.insert(connection).await?)?;
        if !accepted {
            return Err(StoreError::Busy);
        }
        progress.accepted();
        self.takes(pending);
        Ok(())
    }
}

/// A submission as it is written: all of it at once, in one statement.
pub(super) struct Arrival<'a> {
    new: &'a NewSubmission,
    /// How many pieces are stored already.
    stored: i64,
    /// The number of the last piece, where it comes now.
    last: Vec<i64>,
    last_piece: Pieces,
    editors: Vec<String>,
    slots: Pieces,
}

impl<'a> Arrival<'a> {
    pub(super) fn of(engine: &Postgres, new: &'a NewSubmission, last: Option<(u16, Vec<u8>)>) -> Self {
        let host = engine.host.as_ref();
        let id = new.upload.progress().id();
        let (last, bytes): (Vec<i64>, Vec<Vec<u8>>) =
            last.into_iter().map(|(number, bytes)| (id.chunk(number), bytes)).unzip();
        let pending: usize = bytes.iter().map(Vec::len).sum();
        let full = (new.upload.size() - pending as u64) / CHUNK as u64;
        Self {
            new,
            stored: i64::try_from(full).unwrap_or(i64::MAX),
            last,
            last_piece: Pieces::seal(bytes.into_iter(), host),
            editors: new.slots.iter().map(|(editor, _)| editor.as_str().to_owned()).collect(),
            slots: Pieces::seal(new.slots.iter().map(|(_, slot)| slot.clone()), host),
        }
    }

    /// Whether it is stored: by this statement, or by the same one before, whose answer nobody heard. It is not where the form or the id was
    /// stored otherwise meanwhile, nor where pieces are missing.
    pub(super) async fn insert(&self, connection: &mut PgConnection) -> Result<bool, StoreError> {
        let Self { new, stored, last, last_piece, editors, slots } = self;
        let (id, form) = (new.reservation.id(), new.reservation.form());
        let upload = new.upload.progress().id().key();
        let row = sqlx::query!(
            r#"WITH mine AS (DELETE FROM estafette.arriving WHERE $7::bigint > 0 AND upload = $5 RETURNING upload),
                    came AS (INSERT INTO estafette.submission (id, form, section, day, upload, size, memo)
                             SELECT $1, $2, $3, $4, $5, $6, $16
                             WHERE ($7 = 0 OR (EXISTS (SELECT 1 FROM mine)
                                    AND (SELECT count(*) FROM estafette.chunk WHERE id BETWEEN $5 AND $5 | 65535) = $7))
                             AND NOT EXISTS (SELECT 1 FROM estafette.tombstone WHERE tombstone.id = $1 OR form = $2)
                             AND NOT EXISTS (SELECT 1 FROM estafette.removed WHERE removed.id = $1)
                             ON CONFLICT DO NOTHING RETURNING id),
                    bytes AS (INSERT INTO estafette.sealed_new (id, bytes)
                              SELECT given.id, given.bytes
                              FROM came, unnest($8::bigint[] || $9::bigint[], $10::bytea[] || $11::bytea[]) AS given (id, bytes)
                              ORDER BY given.id),
                    last AS (INSERT INTO estafette.chunk (id, sealed, key)
                             SELECT given.id, given.sealed, given.key
                             FROM came, unnest($12::bigint[], $8::bigint[], $13::bytea[]) AS given (id, sealed, key)),
                    slots AS (INSERT INTO estafette.slot (submission, editor, sealed, key)
                              SELECT came.id, given.editor, given.sealed, given.key
                              FROM came, unnest($14::text[], $9::bigint[], $15::bytea[]) AS given (editor, sealed, key))
               SELECT EXISTS (SELECT 1 FROM came)
                      OR EXISTS (SELECT 1 FROM estafette.submission WHERE submission.id = $1 AND submission.upload = $5)
                      AS "is_there!""#,
            id.as_bytes().as_slice(),
            form.0.as_slice(),
            new.section.as_str(),
            new.day.days_since_epoch(),
            upload,
            i64::try_from(new.upload.size()).unwrap_or(i64::MAX),
            *stored,
            &last_piece.sealed,
            &slots.sealed,
            &last_piece.bytes,
            &slots.bytes,
            last,
            &last_piece.keys,
            editors,
            &slots.keys,
            new.memo.as_bytes().as_slice()
        )
        .fetch_one(connection)
        .await?;
        Ok(row.is_there)
    }
}

/// What is read.
impl Postgres {
    pub(crate) async fn waiting(&self, ids: &[SubmissionId]) -> Result<Vec<Waiting>, StoreError> {
        let ids = bytes_of(ids);
        let rows = again!(self.pool, connection => sqlx::query!(
            "SELECT id, section, day, sought, memo FROM estafette.submission WHERE id = ANY ($1) ORDER BY day, id",
            &ids
        ).fetch_all(connection).await?)?;
        rows.into_iter()
            .map(|row| {
                Ok(Waiting {
                    id: column::submission(row.id)?,
                    section: column::section(&row.section)?,
                    day: column::day(row.day)?,
                    sought: column::sought(row.sought)?,
                    memo: column::memo(&row.memo)?,
                })
            })
            .collect()
    }

    pub(crate) async fn seek(&self, ids: Vec<SubmissionId>, by: Sought) -> Result<(), StoreError> {
        let (ids, by) = (bytes_of(&ids), by as i64);
        again!(self.pool, connection => {
            sqlx::query!(
                "UPDATE estafette.submission SET sought = $1 WHERE sought < $1 AND id = ANY ($2)",
                by,
                &ids
            )
            .execute(connection)
            .await?;
        })
    }

    pub(crate) async fn submissions(
        &self,
        sections: &[SectionName],
        editor: &Handle,
        after: Option<SubmissionId>,
        limit: usize,
    ) -> Result<Vec<StoredSubmission>, StoreError> {
        let sections = names(sections);
        let (after, limit) = column::after(after.as_ref().map(SubmissionId::as_bytes), limit);
        let rows = again!(self.pool, connection => sqlx::query!(
            r#"SELECT submission.id, section, submission.day, size, slot.key AS "key?",
                      coalesce(sealed_new.bytes, sealed.bytes) AS bytes,
                      kept.until AS "until?", kept.editor AS "keeper?", kept.proof AS "proof?",
                      deleted.restorer AS "restorer?", deleted.proof AS "deletion?", deleted.restored AS "restored?",
                      (SELECT coalesce(json_agg(others.editor ORDER BY others.editor), '[]')::text
                       FROM estafette.slot AS others WHERE others.submission = submission.id) AS "editors!",
                      (SELECT coalesce(json_agg(json_build_array(handed.section, handed.editor, encode(handed.proof, 'hex'))), '[]')::text
                       FROM estafette.forwarded AS handed WHERE handed.submission = submission.id) AS "forwarded!"
               FROM estafette.submission
                    LEFT JOIN estafette.slot ON slot.submission = submission.id AND slot.editor = $1
                    LEFT JOIN estafette.sealed_new ON sealed_new.id = slot.sealed
                    LEFT JOIN estafette.sealed ON sealed.id = slot.sealed
                    LEFT JOIN estafette.kept ON kept.submission = submission.id
                    LEFT JOIN estafette.deleted ON deleted.submission = submission.id
               WHERE submission.id > $2 AND (section = ANY ($3)
                       OR EXISTS (SELECT 1 FROM estafette.forwarded
                                  WHERE forwarded.submission = submission.id AND forwarded.section = ANY ($3)))
                     AND (deleted.submission IS NULL OR deleted.restorer IS NOT NULL)
               ORDER BY submission.id LIMIT $4"#,
            editor.as_str(),
            after,
            &sections,
            limit
        ).fetch_all(connection).await?)?;
        rows.into_iter()
            .map(|row| {
                let id = column::submission(row.id)?;
                Ok(StoredSubmission {
                    id,
                    kept: column::keeping(id, row.until, row.keeper.as_deref(), row.proof)?,
                    restored: column::restoration(id, row.restorer.as_deref(), row.deletion, row.restored)?,
                    section: column::section(&row.section)?,
                    day: column::day(row.day)?,
                    size: column::size(row.size)?,
                    slot: row.key.map(|key| piece::open(&key, row.bytes)).transpose()?,
                    editors: column::editors(&row.editors)?,
                    forwarded: column::forwardings(id, &row.forwarded)?,
                })
            })
            .collect()
    }

    pub(crate) async fn content(
        &self,
        id: SubmissionId,
    ) -> Result<Option<(SectionName, Content)>, StoreError> {
        let row = again!(self.pool, connection => sqlx::query!(
            "SELECT section, upload, size, sought FROM estafette.submission WHERE id = $1
             AND NOT EXISTS (SELECT 1 FROM estafette.deleted
                             WHERE deleted.submission = submission.id AND restorer IS NULL)",
            id.as_bytes().as_slice()
        ).fetch_optional(connection).await?)?;
        row.map(|row| {
            let (upload, size) = (UploadId::of_chunk(row.upload), column::size(row.size)?);
            let content = Content { upload, size, sought: column::sought(row.sought)? };
            Ok((column::section(&row.section)?, content))
        })
        .transpose()
    }

    pub(crate) async fn count(&self, day: Day) -> Result<u64, StoreError> {
        let day = day.days_since_epoch();
        let row = again!(self.pool, connection => sqlx::query!(
            r#"SELECT count(*) AS "count!" FROM estafette.submission WHERE day = $1"#,
            day
        ).fetch_one(connection).await?)?;
        column::size(row.count)
    }

    pub(crate) async fn a_submission(
        &self,
        section: &SectionName,
        from: SubmissionId,
        largest: u64,
    ) -> Result<Option<(SubmissionId, u64)>, StoreError> {
        let largest = i64::try_from(largest).unwrap_or(i64::MAX);
        let row = again!(self.pool, connection => sqlx::query!(
            r#"SELECT id AS "id!", size AS "size!"
               FROM (SELECT id, size FROM estafette.submission
                     WHERE section = $1 AND id >= $2 AND size <= $3 ORDER BY id LIMIT 1) AS found
               UNION ALL SELECT id, size
               FROM (SELECT id, size FROM estafette.submission
                     WHERE section = $1 AND size <= $3 ORDER BY id LIMIT 1) AS first
               LIMIT 1"#,
            section.as_str(),
            from.as_bytes().as_slice(),
            largest
        ).fetch_optional(connection).await?)?;
        row.map(|row| Ok((column::submission(row.id)?, column::size(row.size)?))).transpose()
    }
}

/// As PostgreSQL takes many of them.
pub(super) fn bytes_of(ids: &[SubmissionId]) -> Vec<Vec<u8>> {
    ids.iter().map(|id| id.as_bytes().to_vec()).collect()
}

/// The same of names.
pub(super) fn names(sections: &[SectionName]) -> Vec<String> {
    sections.iter().map(|section| section.as_str().to_owned()).collect()
}
