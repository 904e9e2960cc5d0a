//! What SQLite's result codes mean for the store.

use std::io;

use rustix::io::Errno;

use crate::error::StoreError;

/// SQLite's primary result codes.
const BUSY: i32 = 5;
const LOCKED: i32 = 6;
const READ_ONLY: i32 = 8;
const IO: i32 = 10;
const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const CONSTRAINT: i32 = 19;
const NOT_A_DATABASE: i32 = 26;

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match (primary_code(&error), &error) {
            (Some(FULL), _) => Self::Full,
            (Some(BUSY | LOCKED), _) | (_, sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed) => Self::Busy,
            (Some(READ_ONLY | IO), _) => Self::Disk,
            (Some(CORRUPT | NOT_A_DATABASE), _) => Self::Corrupt,
            _ => Self::Database(error),
        }
    }
}

/// Whether the connection is as good as before: a statement was refused, and the machine did nothing wrong.
pub(super) fn spares_the_connection(error: &StoreError) -> bool {
    matches!(error, StoreError::Database(error) if primary_code(error) == Some(CONSTRAINT))
}

/// SQLite's result code, without what refines it.
fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code = error.as_database_error()?.code()?.parse::<i32>().ok()?;
    Some(code & 0xff)
}

/// What an error of a file is for whoever runs the server.
pub(super) fn told(error: io::Error) -> StoreError {
    match (error.kind(), Errno::from_io_error(&error)) {
        (io::ErrorKind::StorageFull, _) => StoreError::Full,
        (io::ErrorKind::ReadOnlyFilesystem, _) | (_, Some(Errno::IO)) => StoreError::Disk,
        _ => StoreError::Folder(error),
    }
}

/// The same, of a file that is open.
pub(super) fn failed(error: io::Error) -> StoreError {
    match told(error) {
        StoreError::Folder(_) => StoreError::Disk,
        told => told,
    }
}
