//! What is broken in a vault, by name.

use std::fmt;
use std::io;
use std::path::PathBuf;

use estafette_keys::ids::SubmissionId;

/// A file of the vault that does not say what it should.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// The item it is of.
    pub item: Option<SubmissionId>,
    /// Where it is, from the vault's folder on.
    pub file: PathBuf,
    /// How it is broken.
    pub how: How,
}

/// How a file is broken.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum How {
    /// It is not there.
    Missing,
    /// It can't be read: a folder in its place, no permission, a disk that fails.
    Unreadable(io::ErrorKind),
    /// It is cut off, or other bytes than were written.
    Damaged,
}

impl How {
    /// Of a file that could not be read.
    #[must_use]
    pub fn of(error: &io::Error) -> Self {
        match error.kind() {
            io::ErrorKind::NotFound => Self::Missing,
            io::ErrorKind::FileTooLarge => Self::Damaged,
            kind => Self::Unreadable(kind),
        }
    }

    /// Its name, for words and programs.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unreadable(_) => "unreadable",
            Self::Damaged => "damaged",
        }
    }
}

impl Fault {
    /// The file's own name.
    #[must_use]
    pub fn name(&self) -> &str {
        self.file.file_name().and_then(|name| name.to_str()).unwrap_or_default()
    }

    /// Can it be put aside, so that the rest goes on without it? Keys and network can't: only their owner has them.
    #[must_use]
    pub(crate) fn goes_aside(&self) -> bool {
        self.item.is_some() || !["key.age", "editor.age", "roster.age"].contains(&self.name())
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.file.display())
    }
}
