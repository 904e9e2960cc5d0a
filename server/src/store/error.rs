//! What can go wrong with the store, in as many words as anyone needs.

use crate::report::Coded;

/// The store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No room: nothing was kept.
    #[error("the disk is full, or its reserve is reached")]
    Full,
    /// Too much at once, or stopping.
    #[error("the store is busy")]
    Busy,
    /// The file is damaged, or was not made by this program.
    #[error("the database is damaged, or was not made by this program")]
    Corrupt,
    /// A later version made it.
    #[error("the database was made by a newer version")]
    Newer,
    /// Another process has it open.
    #[error("another server has the database open")]
    Held,
    /// It belongs to another instance.
    #[error("the database belongs to another instance")]
    Instance,
    /// The folder can't be used.
    #[error("could not make the data folder private")]
    Folder(#[source] std::io::Error),
    /// The file that a copy should become is there.
    #[error("the file to copy into exists already, or can't be made")]
    Taken,
    /// Anything else. Values are bound, so no error's text has one.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
}

impl Coded for StoreError {
    fn code(&self) -> &'static str {
        match self {
            Self::Full => "S1",
            Self::Busy => "S2",
            Self::Corrupt => "S3",
            Self::Newer => "S4",
            Self::Held => "S5",
            Self::Instance => "S6",
            Self::Folder(_) => "S7",
            Self::Database(_) => "S8",
            Self::Taken => "S9",
        }
    }
}

/// What befell a piece of an upload, to be told again and again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Fault {
    Full,
    Corrupt,
    Other,
}

/// SQLite's primary result codes.
const BUSY: i32 = 5;
const LOCKED: i32 = 6;
const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const CONSTRAINT: i32 = 19;
const NOT_A_DATABASE: i32 = 26;

impl StoreError {
    /// What to do about it, for who runs the server.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Full => "make room on the disk, or lower disk-reserve-megabytes in [limits]",
            Self::Busy => "try again in a moment",
            Self::Held => "stop the other server first, or give this one a data folder of its own",
            Self::Corrupt => "restore the data folder from a backup; check the disk",
            Self::Newer => "install the version that last ran here, or a later one",
            Self::Instance => "give each instance a data folder of its own",
            Self::Folder(_) => {
                "the data folder must belong to the server's account, and its parent must exist"
            }
            Self::Taken => "name a new file, in a folder where this account may write",
            Self::Database(_) => {
                "check that the data folder is readable and writable, and that the disk works"
            }
        }
    }

    pub(super) fn fault(&self) -> Fault {
        match self {
            Self::Full => Fault::Full,
            Self::Corrupt => Fault::Corrupt,
            _ => Fault::Other,
        }
    }

    /// Whether the connection is as good as before: a statement was refused, the machine did nothing wrong.
    pub(super) fn spares_the_connection(&self) -> bool {
        matches!(self, Self::Database(error) if primary_code(error) == Some(CONSTRAINT))
    }
}

impl From<Fault> for StoreError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Full => Self::Full,
            Fault::Corrupt => Self::Corrupt,
            Fault::Other => Self::Busy,
        }
    }
}

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        match (primary_code(&error), &error) {
            (Some(FULL), _) => Self::Full,
            (Some(BUSY | LOCKED), _) | (_, sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed) => Self::Busy,
            (Some(CORRUPT | NOT_A_DATABASE), _) => Self::Corrupt,
            _ => Self::Database(error),
        }
    }
}

/// SQLite's result code, without what refines it.
fn primary_code(error: &sqlx::Error) -> Option<i32> {
    let code = error.as_database_error()?.code()?.parse::<i32>().ok()?;
    Some(code & 0xff)
}
