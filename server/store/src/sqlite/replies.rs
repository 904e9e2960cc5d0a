//! Replies in mailboxes.

use estafette_keys::ids::{MailboxId, ReplyId};

use super::change::{Change, Transaction, compared};
use super::engine::Sqlite;
use super::pointer::Column;
use super::reply_queries;
use crate::error::StoreError;
use crate::kept::{MAILBOX_MAX, PutOutcome, StoredReply};

impl Sqlite {
    pub(crate) async fn replies(&self, mailbox: MailboxId) -> Result<Vec<StoredReply>, StoreError> {
        let looking = self.cells.look().await;
        let mut replies = reply_queries::list(&self.readers, mailbox).await?;
        looking
            .open(replies.iter_mut().flat_map(|reply| [&mut reply.slot, &mut reply.content]).collect())
            .await?;
        Ok(replies)
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
        let mut held = reply.slot.len() + reply.content.len();
        for column in reply_queries::columns(transaction.connection, mailbox).await?.iter().flatten() {
            held += Column::parse(column)?.length();
        }
        if held > MAILBOX_MAX {
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
