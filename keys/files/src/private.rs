//! Files and folders for their owner only: written whole, and on the disk before anyone relies on them.

use std::fs::{DirBuilder, File, OpenOptions, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rustix::fs::{AtFlags, CWD, OFlags, Timespec, Timestamps, utimensat};

use crate::small::read_at_most;

/// Ends the name of a file while it is written.
pub const UNFINISHED: &str = ".new";

/// Seconds in a day.
const DAY: i64 = 86_400;

/// A file or folder was written, or one was read and tells so.
static TOUCHED: AtomicBool = AtomicBool::new(false);

const MODE: u32 = 0o600;
const FOLDER_MODE: u32 = 0o700;

/// Writes a file of mode 0600: all of it, or what was there before stays.
///
/// # Errors
/// Those of the file system.
pub fn write(path: &Path, bytes: &[u8]) -> io::Result<()> {
    touch();
    let (folder, partial) = neighbours(path)?;
    // What a killed process left. Nobody else writes here: the folder is private.
    remove_if_there(&partial)?;
    let file = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(MODE)
        .custom_flags(no_follow())
        .open(&partial)?;
    let written = fill(file, bytes).and_then(|()| std::fs::rename(&partial, path));
    if written.is_err() {
        // Half a file would take what is left of a full disk.
        let _ = std::fs::remove_file(&partial);
    }
    written?;
    sync_folder(folder)
}

fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}

/// Reads a file of at most `limit` bytes, not through a symbolic link.
///
/// # Errors
/// Those of the file system; [`io::ErrorKind::FileTooLarge`].
pub fn read(path: &Path, limit: u64) -> io::Result<Vec<u8>> {
    read_at_most(&open(path)?, limit)
}

/// Opens a file for reading, not through a symbolic link, and leaves no sign of when. A pipe is refused: whoever reads it would wait.
///
/// # Errors
/// Those of the file system; [`io::ErrorKind::IsADirectory`], [`io::ErrorKind::InvalidInput`] for what is no file.
pub fn open(path: &Path) -> io::Result<File> {
    let flags = no_follow() | OFlags::NONBLOCK.bits().cast_signed();
    let opened = |flags| OpenOptions::new().read(true).custom_flags(flags).open(path);
    let file = opened(flags | OFlags::NOATIME.bits().cast_signed()).or_else(|error| {
        // Only its owner may read a file and leave no sign.
        if error.kind() != io::ErrorKind::PermissionDenied {
            return Err(error);
        }
        touch();
        opened(flags)
    })?;
    let kind = file.metadata()?.file_type();
    if kind.is_dir() {
        Err(io::ErrorKind::IsADirectory.into())
    } else if kind.is_file() {
        Ok(file)
    } else {
        Err(io::ErrorKind::InvalidInput.into())
    }
}

/// Opens a private file to go on writing at its end, made if need be.
///
/// # Errors
/// Those of the file system.
pub fn open_to_append(path: &Path) -> io::Result<File> {
    touch();
    // A pipe in its place would keep whoever opens it waiting for a reader.
    let flags = no_follow() | OFlags::NONBLOCK.bits().cast_signed();
    let file = OpenOptions::new().append(true).create(true).mode(MODE).custom_flags(flags).open(path)?;
    if file.metadata()?.is_file() { Ok(file) } else { Err(io::ErrorKind::InvalidInput.into()) }
}

/// Creates a private file, which must not exist yet.
///
/// # Errors
/// Those of the file system; [`io::ErrorKind::AlreadyExists`].
pub fn create_new(path: &Path) -> io::Result<File> {
    touch();
    OpenOptions::new().write(true).create_new(true).mode(MODE).custom_flags(no_follow()).open(path)
}

/// Gives a finished partial file its name, durably; replaces what was there.
///
/// # Errors
/// Those of the file system.
pub fn finish(partial: &File, from: &Path, to: &Path) -> io::Result<()> {
    touch();
    partial.sync_all()?;
    std::fs::rename(from, to)?;
    sync_folder(neighbours(to)?.0)
}

/// Creates a folder for its owner only; one that exists is made private again.
///
/// # Errors
/// Those of the file system; [`io::ErrorKind::NotADirectory`] for a symbolic link.
pub fn create_folder(path: &Path) -> io::Result<()> {
    match DirBuilder::new().mode(FOLDER_MODE).create(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            if !std::fs::symlink_metadata(path)?.is_dir() {
                return Err(io::ErrorKind::NotADirectory.into());
            }
            std::fs::set_permissions(path, Permissions::from_mode(FOLDER_MODE))
        }
        result => {
            touch();
            result
        }
    }
}

