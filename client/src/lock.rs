//! One process at a time changes a thing. The kernel lets go of a lock when its holder dies.

use std::fs::File;
use std::io;
use std::path::Path;

use estafette_files::private as private_file;
use rustix::fs::{FlockOperation, flock};

/// Held until dropped.
pub(crate) struct Lock {
    _file: File,
}

impl Lock {
    /// Waits for it: for changes that take milliseconds.
    ///
    /// # Errors
    /// Those of the file system.
    pub(crate) fn wait(path: &Path) -> io::Result<Self> {
        let file = private_file::open_to_append(path)?;
        flock(&file, FlockOperation::LockExclusive)?;
        Ok(Self { _file: file })
    }

    /// `None` when another process holds it: for work that takes minutes.
    ///
    /// # Errors
    /// Those of the file system.
    pub(crate) fn try_now(path: &Path) -> io::Result<Option<Self>> {
        let file = private_file::open_to_append(path)?;
        match flock(&file, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(Some(Self { _file: file })),
            Err(rustix::io::Errno::WOULDBLOCK) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_one_holds_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("lock");
        let held = Lock::try_now(&path).expect("a lock");
        assert!(held.is_some());
        assert!(Lock::try_now(&path).expect("no fault").is_none());
        drop(held);
        assert!(Lock::try_now(&path).expect("no fault").is_some());
    }
}
