//! Replies in mailboxes. Slot and content are sealed together.

use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_keys::message::SectionName;

use super::again::again;
use super::aside::aside_queries;
use super::engine::Postgres;
use super::piece::{self, Piece};
use crate::column;
use crate::error::StoreError;
use crate::kept::{MAILBOX_COUNT, MAILBOX_MAX, PutOutcome, REPLIES_MAX, StoredReply};

impl Postgres {
    pub(crate) async fn replies(&self, mailbox: MailboxId) -> Result<Vec<StoredReply>, StoreError> {
        let mailbox = mailbox.as_bytes().as_slice();
        let rows = again!(self.pool, connection => sqlx::query!(
            r#"SELECT reply.id, section, day, key, coalesce(sealed_new.bytes, sealed.bytes) AS bytes
               FROM estafette.reply LEFT JOIN estafette.sealed_new ON sealed_new.id = reply.sealed
                    LEFT JOIN estafette.sealed ON sealed.id = reply.sealed
               WHERE mailbox = $1 ORDER BY reply.id"#,
            mailbox
        ).fetch_all(connection).await?)?;
        rows.into_iter()
            .map(|row| {
                let (slot, content) = piece::parted(&piece::open(&row.key, row.bytes)?)?;
                Ok(StoredReply {
                    id: ReplyId::from_bytes(column::bytes_16(row.id)?),
                    section: column::section(&row.section)?,
                    day: column::day(row.day)?,
                    slot,
                    content,
                })
            })
            .collect()
    }

    pub(crate) async fn a_reply_size(
        &self,
        section: &SectionName,
        from: MailboxId,
        largest: u64,
    ) -> Result<Option<u64>, StoreError> {
        let largest = i64::try_from(largest).unwrap_or(i64::MAX);
        let row = again!(self.pool, connection => sqlx::query!(
            r#"SELECT size AS "size!"
               FROM (SELECT size FROM estafette.reply
                     WHERE section = $1 AND mailbox >= $2 AND size <= $3 ORDER BY mailbox, id LIMIT 1) AS found
               UNION ALL SELECT size
               FROM (SELECT size FROM estafette.reply
                     WHERE section = $1 AND size <= $3 ORDER BY mailbox, id LIMIT 1) AS first
               LIMIT 1"#,
            section.as_str(),
            from.as_bytes().as_slice(),
            largest
        ).fetch_optional(connection).await?)?;
        row.map(|row| column::size(row.size)).transpose()
    }

    pub(crate) async fn put_reply(
        &self,
        mailbox: MailboxId,
        reply: StoredReply,
    ) -> Result<PutOutcome, StoreError> {
        let both = piece::joined(&reply.slot, &reply.content);
        let piece = Piece::seal(both.clone(), self.host.as_ref());
        let (mailbox, id) = (mailbox.as_bytes().as_slice(), reply.id.as_bytes().as_slice());
        let size = i64::try_from(reply.content.len()).unwrap_or(i64::MAX);
        let added = again!(self.pool, connection => sqlx::query!(
            r#"WITH added AS (INSERT INTO estafette.reply (mailbox, id, section, day, size, sealed, key)
                              SELECT $1, $2, $3, $4, $5, $6, $7
                              WHERE (SELECT count(*) < $8 AND coalesce(sum(size + 4096), 0)::bigint + $5 + 4096 <= $9
                                     FROM estafette.reply WHERE mailbox = $1)
                              AND (SELECT count(*) FROM estafette.reply WHERE section = $3) < $10
                              ON CONFLICT DO NOTHING RETURNING id),
                    bytes AS (INSERT INTO estafette.sealed_new (id, bytes) SELECT $6, $11 FROM added)
               SELECT count(*) AS "count!" FROM added"#,
            mailbox,
            id,
            reply.section.as_str(),
            reply.day.days_since_epoch(),
            size,
            piece.sealed,
            piece.key,
            MAILBOX_COUNT,
            MAILBOX_MAX,
            REPLIES_MAX,
            piece.bytes
        ).fetch_one(connection).await?.count)?;
        if added > 0 {
            return Ok(PutOutcome::Created);
        }
        let held = again!(self.pool, connection => sqlx::query!(
            "SELECT section, key FROM estafette.reply WHERE mailbox = $1 AND id = $2",
            mailbox,
            id
        ).fetch_optional(connection).await?)?;
        let Some(held) = held else { return Ok(PutOutcome::Crowded) };
        let same = held.section == reply.section.as_str() && piece::is_of(&held.key, &both)?;
        Ok(if same { PutOutcome::Same } else { PutOutcome::Conflict })
    }

    pub(crate) async fn delete_reply(&self, mailbox: MailboxId, id: ReplyId) -> Result<bool, StoreError> {
        let (mailbox, id) = (mailbox.as_bytes().as_slice(), id.as_bytes().as_slice());
        again!(self.pool, connection, unsure => {
            let done = sqlx::query!("DELETE FROM estafette.reply WHERE mailbox = $1 AND id = $2", mailbox, id);
            done.execute(connection).await?.rows_affected() > 0 || unsure
        })
    }
}

aside_queries!("estafette.reply");
