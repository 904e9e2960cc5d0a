//! `/v1/…` on the source's side: for the program of who writes without a browser. The codename stays with them.

pub(crate) mod mailbox;
pub(crate) mod pinned;
pub(crate) mod roster;
pub(crate) mod sections;
pub(crate) mod uploads;
pub(crate) mod waiting;
pub(crate) mod withdraw;
