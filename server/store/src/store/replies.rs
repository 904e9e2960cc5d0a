//! Replies, waiting in their sources' mailboxes.

use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_keys::message::SectionName;

use super::{Store, dispatch};
use crate::error::StoreError;
use crate::kept::{PutOutcome, StoredReply};

impl Store {
    /// The replies in a mailbox, in the (random) order of their ids.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn replies(&self, mailbox: MailboxId) -> Result<Vec<StoredReply>, StoreError> {
        dispatch!(self, replies(mailbox))
    }

    /// The size of the content of a section's reply that has at most `largest` bytes: the first from `from` on, in the order of
    /// mailboxes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn a_reply_size(
        &self,
        section: &SectionName,
        from: MailboxId,
        largest: u64,
    ) -> Result<Option<u64>, StoreError> {
        dispatch!(self, a_reply_size(section, from, largest))
    }

    /// Leaves a reply in a mailbox; [`PutOutcome::Crowded`] when the mailbox is full.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_reply(&self, mailbox: MailboxId, reply: StoredReply) -> Result<PutOutcome, StoreError> {
        self.check_text()?;
        dispatch!(self, put_reply(mailbox, reply))
    }

    /// Removes a reply. `false` when it was gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_reply(&self, mailbox: MailboxId, id: ReplyId) -> Result<bool, StoreError> {
        dispatch!(self, delete_reply(mailbox, id))
    }
}
