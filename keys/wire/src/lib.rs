#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

pub mod day;
pub mod epochs;
pub mod login;
pub mod mailbox;
pub mod mailboxes;
pub mod notes;
pub mod opened;
pub mod removed;
pub mod roster;
pub mod sections;
pub mod submissions;
pub mod uploads;
pub mod waiting;
pub mod withdraw;

pub use bytes::Base64;
pub use refusal::{ErrorBody, Refusal};

mod bytes;
mod refusal;
