//! What the store promises, and what it does when something is wrong: one file for each promise and fault.

mod accepted;
mod acts;
mod another_database;
mod at_rest;
mod calendar;
mod cells;
mod clock;
mod deleted_and_back;
mod deleted_means_gone;
mod expiry;
mod forwarded;
mod full;
mod instance;
mod junk;
mod kept;
mod look;
mod memos;
mod migrations;
mod notes_and_epochs;
mod redated;
mod removed;
mod replies;
mod sent;
mod spoilt_batch;
mod taken_back;
mod upload_cut;
