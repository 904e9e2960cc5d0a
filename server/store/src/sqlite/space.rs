//! How much disk is left, and for what: files are refused first, then text.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::Room;

/// Watches the free space of the data folder.
#[derive(Clone)]
pub struct Space {
    probe: Probe,
    floors: Floors,
}

/// Bytes that are left free.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Floors {
    /// Whatever files arrive.
    pub files: u64,
    /// Whatever text arrives: for the journal, and for deleting, which needs room too.
    pub text: u64,
}

#[derive(Clone)]
enum Probe {
    Folder(PathBuf),
    Set(Arc<AtomicU64>),
}

impl Space {
    /// Of the filesystem this folder is on.
    #[must_use]
    pub fn of(folder: &Path, floors: Floors) -> Self {
        Self { probe: Probe::Folder(folder.to_owned()), floors }
    }

    /// A disk whose free bytes are set by hand.
    #[must_use]
    pub fn set(free: Arc<AtomicU64>, floors: Floors) -> Self {
        Self { probe: Probe::Set(free), floors }
    }

    /// Whether there is room for so many bytes more, which will be given back.
    pub(super) fn has_room_for(&self, bytes: u64) -> bool {
        self.free() >= bytes.saturating_add(self.floors.files.max(self.floors.text))
    }

    /// What there is room for beside `queued` bytes that are on their way to the disk.
    pub(super) fn room(&self, queued: u64) -> Room {
        let free = self.free().saturating_sub(queued);
        if free >= self.floors.files.max(self.floors.text) {
            Room::Files
        } else if free >= self.floors.text {
            Room::Text
        } else {
            Room::Nothing
        }
    }

    /// A filesystem that does not tell is left to say so itself when it is full.
    fn free(&self) -> u64 {
        match &self.probe {
            Probe::Folder(folder) => rustix::fs::statvfs(folder.as_path())
                .map_or(u64::MAX, |stat| stat.f_bavail.saturating_mul(stat.f_frsize)),
            Probe::Set(free) => free.load(Ordering::SeqCst),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_refused_first_then_text() {
        let free = Arc::new(AtomicU64::new(1_000));
        let space = Space::set(Arc::clone(&free), Floors { files: 500, text: 100 });
        assert_eq!(space.room(0), Room::Files);
        assert_eq!(space.room(501), Room::Text);
        free.store(100, Ordering::SeqCst);
        assert_eq!(space.room(0), Room::Text);
        assert_eq!(space.room(1), Room::Nothing);
    }
}
