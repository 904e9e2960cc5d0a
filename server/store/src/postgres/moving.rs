//! Things move out of a database, of which nothing is changed: whole rows of all tables, in the order of their keys and from a key on.

use estafette_keys::alive::UntrustedAlive;
use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::ids::{InstanceId, MailboxId, NoteId, ReplyId};
use estafette_keys::removed::UntrustedRemoval;
use estafette_keys::roster::UntrustedRoster;
use sqlx::PgPool;

use super::address::PostgresAddress;
use super::again::again;
use super::engine::Postgres;
use super::{connection, piece, roster, statements, uploads};
use crate::column;
use crate::error::StoreError;
use crate::kept::{
    Content, Counts, FoundSubmission, StoredNote, StoredReply, StoredStatement, Tombstone, UploadId,
    WholeNote, WholeRemoval, WholeReply, WholeSubmission, with_slots,
};
use crate::shared::FormTag;
use crate::shared::calendar::CalendarState;

/// Reads all that a database keeps.
pub(crate) struct Reader {
    pool: PgPool,
}

impl Reader {
    /// Of a database that no server has open.
    pub(crate) async fn open(address: &PostgresAddress) -> Result<Self, StoreError> {
        Ok(Self { pool: connection::open_source(address).await? })
    }

    /// Of what an engine has open.
    pub(crate) fn of(engine: &Postgres) -> Self {
        Self { pool: engine.pool.clone() }
    }

    pub(crate) async fn close(&self) {
        self.pool.close().await;
    }

    pub(crate) async fn instance(&self) -> Result<Option<InstanceId>, StoreError> {
        let row = again!(self.pool, connection => sqlx::query!(
            "SELECT id FROM estafette.instance"
        ).fetch_optional(connection).await?)?;
        row.map(|row| column::bytes_16(row.id).map(InstanceId::from_bytes)).transpose()
    }

    pub(crate) async fn submissions(
        &self,
        from: &[u8],
        limit: i64,
    ) -> Result<Vec<FoundSubmission>, StoreError> {
        let found = self.without_slots(from, limit).await?;
        let [Some(first), Some(last)] = [found.first(), found.last()] else { return Ok(found) };
        let [first, last] = [first, last].map(|found| found.whole.id.as_bytes().as_slice());
        let rows = again!(self.pool, connection => sqlx::query!(
            "SELECT submission, editor, key, coalesce(sealed_new.bytes, sealed.bytes) AS bytes
             FROM estafette.slot LEFT JOIN estafette.sealed_new ON sealed_new.id = slot.sealed
                  LEFT JOIN estafette.sealed ON sealed.id = slot.sealed
             WHERE submission BETWEEN $1 AND $2",
            first,
            last
        ).fetch_all(connection).await?)?;
        let slots = rows.into_iter().map(|row| {
            let (id, editor) = (column::submission(row.submission)?, column::editor(&row.editor)?);
            Ok((id, editor, piece::open(&row.key, row.bytes)?))
        });
        let slots = slots.collect::<Result<Vec<_>, StoreError>>()?;
        Ok(with_slots(found, slots))
    }

    async fn without_slots(&self, from: &[u8], limit: i64) -> Result<Vec<FoundSubmission>, StoreError> {
        let rows = again!(self.pool, connection => sqlx::query!(
            r#"SELECT submission.id, form, section, submission.day, upload, size, aside, sought, memo,
                      kept.until AS "until?", kept.editor AS "keeper?", kept.proof AS "keeping?",
                      deleted.day AS "deleted?", deleted.editor AS "deleter?", deleted.proof AS "deletion?",
                      deleted.restorer AS "restorer?", deleted.restored AS "restored?"
               FROM estafette.submission LEFT JOIN estafette.kept ON kept.submission = submission.id
                    LEFT JOIN estafette.deleted ON deleted.submission = submission.id
               WHERE submission.id >= $1 ORDER BY submission.id LIMIT $2"#,
            from,
            limit
        ).fetch_all(connection).await?)?;
        let found = rows.into_iter().map(|row| {
            let (id, sought) = (column::submission(row.id)?, column::sought(row.sought)?);
            let (upload, size) = (UploadId::of_chunk(row.upload), column::size(row.size)?);
            let whole = WholeSubmission {
                id,
                form: FormTag(column::bytes_16(row.form)?),
                section: column::section(&row.section)?,
                day: column::day(row.day)?,
                size,
                aside: column::some_day(row.aside)?,
                sought,
                kept: column::keeping(id, row.until, row.keeper.as_deref(), row.keeping)?,
                deleted: column::deletion(
                    (row.deleted, row.deleter.as_deref(), row.deletion),
                    (row.restorer.as_deref(), row.restored),
                )?,
                slots: Vec::new(),
                memo: column::memo(&row.memo)?,
            };
            Ok(FoundSubmission { whole, content: Content { upload, size, sought } })
        });
        found.collect()
    }

