//! Replies, waiting in their sources' mailboxes.

use estafette_keys::day::Day;
use estafette_keys::ids::ReplyId;
use estafette_keys::message::SectionName;

/// The most bytes in one mailbox: a source's page holds all of it.
pub(crate) const MAILBOX_MAX: i64 = 16 * 1024 * 1024;

/// The most replies in one mailbox, however small they are.
pub(crate) const MAILBOX_COUNT: i64 = 256;
/// The most replies that wait for the sources of one section.
pub(crate) const REPLIES_MAX: i64 = 50_000;

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
