//! What is kept: the words in which a server speaks of it.

mod notes;
mod outcome;
mod replies;
mod statements;
mod submissions;
mod upload;
mod whole;

pub use notes::StoredNote;
pub use outcome::PutOutcome;
pub use replies::StoredReply;
pub use statements::StoredStatement;
pub use submissions::{Content, NewSubmission, Sought, StoredDeletion, StoredSubmission, Waiting};
pub use upload::{CHUNK, Upload};
pub use whole::Counts;

pub(crate) use notes::{NOTES_BYTES_MAX, NOTES_MAX, NOTES_PAGE_BYTES};
pub(crate) use replies::{MAILBOX_COUNT, MAILBOX_MAX, REPLIES_MAX};
pub(crate) use upload::{Progress, UploadId};
pub(crate) use whole::{
    FoundSubmission, Tombstone, WholeDeletion, WholeNote, WholeRemoval, WholeReply, WholeSubmission,
    with_slots,
};