    pub(crate) async fn piece(&self, content: Content, number: u16) -> Result<Option<Vec<u8>>, StoreError> {
        uploads::stored(&self.pool, content.upload, number).await
    }

    pub(crate) async fn tombstones(&self, from: &[u8], limit: i64) -> Result<Vec<Tombstone>, StoreError> {
        let rows = again!(self.pool, connection => sqlx::query!(
            "SELECT id, form, day FROM estafette.tombstone WHERE id >= $1 ORDER BY id LIMIT $2",
            from,
            limit
        ).fetch_all(connection).await?)?;
        let found = rows.into_iter().map(|row| {
            let (id, form) = (column::submission(row.id)?, FormTag(column::bytes_16(row.form)?));
            Ok(Tombstone { id, form, day: column::day(row.day)? })
        });
        found.collect()
    }

    pub(crate) async fn removals(&self, from: &[u8], limit: i64) -> Result<Vec<WholeRemoval>, StoreError> {
        let rows = again!(self.pool, connection => sqlx::query!(
            "SELECT id, section, day, until, editor, proof FROM estafette.removed WHERE id >= $1 ORDER BY id LIMIT $2",
            from,
            limit
        ).fetch_all(connection).await?)?;
        let found = rows.into_iter().map(|row| {
            let (id, editor) =
                (column::submission(row.id)?, row.editor.as_deref().map(column::editor).transpose()?);
            Ok(WholeRemoval {
                removal: UntrustedRemoval { id, editor, proof: row.proof },
                section: column::section(&row.section)?,
                day: column::day(row.day)?,
                until: column::some_day(row.until)?,
            })
        });
        found.collect()
    }

    pub(crate) async fn forwardings(
        &self,
        (id, section): (&[u8], &[u8]),
        limit: i64,
    ) -> Result<Vec<UntrustedForwarding>, StoreError> {
        let rows = again!(self.pool, connection => sqlx::query!(
            "SELECT submission, section, editor, proof FROM estafette.forwarded
             WHERE (submission, convert_to(section, 'UTF8')) >= ($1, $2)
             ORDER BY submission, convert_to(section, 'UTF8') LIMIT $3",
            id,
            section,
            limit
        ).fetch_all(connection).await?)?;
        let found = rows.into_iter().map(|row| {
            Ok(UntrustedForwarding {
                id: column::submission(row.submission)?,
                to: column::section(&row.section)?,
                editor: column::editor(&row.editor)?,
                proof: row.proof.try_into().map_err(|_| StoreError::Corrupt)?,
            })
        });
        found.collect()
    }

    pub(crate) async fn replies(
        &self,
        (mailbox, id): (&[u8], &[u8]),
        limit: i64,
    ) -> Result<Vec<WholeReply>, StoreError> {
        let rows = again!(self.pool, connection => sqlx::query!(
            "SELECT mailbox, reply.id, section, day, key, coalesce(sealed_new.bytes, sealed.bytes) AS bytes, aside
             FROM estafette.reply LEFT JOIN estafette.sealed_new ON sealed_new.id = reply.sealed
                  LEFT JOIN estafette.sealed ON sealed.id = reply.sealed
             WHERE (mailbox, reply.id) >= ($1, $2) ORDER BY mailbox, reply.id LIMIT $3",
            mailbox,
            id,
            limit
        ).fetch_all(connection).await?)?;
        let found = rows.into_iter().map(|row| {
            let (slot, content) = piece::parted(&piece::open(&row.key, row.bytes)?)?;
            let reply = StoredReply {
                id: ReplyId::from_bytes(column::bytes_16(row.id)?),
                section: column::section(&row.section)?,
                day: column::day(row.day)?,
                slot,
                content,
            };
            let mailbox = MailboxId::from_bytes(column::bytes_16(row.mailbox)?);
            Ok(WholeReply { mailbox, reply, aside: column::some_day(row.aside)? })
        });
        found.collect()
    }

