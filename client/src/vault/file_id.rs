//! Which file stands under a name: whether it is still the one that was read.

use std::os::unix::fs::MetadataExt;
use std::path::Path;

/// Which file stands under a name, and when it was last changed. Each of the vault's is written anew and put in the place of the one
/// before, so another file has other contents; the number of one that went may be given to a later one.
#[derive(PartialEq, Eq)]
pub(super) struct FileId {
    device: u64,
    inode: u64,
    changed: (i64, i64),
}

impl FileId {
    /// Of the file in this place, where there is one.
    pub(super) fn of(path: &Path) -> Option<Self> {
        let metadata = path.symlink_metadata().ok()?;
        // When it was written tells a day alone.
        let changed = (metadata.ctime(), metadata.ctime_nsec());
        Some(Self { device: metadata.dev(), inode: metadata.ino(), changed })
    }
}