/// Removes a file, durably. It need not exist.
///
/// # Errors
/// Those of the file system.
pub fn remove(path: &Path) -> io::Result<()> {
    touch();
    remove_if_there(path)?;
    sync_folder(neighbours(path)?.0)
}

/// Removes a folder and all in it, durably. It need not exist; a file in its place is removed likewise.
///
/// # Errors
/// Those of the file system.
pub fn remove_folder(path: &Path) -> io::Result<()> {
    touch();
    let is_folder = std::fs::symlink_metadata(path).is_ok_and(|metadata| metadata.is_dir());
    match if is_folder { std::fs::remove_dir_all(path) } else { std::fs::remove_file(path) } {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => sync_folder(neighbours(path)?.0),
    }
}

/// The permission bits that give others access to a file or folder.
///
/// # Errors
/// Those of the file system.
pub fn loose_bits(path: &Path) -> io::Result<u32> {
    Ok(std::fs::symlink_metadata(path)?.permissions().mode() & 0o077)
}

/// Whether its owner may read and write it.
#[must_use]
pub fn is_usable(path: &Path) -> bool {
    let Ok(metadata) = std::fs::symlink_metadata(path) else { return false };
    let needed = if metadata.is_dir() { FOLDER_MODE } else { MODE };
    metadata.permissions().mode() & needed == needed
}

/// Gives a file or folder to its owner alone, who may read and write it.
///
/// # Errors
/// Those of the file system.
pub fn make_private(path: &Path) -> io::Result<()> {
    touch();
    let mode = if std::fs::symlink_metadata(path)?.is_dir() { FOLDER_MODE } else { MODE };
    std::fs::set_permissions(path, Permissions::from_mode(mode))
}

/// Has the times of a file, or of a folder and all in it, tell the day on which something was written, and no hour. All of them are set each time, so
/// that when each was changed, which the file system keeps for itself, says when this was last done and not what was worked on. What
/// can't be set (on a disk that takes no more writing) stays as it is.
pub fn forget_hours(path: &Path) {
    for entry in std::fs::read_dir(path).into_iter().flatten().flatten() {
        if entry.file_type().is_ok_and(|kind| kind.is_dir()) {
            forget_hours(&entry.path());
        } else {
            forget_hour(&entry.path());
        }
    }
    forget_hour(path);
}

/// Whether anything was touched since this was asked last.
#[must_use]
pub fn was_touched() -> bool {
    TOUCHED.swap(false, Ordering::Relaxed)
}

fn touch() {
    TOUCHED.store(true, Ordering::Relaxed);
}

/// Whether no folder in this one tells an hour: whatever is written into one, by whichever process, leaves that there.
#[must_use]
pub fn tells_no_hour(path: &Path) -> bool {
    let is_a_day = |seconds: i64, nanoseconds: i64| seconds.rem_euclid(DAY) == 0 && nanoseconds == 0;
    let tells_none = |entry: std::fs::DirEntry| {
        let known = entry.metadata();
        known.is_ok_and(|known| {
            is_a_day(known.mtime(), known.mtime_nsec()) && is_a_day(known.atime(), known.atime_nsec())
        })
    };
    std::fs::read_dir(path).into_iter().flatten().flatten().all(tells_none)
}

/// The same of a file, or of a folder alone.
pub fn forget_hour(path: &Path) {
    let Ok(known) = std::fs::symlink_metadata(path) else { return };
    let midnight = Timespec { tv_sec: known.mtime() - known.mtime().rem_euclid(DAY), tv_nsec: 0 };
    let times = Timestamps { last_access: midnight, last_modification: midnight };
    // It may have gone, and it may be read-only.
    let _ = utimensat(CWD, path, &times, AtFlags::SYMLINK_NOFOLLOW);
}

fn remove_if_there(path: &Path) -> io::Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

fn neighbours(path: &Path) -> io::Result<(&Path, std::path::PathBuf)> {
    let invalid = || io::Error::from(io::ErrorKind::InvalidInput);
    let folder = path.parent().ok_or_else(invalid)?;
    let mut name = path.file_name().ok_or_else(invalid)?.to_owned();
    name.push(UNFINISHED);
    Ok((if folder.as_os_str().is_empty() { Path::new(".") } else { folder }, path.with_file_name(name)))
}

