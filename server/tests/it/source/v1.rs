//! The source's API, URL by URL.

mod mailbox;
mod roster;
mod sections;
mod uploads;
mod waiting;
mod withdraw;
