//! PostgreSQL's own: one database, which several servers share. Nothing that a server must know of another is in its memory alone.
//!
//! What is held lies in locks of one connection of each server (`holds.rs`): in memory, and gone with the server. All else is one statement
//! or one transaction, which may be made twice: where the connection breaks it is (`again.rs`), for as long as somebody waits.

pub use address::{PostgresAddress, PostgresPlace};
pub use settings::{Setting, Weight};

pub(crate) use alone::Alone;
pub(crate) use engine::Postgres;
pub(crate) use moving::Reader;
pub(crate) use presence::Presence;

mod address;
mod again;
mod alone;
mod aside;
mod changes;
mod connection;
mod database;
mod engine;
mod expiry;
mod facts;
mod forwarded;
mod holds;
mod locks;
mod moving;
mod notes;
mod orphans;
mod peers;
mod piece;
mod presence;
mod quota;
mod replies;
mod rewriting;
mod roster;
mod settings;
mod slots;
mod statements;
mod submissions;
mod taking;
mod upkeep;
mod uploads;