fn sync_folder(folder: &Path) -> io::Result<()> {
    match File::open(folder)?.sync_all() {
        // Some file systems (FAT, what FUSE brings) have no such thing for a folder.
        Err(error) if error.kind() == io::ErrorKind::InvalidInput => Ok(()),
        result => result,
    }
}

fn no_follow() -> i32 {
    OFlags::NOFOLLOW.bits().cast_signed()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_and_folders_are_for_their_owner_only() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("inner");
        create_folder(&inner).expect("a folder");
        write(&inner.join("file"), b"text").expect("written");
        assert_eq!((loose_bits(&inner).ok(), loose_bits(&inner.join("file")).ok()), (Some(0), Some(0)));
        std::fs::set_permissions(&inner, Permissions::from_mode(0o755)).expect("loosened");
        create_folder(&inner).expect("made private again");
        assert_eq!(loose_bits(&inner).ok(), Some(0));
    }

    #[test]
    fn a_left_over_of_a_killed_process_does_not_matter() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        write(&file, b"old").expect("written");
        write(&folder.path().join("file.new"), b"half").expect("written");
        assert_eq!(read(&file, 10).ok(), Some(b"old".to_vec()));
        write(&file, b"new").expect("written");
        assert_eq!(read(&file, 10).ok(), Some(b"new".to_vec()));
        assert!(!folder.path().join("file.new").exists());
    }

    #[test]
    fn symbolic_links_are_not_followed() {
        let folder = tempfile::tempdir().expect("a folder");
        write(&folder.path().join("file"), b"text").expect("written");
        std::os::unix::fs::symlink(folder.path().join("file"), folder.path().join("link")).expect("a link");
        assert!(read(&folder.path().join("link"), 10).is_err());
        assert!(open_to_append(&folder.path().join("link")).is_err());
        std::os::unix::fs::symlink(folder.path(), folder.path().join("folder")).expect("a link");
        assert!(create_folder(&folder.path().join("folder")).is_err());
    }

    #[test]
    fn what_is_no_file_is_refused_at_once() {
        let folder = tempfile::tempdir().expect("a folder");
        let pipe = folder.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().expect("mkfifo is installed");
        assert!(made.success());
        assert_eq!(read(&pipe, 10).map_err(|error| error.kind()), Err(io::ErrorKind::InvalidInput));
        assert_eq!(read(folder.path(), 10).map_err(|error| error.kind()), Err(io::ErrorKind::IsADirectory));
    }

    #[test]
    fn times_tell_a_day_and_no_hour() {
        let folder = tempfile::tempdir().expect("a folder");
        let inner = folder.path().join("inner");
        create_folder(&inner).expect("a folder");
        write(&inner.join("file"), b"text").expect("written");
        std::os::unix::fs::symlink("nowhere", inner.join("link")).expect("a link");
        let file = File::options().write(true).open(inner.join("file")).expect("the file");
        let hour =
            std::time::SystemTime::UNIX_EPOCH + std::time::Duration::from_secs(20_783 * 86_400 + 4_711);
        file.set_modified(hour).expect("a time");
        forget_hours(folder.path());
        for path in [folder.path(), &inner, &inner.join("file"), &inner.join("link")] {
            let known = std::fs::symlink_metadata(path).expect("it is there");
            assert_eq!((known.mtime() % DAY, known.mtime_nsec()), (0, 0), "{}", path.display());
        }
        let known = std::fs::metadata(inner.join("file")).expect("it is there");
        assert_eq!(known.mtime() / DAY, 20_783, "the day stays");
    }

    #[test]
    fn what_could_not_be_written_leaves_nothing_behind() {
        let folder = tempfile::tempdir().expect("a folder");
        let taken = folder.path().join("taken");
        std::fs::create_dir(&taken).expect("a folder");
        assert!(write(&taken, b"text").is_err());
        assert!(taken.is_dir() && !folder.path().join("taken.new").exists());
    }

    #[test]
    fn more_than_the_limit_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let file = folder.path().join("file");
        write(&file, b"12345").expect("written");
        assert!(read(&file, 5).is_ok());
        assert_eq!(read(&file, 4).map_err(|error| error.kind()), Err(io::ErrorKind::FileTooLarge));
    }
}
