//! Replies, waiting in their sources' mailboxes.

use estafette_keys::ids::{MailboxId, ReplyId};

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
