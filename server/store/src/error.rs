//! What can go wrong with the store, in as few cases as anyone can act on.

/// The store failed.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no room: nothing was kept.
    #[error("the disk is full, or its reserve is reached")]
    Full,
    /// Too much is asked at once, or the store is stopping.
    #[error("the store is busy")]
    Busy,
    /// The disk did not write or read, or takes no more writes: nothing was kept.
    #[error("the disk fails, or can only be read")]
    Disk,
    /// The file is damaged, or was not made by this program.
    #[error("the database is damaged, or was not made by this program")]
    Corrupt,
    /// A later version made it.
    #[error("the database was made by a newer version")]
    Newer,
    /// Another process has it open.
    #[error("another server has the database open")]
    InUse,
    /// It belongs to another instance.
    #[error("the database belongs to another instance")]
    Instance,
    /// The folder can't be used.
    #[error("could not make the data folder private")]
    Folder(#[source] std::io::Error),
    /// The file that a copy should become is there.
    #[error("the file to copy into exists already, or can't be made")]
    Taken,
    /// No connection to the database, or it does not take any changes at this moment.
    #[error("the database can't be reached, or takes no changes")]
    Away,
    /// The address of the database is not one that this program uses.
    #[error("the address of the database can't be used: {0}")]
    Address(&'static str),
    /// The database does not let this server in.
    #[error("the database does not let this server in")]
    Refused,
    /// The database is run by a version that is too old.
    #[error("the database is run by a version of PostgreSQL before 15")]
    Older,
    /// There is nothing to copy from, or not in the form of this version.
    #[error("there is nothing that can be copied: {0}")]
    Source(&'static str),
    /// A copy that was begun is not one of what is copied now.
    #[error("what is in the copy differs from what is copied: {count} {kind}")]
    Differs {
        /// Of which kind.
        kind: &'static str,
        /// How many.
        count: u64,
    },
    /// Anything else. Values are bound, so no error's text has one.
    #[error("the database failed")]
    Database(#[source] sqlx::Error),
}

impl StoreError {
    /// What whoever runs the server can do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Full => "make room on the disk, or lower disk-reserve-megabytes in [limits]",
            Self::Busy => "try again in a moment",
            Self::Disk => {
                "look for the disk in the kernel's log; if it can only be read, mount it for writing"
            }
            Self::InUse => "stop the other server first, or give this one a data folder of its own",
            Self::Corrupt => "restore the data folder from a backup; check the disk",
            Self::Newer => "install the version that last ran here, or a later one",
            Self::Instance => "give each instance a data folder of its own",
            Self::Folder(_) => {
                "the data folder must belong to the server's account, and its parent must exist"
            }
            Self::Taken => "name a new file, in a folder where this account may write",
            Self::Away => {
                "look whether PostgreSQL runs, takes connections and is the one that may be written to"
            }
            Self::Address(_) => {
                "give postgres:///DATABASE?host=/FOLDER-OF-ITS-SOCKET&user=USER, or a host with sslmode=verify-full"
            }
            Self::Refused => {
                "check the address's user, password and database; the user must own the database"
            }
            Self::Older => "update PostgreSQL to 15 or later",
            Self::Source(_) => {
                "name the data folder or the database of a server; one of an earlier version is brought up to date by starting this version's server on it once"
            }
            Self::Differs { .. } => "copy into an empty folder or database; nothing was removed from either",
            Self::Database(_) => {
                "check that the data folder is readable and writable, and that the disk works"
            }
        }
    }

    pub(crate) fn fault(&self) -> Fault {
        match self {
            Self::Full => Fault::Full,
            Self::Corrupt => Fault::Corrupt,
            Self::Disk | Self::Database(_) => Fault::Failed,
            Self::Away => Fault::Away,
            _ => Fault::Other,
        }
    }
}

/// Why a piece of an upload was not kept. Unlike the error it comes from, it can be told more than once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Fault {
    Full,
    Corrupt,
    Failed,
    Away,
    Other,
}

impl From<Fault> for StoreError {
    fn from(fault: Fault) -> Self {
        match fault {
            Fault::Full => Self::Full,
            Fault::Corrupt => Self::Corrupt,
            Fault::Failed => Self::Disk,
            Fault::Away => Self::Away,
            Fault::Other => Self::Busy,
        }
    }
}
