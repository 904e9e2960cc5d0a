//! Replies in mailboxes.

use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_keys::message::SectionName;

use super::change::{Change, Transaction};
use super::engine::Sqlite;
use super::reply_queries;
use crate::error::StoreError;
use crate::kept::{PutOutcome, StoredReply};

impl Sqlite {
    pub(crate) async fn replies(&self, mailbox: MailboxId) -> Result<Vec<StoredReply>, StoreError> {
        reply_queries::list(&self.readers, mailbox).await
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
        reply_queries::put(transaction.connection, self.mailbox, &self.reply).await
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
