//! Replies in mailboxes.

use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_keys::message::SectionName;

use super::change::{Change, Transaction, compared};
use super::engine::Sqlite;
use super::reply_queries;
use super::size::SMALL;
use crate::error::StoreError;
use crate::kept::{MAILBOX_COUNT, MAILBOX_MAX, PutOutcome, REPLIES_MAX, StoredReply};

impl Sqlite {
    pub(crate) async fn replies(&self, mailbox: MailboxId) -> Result<Vec<StoredReply>, StoreError> {
        let looking = self.cells.look().await;
        let mut replies = reply_queries::list(&self.readers, mailbox).await?;
        looking
            .open(replies.iter_mut().flat_map(|reply| [&mut reply.slot, &mut reply.content]).collect())
            .await?;
        Ok(replies)
    }

    pub(crate) async fn a_reply_size(
        &self,
        section: &SectionName,
        from: MailboxId,
        largest: u64,
    ) -> Result<Option<u64>, StoreError> {
        reply_queries::a_size(&self.readers, section, from, largest).await
    }

    pub(crate) async fn put_reply(
        &self,
        mailbox: MailboxId,
        reply: StoredReply,
    ) -> Result<PutOutcome, StoreError> {
        self.writer.run(PutReply { mailbox, reply }).await
    }

    pub(crate) async fn delete_reply(&self, mailbox: MailboxId, id: ReplyId) -> Result<bool, StoreError> {
        self.writer.run(DeleteReply { mailbox, id }).await
    }
}

struct PutReply {
    mailbox: MailboxId,
    reply: StoredReply,
}

impl Change for PutReply {
    type Answer = PutOutcome;

    fn bytes(&self) -> usize {
        self.reply.slot.len() + self.reply.content.len()
    }

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<PutOutcome, StoreError> {
        let (mailbox, reply) = (self.mailbox, &self.reply);
        let there = reply_queries::held(transaction.connection, mailbox, reply.id).await?;
        if let Some((section, [slot, content])) = there {
            let same = [compared(&slot, &reply.slot)?, compared(&content, &reply.content)?];
            let same = section == reply.section && same == [PutOutcome::Same; 2];
            return Ok(if same { PutOutcome::Same } else { PutOutcome::Conflict });
        }
        let (bytes, count, of_section) =
            reply_queries::filled(transaction.connection, mailbox, &reply.section).await?;
        let added = i64::try_from(reply.content.len() + SMALL).unwrap_or(i64::MAX);
        let is_full = bytes.saturating_add(added) > MAILBOX_MAX || count >= MAILBOX_COUNT;
        if is_full || of_section >= REPLIES_MAX {
            return Ok(PutOutcome::Crowded);
        }
        let columns = [transaction.place(&reply.slot)?, transaction.place(&reply.content)?];
        reply_queries::insert(transaction.connection, mailbox, reply, columns).await?;
        Ok(PutOutcome::Created)
    }
}

struct DeleteReply {
    mailbox: MailboxId,
    id: ReplyId,
}

impl Change for DeleteReply {
    type Answer = bool;
    const DELETES: bool = true;

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<bool, StoreError> {
        reply_queries::delete(transaction.connection, self.mailbox, self.id).await
    }
}
