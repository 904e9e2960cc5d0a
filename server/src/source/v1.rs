//! `/v1/…` on the source's side: for the program of who writes without a browser. The codename stays with them.

pub mod mailbox;
pub mod pinned;
pub mod roster;
pub mod sections;
pub mod uploads;
pub mod waiting;
pub mod withdraw;
