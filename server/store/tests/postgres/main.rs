//! The same promises on PostgreSQL, by the same tests where they are not about SQLite's files; and those that only several servers can
//! break. The database is a real one, of Debian's packages.

#[path = "../it/accepted.rs"]
mod accepted;
#[path = "../it/acts.rs"]
mod acts;
mod away;
mod calendar;
mod changes;
#[path = "../it/clock.rs"]
mod clock;
mod cluster;
mod copied;
#[path = "../it/deleted_and_back.rs"]
mod deleted_and_back;
#[path = "../it/expiry.rs"]
mod expiry;
mod faults;
mod filled;
mod forgotten;
#[path = "../it/forwarded.rs"]
mod forwarded;
mod instance;
#[path = "../it/kept.rs"]
mod kept;
mod leader;
#[path = "../it/look.rs"]
mod look;
#[path = "../it/memos.rs"]
mod memos;
#[path = "../it/notes_and_epochs.rs"]
mod notes_and_epochs;
mod opening;
#[expect(unreachable_pub, dead_code, reason = "it is a file of a library, too")]
#[path = "../../../../tests/src/postgres.rs"]
mod process;
#[path = "../it/redated.rs"]
mod redated;
#[path = "../it/removed.rs"]
mod removed;
#[path = "../it/replies.rs"]
mod replies;
mod room;
#[path = "../it/sent.rs"]
mod sent;
mod servers;
#[path = "../it/spoilt_batch.rs"]
mod spoilt_batch;
#[path = "../it/taken_back.rs"]
mod taken_back;
mod told;
