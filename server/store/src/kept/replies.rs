//! Replies, waiting in their sources' mailboxes.

use estafette_keys::day::Day;
use estafette_keys::ids::{MailboxId, ReplyId};
use estafette_keys::message::SectionName;

use super::PutOutcome;
use crate::store::dispatch;
use crate::{Store, StoreError};

/// The most bytes in one mailbox: a source's page holds all of it.
pub(crate) const MAILBOX_MAX: i64 = 16 * 1024 * 1024;

/// A reply, sealed to its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReply {
    /// Its id.
    pub id: ReplyId,
    /// The section that replies.
    pub section: SectionName,
    /// The day it was written.
    pub day: Day,
    /// The item key, sealed.
    pub slot: Vec<u8>,
    /// The message, sealed.
    pub content: Vec<u8>,
}

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
