//! What is kept: the words in which a server speaks of it, and the part of the facade that reads and writes it.

mod facts;
mod notes;
mod replies;
mod roster;
mod statements;
mod submissions;
mod upload;

pub use notes::StoredNote;
pub use replies::StoredReply;
pub use statements::StoredStatement;
pub use submissions::{Content, FormTag, NewSubmission, StoredSubmission, Waiting};
pub use upload::Upload;

pub(crate) use replies::MAILBOX_MAX;
pub(crate) use upload::{Progress, UploadId};

/// The largest piece of content, in bytes. The first piece of an upload may use the text's share of the disk.
pub const CHUNK: usize = 128 * 1024;
/// How many rows a list gives at once.
pub const PAGE: usize = 100;

/// What became of a thing that was put under an id of the caller's choice.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PutOutcome {
    /// It is new.
    Created,
    /// The same was there already.
    Same,
    /// Something else was there under its id: nothing was changed.
    Conflict,
    /// There is no room where it should go: nothing was changed.
    Crowded,
}

/// How many rows an engine looks for, so that it shows whether there are more than [`PAGE`].
const LOOKED_FOR: usize = PAGE + 1;

/// The rows of one page, and whether there are more.
fn page_of<T>(mut rows: Vec<T>) -> (Vec<T>, bool) {
    let more = rows.len() > PAGE;
    rows.truncate(PAGE);
    (rows, more)
}
