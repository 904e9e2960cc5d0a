#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod codes;
mod column;
mod error;
mod host;
mod kept;
mod postgres;
mod shared;
mod sqlite;
mod store;

pub use error::StoreError;
pub use host::{Host, Room};
pub use kept::{
    CHUNK, Content, Counts, NewSubmission, PutOutcome, Sought, StoredDeletion, StoredNote, StoredReply,
    StoredStatement, StoredSubmission, Upload, Waiting,
};
pub use postgres::{PostgresAddress, PostgresPlace, Setting, Weight};
pub use shared::calendar;
pub use shared::{
    ASIDE_DAYS, Expiry, Floors, FormTag, Given, IdHold, Junk, Peer, Reservation, Reserved, ServerId, Space,
    StoreStatus, Told,
};
pub use sqlite::{DataFolder, LockedFolder};
pub use store::{PAGE, Place, Progress, Store, copy};
