//! What is broken in a vault, by name; and where it is put, so that it stands in nobody's way and nothing is lost.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

use estafette_files::private as private_file;
use estafette_keys::ids::SubmissionId;

use super::{Vault, VaultError, action};

/// Where broken files are put.
const ASIDE: &str = "aside";
/// So many broken files of one name are kept.
const ASIDE_MAX: u32 = 1_000;

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

impl VaultError {
    /// The broken file, where that is why.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Broken(fault) => Some(fault),
            _ => None,
        }
    }

    /// Whether the cause is that nothing can be written: the disk is full, or read-only.
    #[must_use]
    pub(crate) fn is_of_disk(&self) -> bool {
        self.is_full()
            || matches!(self, Self::File { cause, .. } if cause.kind() == io::ErrorKind::ReadOnlyFilesystem)
    }

    /// Whether the cause is a full disk.
    #[must_use]
    pub(crate) fn is_full(&self) -> bool {
        let full = [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded];
        matches!(self, Self::File { cause, .. } if full.contains(&cause.kind()))
    }
}

impl Vault {
    /// The error of a file that is broken.
    pub(super) fn broken(&self, path: &Path, how: How) -> VaultError {
        let file = path.strip_prefix(&self.home).unwrap_or(path).to_owned();
        let parts: Vec<_> = file.components().filter_map(|part| part.as_os_str().to_str()).collect();
        let item = match parts.as_slice() {
            ["items", id, ..] => id.parse().ok(),
            _ => None,
        };
        VaultError::Broken(Fault { item, file, how })
    }

    /// Puts a broken file aside, whatever stands in its place; says where it is now. One that is not there is aside
    /// already.
    ///
    /// # Errors
    /// [`VaultError::File`].
    pub(crate) fn put_aside(&self, fault: &Fault) -> Result<Option<PathBuf>, VaultError> {
        let from = self.home.join(&fault.file);
        if from.symlink_metadata().is_err() {
            return Ok(None);
        }
        let mut folder = self.home.join(ASIDE);
        private_file::create_folder(&folder).map_err(action("make a folder of the vault"))?;
        if let Some(item) = fault.item {
            folder = folder.join(item.to_string());
            private_file::create_folder(&folder).map_err(action("make a folder of the vault"))?;
        }
        let free = |number: &u32| {
            let name =
                if *number == 0 { fault.name().to_owned() } else { format!("{}.{number}", fault.name()) };
            Some(folder.join(name)).filter(|to| to.symlink_metadata().is_err())
        };
        let to = (0..ASIDE_MAX).find_map(|number| free(&number));
        let to = to.ok_or_else(|| action("put a file aside")(io::ErrorKind::AlreadyExists.into()))?;
        std::fs::rename(&from, &to).map_err(action("put a file aside"))?;
        Ok(Some(to))
    }

    /// How many files were put aside.
    #[must_use]
    pub(crate) fn aside(&self) -> usize {
        let count = |folder: &Path| std::fs::read_dir(folder).map_or(0, |entries| entries.flatten().count());
        let folder = self.home.join(ASIDE);
        let entries = std::fs::read_dir(&folder).into_iter().flatten().flatten();
        entries
            .map(|entry| {
                let is_item =
                    entry.file_name().to_str().is_some_and(|name| name.parse::<SubmissionId>().is_ok());
                if is_item { count(&entry.path()) } else { 1 }
            })
            .sum()
    }

    /// Where the broken files of an item are.
    pub(super) fn aside_of(&self, id: SubmissionId) -> PathBuf {
        self.home.join(ASIDE).join(id.to_string())
    }
}
