//! What the codes mean for the store with which SQLite, PostgreSQL and the machine say that something went wrong.

use std::io;

use rustix::io::Errno;
use sqlx::postgres::PgDatabaseError;

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
        if let Some(code) = postgres_code(&error) {
            return of_postgres(code).unwrap_or(Self::Database(error));
        }
        match (primary_code(&error), &error) {
            (Some(FULL), _) => Self::Full,
            (Some(BUSY | LOCKED), _) | (_, sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed) => Self::Busy,
            (Some(READ_ONLY | IO), _) => Self::Disk,
            (Some(CORRUPT | NOT_A_DATABASE), _) => Self::Corrupt,
            // No SQLite is behind a connection.
            (_, sqlx::Error::Io(_) | sqlx::Error::Tls(_) | sqlx::Error::Protocol(_)) => Self::Away,
            _ => Self::Database(error),
        }
    }
}

/// Whether the connection is as good as before: a statement was refused, and the machine did nothing wrong.
pub(crate) fn spares_the_connection(error: &StoreError) -> bool {
    matches!(error, StoreError::Database(error) if primary_code(error) == Some(CONSTRAINT))
}

/// SQLite's result code, without what refines it.
fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code = error.as_database_error()?.code()?.parse::<i32>().ok()?;
    Some(code & 0xff)
}

/// PostgreSQL's `SQLSTATE`.
fn postgres_code(error: &sqlx::Error) -> Option<&str> {
    Some(error.as_database_error()?.try_downcast_ref::<PgDatabaseError>()?.code())
}

/// What a `SQLSTATE` means; the first two characters are its class. `None` for what this program did wrong, or nobody expects.
fn of_postgres(code: &str) -> Option<StoreError> {
    let (class, _) = code.split_at_checked(2)?;
    Some(match (class, code) {
        // Its disk is full.
        (_, "53100") => StoreError::Full,
        // It starts, stops, has no connection left, or became one that only reads.
        (_, "53300" | "25006") | ("08" | "57", _) if code != "57014" => StoreError::Away,
        // Out of memory, or two that waited for each other; a statement that took too long.
        ("53" | "40", _) | (_, "55P03" | "57014") => StoreError::Busy,
        // It can't read or write its files.
        ("58", _) => StoreError::Disk,
        ("XX", "XX001" | "XX002") => StoreError::Corrupt,
        // It knows no such account or database, or the account may not.
        ("28" | "3D", _) | (_, "42501") => StoreError::Refused,
        _ => return None,
    })
}

/// What an error of a file is for whoever runs the server.
pub(crate) fn told(error: io::Error) -> StoreError {
    match (error.kind(), Errno::from_io_error(&error)) {
        (io::ErrorKind::StorageFull, _) => StoreError::Full,
        (io::ErrorKind::ReadOnlyFilesystem, _) | (_, Some(Errno::IO)) => StoreError::Disk,
        _ => StoreError::Folder(error),
    }
}

/// The same, of a file that is open.
pub(crate) fn failed(error: io::Error) -> StoreError {
    match told(error) {
        StoreError::Folder(_) => StoreError::Disk,
        told => told,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_postgresql_says_is_something_to_do() {
        for (code, expected) in [
            ("53100", "make room"),
            ("53300", "look whether PostgreSQL"),
            ("25006", "look whether PostgreSQL"),
            ("57P01", "look whether PostgreSQL"),
            ("08006", "look whether PostgreSQL"),
            ("57014", "try again"),
            ("40P01", "try again"),
            ("58030", "look for the disk"),
            ("28P01", "check the address"),
            ("3D000", "check the address"),
        ] {
            let hint = of_postgres(code).expect("it is known").hint();
            assert!(hint.starts_with(expected), "{code}: {hint}");
        }
        assert!(of_postgres("42601").is_none() && of_postgres("").is_none());
    }
}
