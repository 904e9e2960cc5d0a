//! A private folder, in memory wherever possible, for what is in clear only while it is worked on. It is removed when that ends.

use std::fs::DirBuilder;
use std::io;
use std::os::unix::fs::{DirBuilderExt, MetadataExt};
use std::path::{Path, PathBuf};

use estafette_files::private as private_file;
use rustix::fs::statfs;
use rustix::process::geteuid;

use self::names::{Temporary, Whereabouts};
use crate::failure::{Details, Explained};
use crate::interrupted::InClear;
use crate::lock::Lock;
use crate::text_file::{self, Encoding};
use crate::words::{Key, key};

pub(crate) mod names;

/// A file that marks a folder whose author was told that the text stays, and where.
const KEPT: &str = "kept";
const TMPFS: u64 = 0x0102_1994;
const RAMFS: u64 = 0x8584_58f6;
/// The longest text that a person writes, in bytes.
const TEXT_MAX: u64 = 4 * 1024 * 1024;

/// A private folder; removed when dropped.
pub(crate) struct Scratch {
    folder: PathBuf,
    is_kept: bool,
    _lock: Lock,
    _in_clear: InClear,
}

/// Why a scratch folder can't be used.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ScratchError {
    /// None of the folders is backed by memory, and a disk was not allowed.
    #[error("no folder is backed by memory")]
    NoMemory,
    /// Another process writes the same text.
    #[error("the same text is being written elsewhere")]
    Busy,
    /// Something that belongs to another account has the folder's name.
    #[error("the folder belongs to somebody else")]
    Foreign,
    /// The text is not UTF-8.
    #[error("the text is not UTF-8")]
    NotText(#[source] Encoding),
    /// The file system failed.
    #[error("could not use the folder for texts in clear")]
    File(#[source] io::Error),
}

impl Explained for ScratchError {
    fn key(&self) -> Key {
        match self {
            Self::NoMemory => key!("error-no-memory"),
            Self::Busy => key!("error-scratch-busy"),
            Self::Foreign => key!("error-scratch-foreign"),
            Self::NotText(encoding) => encoding.key(),
            Self::File(_) => key!("error-scratch-file"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::File(cause) => Details::of_system(cause),
            _ => Details::default(),
        }
    }
}

impl Scratch {
    /// Makes the folder `name` in the first of `memory_folders` that is backed by memory, else below `disk`.
    ///
    /// # Errors
    /// [`ScratchError`].
    pub(crate) fn open(
        memory_folders: &[PathBuf],
        disk: Option<&Path>,
        name: &str,
    ) -> Result<Self, ScratchError> {
        let memory = memory_folders.iter().find(|folder| is_memory(folder));
        let parent = memory.map(PathBuf::as_path).or(disk).ok_or(ScratchError::NoMemory)?;
        let folder = parent.join(name);
        match DirBuilder::new().mode(0o700).create(&folder) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => check_ours(&folder)?,
            result => result.map_err(ScratchError::File)?,
        }
        let lock =
            Lock::try_now(&folder.join("lock")).map_err(ScratchError::File)?.ok_or(ScratchError::Busy)?;
        // It is in use again.
        let _ = std::fs::remove_file(folder.join(KEPT));
        let in_clear = InClear::at(&folder);
        Ok(Self { folder, is_kept: false, _lock: lock, _in_clear: in_clear })
    }

    /// Where it is.
    #[must_use]
    pub(crate) fn folder(&self) -> &Path {
        &self.folder
    }

    /// Where the text is.
    #[must_use]
    pub(crate) fn text_path(&self) -> PathBuf {
        self.folder.join("text.md")
    }

    /// Writes the text.
    ///
    /// # Errors
    /// [`ScratchError`].
    pub(crate) fn write(&self, text: &str) -> Result<(), ScratchError> {
        private_file::write(&self.text_path(), text.as_bytes()).map_err(ScratchError::File)
    }

    /// Reads the text: what an editor saved, or what a process that was killed left behind.
    ///
    /// # Errors
    /// [`ScratchError`].
    pub(crate) fn read(&self) -> Result<Option<String>, ScratchError> {
        match private_file::read(&self.text_path(), TEXT_MAX) {
            Ok(bytes) => text_file::decoded(&bytes).map(Some).map_err(ScratchError::NotText),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(ScratchError::File(error)),
        }
    }

    /// Leaves the text where it is, because it could not be sealed; says where.
    #[must_use]
    pub(crate) fn keep(mut self) -> PathBuf {
        self.is_kept = true;
        // Whoever sweeps leaves it: its person was told.
        let _ = private_file::write(&self.folder.join(KEPT), b"");
        self.text_path()
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        if !self.is_kept {
            // The editor's swap and backup files are in it, too. If this fails, `doctor` finds the folder.
            let _ = std::fs::remove_dir_all(&self.folder);
        }
    }
}

/// Every folder that a [`Scratch`] may be in: in memory, or on a disk where that was allowed or nothing else is there.
#[must_use]
pub(crate) fn places(memory_folders: &[PathBuf], home: &Path) -> Vec<PathBuf> {
    let mut places = memory_folders.to_vec();
    for disk in [home.to_owned(), std::env::temp_dir()] {
        if !places.contains(&disk) {
            places.push(disk);
        }
    }
    places
}

/// Removes what killed processes left: pictures in clear, copies of a site, texts of `send`. Drafts and answers stay, because the
/// same command finds them again; so does a text whose author was told where it is, and the folder named `own`.
pub(crate) fn sweep(places: &[PathBuf], own: &str) {
    for (folder, temporary) in left_over(places) {
        let is_own = folder.file_name().and_then(|name| name.to_str()) == Some(own);
        if temporary.is_found_again() || is_own || folder.join(KEPT).symlink_metadata().is_ok() {
            continue;
        }
        // A process that lives holds its lock.
        if let Ok(Some(_lock)) = Lock::try_now(&folder.join("lock")) {
            let _ = std::fs::remove_dir_all(&folder);
        }
    }
}

/// The scratch folders that no process holds.
#[must_use]
pub(crate) fn abandoned(places: &[PathBuf]) -> Vec<(PathBuf, Temporary)> {
    let is_abandoned = |folder: &Path| matches!(Lock::try_now(&folder.join("lock")), Ok(Some(_)));
    left_over(places).into_iter().filter(|(folder, _)| is_abandoned(folder)).collect()
}

fn left_over(places: &[PathBuf]) -> Vec<(PathBuf, Temporary)> {
    let entries = places.iter().filter_map(|folder| std::fs::read_dir(folder).ok()).flatten().flatten();
    let ours = |entry: std::fs::DirEntry| {
        let temporary = Temporary::at(Whereabouts::Memory, entry.file_name().to_str()?)?;
        check_ours(&entry.path()).ok()?;
        Some((entry.path(), temporary))
    };
    entries.filter_map(ours).collect()
}

/// Whether this folder is backed by memory.
#[must_use]
pub(crate) fn is_memory(folder: &Path) -> bool {
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
    fn the_next_start_sweeps_what_a_kill_left_and_nothing_else() {
        let memory = tempfile::tempdir().expect("a folder");
        let folders = [memory.path().to_owned()];
        let left = |name: &str| {
            let folder = memory.path().join(name);
            private_file::create_folder(&folder).expect("a folder");
            private_file::write(&folder.join("text.md"), b"text").expect("written");
            folder
        };
        let killed = [left("estafette-review-7"), left("estafette-git-7"), left("estafette-build-7")];
        let (sent, own) = (left("estafette-send-milano"), left("estafette-send-torino"));
        let (draft, foreign) = (left("estafette-4f2a-draft"), left("somebody-elses"));
        let told = left("estafette-send-roma");
        private_file::write(&told.join(KEPT), b"").expect("written");
        let lives = Scratch::open(&[], Some(memory.path()), "estafette-review-8").expect("a folder");
        sweep(&folders, "estafette-send-torino");
        assert!(killed.iter().chain([&sent]).all(|folder| !folder.exists()));
        assert!([&own, &draft, &foreign, &told].iter().all(|folder| folder.exists()));
        assert!(lives.folder().exists());
        let found: Vec<Temporary> = abandoned(&folders).into_iter().map(|(_, left)| left).collect();
        assert!(found.len() == 3 && !found.contains(&Temporary::Review), "{found:?}");
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
