//! What SQLite's result codes mean for the store.

use crate::StoreError;

/// SQLite's primary result codes.
const BUSY: i32 = 5;
const LOCKED: i32 = 6;
const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const CONSTRAINT: i32 = 19;
const NOT_A_DATABASE: i32 = 26;

/// The case that an error of SQLite's is; `None` for the rest.
pub(crate) fn known_error(error: &sqlx::Error) -> Option<StoreError> {
    match primary_code(error)? {
        FULL => Some(StoreError::Full),
        BUSY | LOCKED => Some(StoreError::Busy),
        CORRUPT | NOT_A_DATABASE => Some(StoreError::Corrupt),
        _ => None,
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