    pub(crate) async fn notes(&self, from: &[u8], limit: i64) -> Result<Vec<WholeNote>, StoreError> {
        let rows = again!(self.pool, connection => sqlx::query!(
            "SELECT note.id, section, day, key, coalesce(sealed_new.bytes, sealed.bytes) AS bytes, aside
             FROM estafette.note LEFT JOIN estafette.sealed_new ON sealed_new.id = note.sealed
                  LEFT JOIN estafette.sealed ON sealed.id = note.sealed
             WHERE note.id >= $1 ORDER BY note.id LIMIT $2",
            from,
            limit
        ).fetch_all(connection).await?)?;
        let mut found = Vec::with_capacity(rows.len());
        for row in rows {
            let note = StoredNote {
                id: NoteId::from_bytes(column::bytes_16(row.id)?),
                section: column::section(&row.section)?,
                day: column::day(row.day)?,
                slot: None,
                content: piece::open(&row.key, row.bytes)?,
            };
            let slots = again!(self.pool, connection => sqlx::query!(
                "SELECT editor, key, coalesce(sealed_new.bytes, sealed.bytes) AS bytes
                 FROM estafette.note_slot LEFT JOIN estafette.sealed_new ON sealed_new.id = note_slot.sealed
                      LEFT JOIN estafette.sealed ON sealed.id = note_slot.sealed
                 WHERE note = $1",
                note.id.as_bytes().as_slice()
            ).fetch_all(connection).await?)?;
            let slots = slots
                .into_iter()
                .map(|slot| Ok((column::editor(&slot.editor)?, piece::open(&slot.key, slot.bytes)?)));
            let mut slots = slots.collect::<Result<Vec<_>, StoreError>>()?;
            slots.sort_unstable();
            found.push(WholeNote { note, slots, aside: column::some_day(row.aside)? });
        }
        Ok(found)
    }

    pub(crate) async fn epochs(&self) -> Result<Vec<StoredStatement>, StoreError> {
        statements::epochs(&self.pool).await
    }

    pub(crate) async fn alive(&self) -> Result<Vec<UntrustedAlive>, StoreError> {
        statements::alive(&self.pool).await
    }

    pub(crate) async fn roster(&self) -> Result<Option<UntrustedRoster>, StoreError> {
        roster::kept(&self.pool).await
    }

    pub(crate) async fn calendar(&self) -> Result<Option<CalendarState>, StoreError> {
        again!(self.pool, connection => connection::calendar(connection).await?)
    }

    /// In the order of [`Counts::KINDS`].
    pub(crate) async fn counts(&self) -> Result<Counts, StoreError> {
        let row = again!(self.pool, connection => sqlx::query!(
            r#"SELECT (SELECT count(*) FROM estafette.submission) AS "submissions!",
                      (SELECT coalesce(sum(size), 0)::bigint FROM estafette.submission) AS "bytes!",
                      (SELECT count(*) FROM estafette.slot) AS "slots!",
                      (SELECT count(*) FROM estafette.kept) AS "kept!",
                      (SELECT count(*) FROM estafette.deleted) AS "deleted!",
                      (SELECT count(*) FROM estafette.forwarded) AS "forwarded!",
                      (SELECT count(*) FROM estafette.tombstone) AS "tombstones!",
                      (SELECT count(*) FROM estafette.removed) AS "removed!",
                      (SELECT count(*) FROM estafette.reply) AS "replies!",
                      (SELECT count(*) FROM estafette.note) AS "notes!",
                      (SELECT count(*) FROM estafette.note_slot) AS "note_slots!",
                      (SELECT count(DISTINCT (editor, digest)) FROM estafette.epoch_week) AS "statements!",
                      (SELECT count(*) FROM estafette.epoch_week) AS "weeks!",
                      (SELECT count(*) FROM estafette.alive) AS "alive!",
                      (SELECT count(*) FROM estafette.roster) AS "rosters!",
                      (SELECT count(*) FROM estafette.calendar) AS "calendars!""#
        ).fetch_one(connection).await?)?;
        let counts = [
            row.submissions,
            row.bytes,
            row.slots,
            row.kept,
            row.deleted,
            row.forwarded,
            row.tombstones,
            row.removed,
            row.replies,
            row.notes,
            row.note_slots,
            row.statements,
            row.weeks,
            row.alive,
            row.rosters,
            row.calendars,
        ];
        Ok(Counts::of(column::counts(counts)?))
    }
}
