//! SQLite's own: one database file in a data folder, which one server holds, and one task that writes.
//!
//! The task takes what has gathered, commits it at once, and only then answers: an answer means that the commit is on the disk.
//! Readers have a few connections of their own. `*_queries.rs` are one table each.

pub use folder::{DataFolder, LockedFolder};

pub(crate) use engine::Sqlite;
pub(crate) use moving::Reader;

mod alive_queries;
mod arrival_queries;
mod aside;
mod bitmap;
mod calendar_queries;
mod cells;
mod change;
mod chunk_queries;
mod class;
mod connection;
mod copy;
mod deleted_queries;
mod engine;
mod epoch_statement_queries;
mod epoch_week_queries;
mod expiry;
mod facts;
mod folder;
mod forwarded;
mod forwarded_queries;
mod instance_queries;
mod journal;
mod kept_queries;
mod known_queries;
mod maintenance;
mod maintenance_queries;
mod moving;
mod moving_queries;
mod note_queries;
mod note_slot_queries;
mod notes;
mod placer;
mod placing;
mod pointer;
mod removed_queries;
mod replies;
mod reply_queries;
mod roster;
mod roster_queries;
mod size;
mod slot_queries;
mod statements;
mod stored;
mod submission_queries;
mod submissions;
mod tombstone_queries;
mod walk;
mod writer;
