#![doc = include_str!("../README.md")]
#![forbid(unsafe_code)]

mod error;
mod host;
mod kept;
mod shared;
mod sqlite;
mod store;

pub use error::StoreError;
pub use host::{Host, Room};
pub use kept::{
    CHUNK, Content, NewSubmission, PutOutcome, Sought, StoredDeletion, StoredNote, StoredReply,
    StoredStatement, StoredSubmission, Upload, Waiting,
};
pub use shared::calendar;
pub use shared::{ASIDE_DAYS, Expiry, FormTag, IdHold, Junk, Reservation, Reserved};
pub use sqlite::{DataFolder, Floors, FolderStatus, LockedFolder, Space};
pub use store::{PAGE, Store};
