//! How much disk is left, and for what: files are refused first, then text.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use super::StoreError;

/// Watches the free space of the data folder.
#[derive(Clone)]
pub struct Space {
    probe: Probe,
    reserve: u64,
}

#[derive(Clone)]
enum Probe {
    Folder(PathBuf),
    Set(Arc<AtomicU64>),
}

impl Space {
    /// Of the filesystem this folder is on. `reserve`: bytes that files leave free; text leaves a quarter of it.
    #[must_use]
    pub fn of(folder: &Path, reserve: u64) -> Self {
        Self { probe: Probe::Folder(folder.to_owned()), reserve }
    }

    /// A disk whose free bytes a test sets.
    #[must_use]
    pub fn set(free: Arc<AtomicU64>, reserve: u64) -> Self {
        Self { probe: Probe::Set(free), reserve }
    }

    pub(super) fn check_files(&self) -> Result<(), StoreError> {
        if self.free() < self.reserve { Err(StoreError::Full) } else { Ok(()) }
    }

    pub(super) fn check_text(&self) -> Result<(), StoreError> {
        if self.free() < self.reserve / 4 { Err(StoreError::Full) } else { Ok(()) }
    }

    /// A disk that does not tell is left to say so itself when it is full.
    fn free(&self) -> u64 {
        match &self.probe {
            Probe::Folder(folder) => rustix::fs::statvfs(folder.as_path())
                .map_or(u64::MAX, |stat| stat.f_bavail.saturating_mul(stat.f_frsize)),
            Probe::Set(free) => free.load(Ordering::SeqCst),
        }
    }
}
