//! What can go wrong with the store, in as many words as anyone needs.

/// The store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// No space: nothing was taken.
    #[error("the disk is full, or its reserve is reached")]
    Full,
    /// Too much at once, or stopping.
    #[error("the store is busy")]
    Busy,
    /// The file is no database of ours, or is damaged.
    #[error("the database is damaged")]
    Corrupt,
    /// A later version made it.
    #[error("the database was made by a newer version")]
    Newer,
    /// It belongs to another instance.
    #[error("the database is another instance's")]
    Instance,
    /// The folder can't be used.
    #[error("could not open the data folder")]
    Folder(#[source] std::io::Error),
    /// Anything else. Statements carry no values in their errors: those are bound.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
}

/// SQLite's primary result codes.
const BUSY: i32 = 5;
const CORRUPT: i32 = 11;
const FULL: i32 = 13;
const NOT_A_DATABASE: i32 = 26;

impl From<sqlx::Error> for StoreError {
    fn from(error: sqlx::Error) -> Self {
        let code = error
            .as_database_error()
            .and_then(|error| error.code())
            .and_then(|code| code.parse::<i32>().ok())
            .map(|code| code & 0xff);
        match code {
            Some(FULL) => Self::Full,
            Some(BUSY) => Self::Busy,
            Some(CORRUPT | NOT_A_DATABASE) => Self::Corrupt,
            _ => Self::Database(error),
        }
    }
}

impl StoreError {
    /// Whether trying the same again, alone, could end otherwise.
    pub(super) fn is_of_the_command(&self) -> bool {
        matches!(self, Self::Database(_))
    }
}
