//! How much disk is left, and for what: files are refused first, then text.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use crate::host::Room;

/// Watches the free space of the data folder.
#[derive(Clone)]
pub struct Space {
    probe: Probe,
    floors: Floors,
    /// Bytes of the database and of the cells that hold nothing: what was deleted left them, and what comes fills them.
    spare: Arc<AtomicU64>,
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
        Self { probe: Probe::Folder(folder.to_owned()), floors, spare: Arc::default() }
    }

    /// A disk whose free bytes are set by hand.
    #[must_use]
    pub fn set(free: Arc<AtomicU64>, floors: Floors) -> Self {
        Self { probe: Probe::Set(free), floors, spare: Arc::default() }
    }

    /// So much of the files holds nothing.
    pub(crate) fn set_spare(&self, bytes: u64) {
        self.spare.store(bytes, Ordering::SeqCst);
    }

    /// Whether there is room for so many bytes more, which will be given back.
    pub(crate) fn has_room_for(&self, bytes: u64) -> bool {
        self.free() >= bytes.saturating_add(self.floors.files.max(self.floors.text))
    }

    /// Whether files may grow by so many bytes, which things that come fill later: the journal keeps its room.
    pub(crate) fn may_take(&self, bytes: u64) -> bool {
        self.free() >= bytes.saturating_add(self.floors.text / 2)
    }

    /// What there is room for beside `queued` bytes that are on their way to the disk.
    pub(crate) fn room(&self, queued: u64) -> Room {
        let left = self.left(queued);
        if left >= self.files() {
            Room::Files
        } else if left >= self.floors.text {
            Room::Text
        } else {
            Room::Nothing
        }
    }

    /// How many bytes may still come, where only text may; `None` where files may, too.
    pub(crate) fn left_for_text(&self, queued: u64) -> Option<u64> {
        let left = self.left(queued);
        (left < self.files()).then(|| left.saturating_sub(self.floors.text))
    }

    /// How many bytes must go, until files have come in for a while again.
    pub(crate) fn wanted(&self) -> u64 {
        let left = self.left(0);
        if left < self.files() { self.files().saturating_mul(2).saturating_sub(left) } else { 0 }
    }

    fn files(&self) -> u64 {
        self.floors.files.max(self.floors.text)
    }

    /// Bytes that are free on the disk or in the database, beside those that are on their way there; none, where the disk has no room for
    /// the journal.
    fn left(&self, queued: u64) -> u64 {
        let free = self.free();
        if free < self.floors.text / 2 {
            return 0;
        }
        free.saturating_add(self.spare.load(Ordering::SeqCst)).saturating_sub(queued)
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

    #[test]
    fn what_was_deleted_is_room_as_long_as_the_journal_has_some() {
        let free = Arc::new(AtomicU64::new(90));
        let space = Space::set(Arc::clone(&free), Floors { files: 500, text: 100 });
        assert_eq!((space.room(0), space.left_for_text(0), space.wanted()), (Room::Nothing, Some(0), 910));
        space.set_spare(110);
        assert_eq!((space.room(0), space.left_for_text(20), space.wanted()), (Room::Text, Some(80), 800));
        space.set_spare(410);
        assert_eq!((space.room(0), space.left_for_text(0), space.wanted()), (Room::Files, None, 0));
        free.store(49, Ordering::SeqCst);
        assert_eq!(space.room(0), Room::Nothing);
    }
}
