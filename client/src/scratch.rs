//! A folder in memory where a text is in clear while it is being written, and which goes away.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use rustix::fs::statfs;
use rustix::process::geteuid;

use crate::vault::{Lock, private_file};

const TMPFS: u64 = 0x0102_1994;
const RAMFS: u64 = 0x8584_58f6;
/// A text that a person wrote is shorter.
const TEXT_MAX: u64 = 4 * 1024 * 1024;

/// A private folder; removed when dropped.
pub struct Scratch {
    folder: PathBuf,
    in_memory: bool,
    is_kept: bool,
    _lock: Lock,
}

/// There is no such folder.
#[derive(Debug, thiserror::Error)]
pub enum ScratchError {
    /// None of the folders is backed by memory, and a disk was not allowed.
    #[error("no folder is backed by memory")]
    NoMemory,
    /// Another process writes the same text.
    #[error("the same text is being written elsewhere")]
    Busy,
    /// Something of somebody else's is in the place.
    #[error("the folder belongs to somebody else")]
    Foreign,
    /// The text is not UTF-8.
    #[error("the text is not UTF-8")]
    NotText,
    /// The file system failed.
    #[error("could not use the folder for texts in clear")]
    File(#[source] io::Error),
}

impl Scratch {
    /// Makes the folder `name` in the first of `memory_folders` that is backed by memory, else below `disk`.
    ///
    /// # Errors
    /// [`ScratchError`].
    pub fn open(memory_folders: &[PathBuf], disk: Option<&Path>, name: &str) -> Result<Self, ScratchError> {
        let memory = memory_folders.iter().find(|folder| is_memory(folder));
        let (parent, in_memory) = match (memory, disk) {
            (Some(folder), _) => (folder.as_path(), true),
            (None, Some(disk)) => (disk, false),
            (None, None) => return Err(ScratchError::NoMemory),
        };
        let folder = parent.join(name);
        match DirBuilder::new().mode(0o700).create(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => check_ours(&folder)?,
            result => result.map_err(ScratchError::File)?,
        }
        let lock =
            Lock::try_now(&folder.join("lock")).map_err(ScratchError::File)?.ok_or(ScratchError::Busy)?;
        Ok(Self { folder, in_memory, is_kept: false, _lock: lock })
    }

    /// Is it in memory?
    #[must_use]
    pub fn is_in_memory(&self) -> bool {
        self.in_memory
    }

    /// Where it is.
    #[must_use]
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the text is.
    #[must_use]
    pub fn text_path(&self) -> PathBuf {
        self.folder.join("text.md")
    }

    /// Writes the text.
    ///
    /// # Errors
    /// [`ScratchError`].
    pub fn write(&self, text: &str) -> Result<(), ScratchError> {
        private_file::write(&self.text_path(), text.as_bytes()).map_err(ScratchError::File)
    }

    /// Reads the text: what an editor saved, or what a process that was killed left behind.
    ///
    /// # Errors
    /// [`ScratchError`].
    pub fn read(&self) -> Result<Option<String>, ScratchError> {
        match private_file::read(&self.text_path(), TEXT_MAX) {
            Ok(bytes) => String::from_utf8(bytes).map(Some).map_err(|_| ScratchError::NotText),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ScratchError::File(error)),
        }
    }

    /// Leaves the text where it is, because it could not be sealed; says where.
    #[must_use]
    pub fn keep(mut self) -> PathBuf {
        self.is_kept = true;
        self.text_path()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !self.is_kept {
            // Swap and backup files of the editor go with it. In memory nothing stays; where it fails, `doctor`
            // finds the folder.
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// Is this folder backed by memory?
#[must_use]
pub fn is_memory(folder: &Path) -> bool {
    statfs(folder).is_ok_and(|system| matches!(u64::try_from(system.f_type), Ok(TMPFS | RAMFS)))
}

fn check_ours(folder: &Path) -> Result<(), ScratchError> {
    let metadata = std::fs::symlink_metadata(folder).map_err(ScratchError::File)?;
    let loose = private_file::loose_bits(folder).map_err(ScratchError::File)?;
    let ours = metadata.is_dir() && metadata.uid() == geteuid().as_raw() && loose == 0;
    if ours { Ok(()) } else { Err(ScratchError::Foreign) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_goes_away_with_all_that_an_editor_left_in_it() {
        let folder = tempfile::tempdir().expect("a folder");
        let scratch = Scratch::open(&[], Some(folder.path()), "one").expect("a folder");
        scratch.write("texte").expect("written");
        private_file::write(&folder.path().join("one/.text.md.swp"), b"swap").expect("written");
        drop(scratch);
        assert!(!folder.path().join("one").exists());
    }

    #[test]
    fn what_a_killed_process_left_is_found_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let scratch = Scratch::open(&[], Some(folder.path()), "one").expect("a folder");
        scratch.write("texte").expect("written");
        let busy = Scratch::open(&[], Some(folder.path()), "one");
        assert!(matches!(busy, Err(ScratchError::Busy)));
        let _ = scratch.keep();
        let again = Scratch::open(&[], Some(folder.path()), "one").expect("a folder");
        assert_eq!(again.read().ok().flatten().as_deref(), Some("texte"));
    }

    #[test]
    fn a_disk_is_not_memory_unless_it_is_allowed() {
        let disk = Path::new(".");
        let refused = Scratch::open(&[disk.to_owned()], None, "one");
        assert!(matches!(refused, Err(ScratchError::NoMemory)) || is_memory(disk));
    }

    #[test]
    fn a_place_taken_by_somebody_else_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let other = folder.path().join("other");
        private_file::create_folder(&other).expect("a folder");
        std::os::unix::fs::symlink(&other, folder.path().join("one")).expect("a link");
        assert!(matches!(Scratch::open(&[], Some(folder.path()), "one"), Err(ScratchError::Foreign)));
    }
}
