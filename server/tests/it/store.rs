//! What the store promises, and what it does when something is wrong.

mod accepted;
mod another_database;
mod at_rest;
mod calendar;
mod deleted_means_gone;
mod expiry;
mod full;
mod kept;
mod notes_and_epochs;
mod removed;
mod replies;
mod spoilt_batch;
mod taken_back;
mod upload_cut;
