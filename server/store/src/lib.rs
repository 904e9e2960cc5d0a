#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod error;
mod kept;
mod shared;
mod sqlite;
mod store;

pub use error::StoreError;
pub use kept::{
    CHUNK, Content, FormTag, NewSubmission, PAGE, PutOutcome, StoredNote, StoredReply, StoredStatement,
    StoredSubmission, Upload, Waiting,
};
pub use shared::calendar;
pub use shared::{ASIDE_DAYS, Expiry, IdHold, Reservation, Reserved};
pub use sqlite::{DataFolder, Floors, FolderStatus, LockedFolder, Space};
pub use store::{Host, Room, Store};
