//! Writes a message's files into a folder: private, under safe names, never over another file, and only once all of it was
//! checked.

use std::collections::HashSet;
use std::fs::File;
use std::io::{ErrorKind, Read, Write};
use std::path::{Path, PathBuf};

use estafette_files::private as private_file;
use estafette_keys::hex;
use estafette_keys::message::MessageOpener;
use rustix::fs::{CWD, RenameFlags, renameat_with, statfs};
use rustix::io::Errno;
use sha2::{Digest, Sha256};

use crate::failure::{Cause, Details, Explained};
use crate::interrupted::InClear;
use crate::scratch::names::Temporary;
use crate::terminal::is_plain;
use crate::vault::VaultError;
use crate::words::{Key, key};

/// Under so many names a file is tried to be kept.
const NAMES_MAX: u32 = 1_000;

/// Why files were not saved.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SaveError {
    /// It has none.
    #[error("it has no files")]
    None,
    /// It has fewer than the number asked for.
    #[error("it has no file with this number")]
    NoSuchFile,
    /// The folder was not made by us: others may look into it.
    #[error("the folder is open to others")]
    Open,
    /// The file system failed.
    #[error("could not write a file")]
    File(#[source] std::io::Error),
}

impl Explained for SaveError {
    fn key(&self) -> Key {
        match self {
            Self::None => key!("error-save-none"),
            Self::NoSuchFile => key!("error-no-such-file"),
            Self::Open => key!("error-save-open"),
            Self::File(_) => key!("error-save-file"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::File(cause) => Details::of_system(cause),
            _ => Details::default(),
        }
    }
}

/// A file that was saved.
pub(crate) struct SavedFile {
    /// Its number.
    pub number: u32,
    /// Its name in the folder.
    pub name: String,
    /// Its type, as claimed.
    pub media_type: String,
    /// Its size in bytes.
    pub size: u64,
    /// SHA-256, in hex.
    pub sha256: String,
}

/// Saves all files of a message that may have none.
pub(super) fn save_all<R: Read>(opener: MessageOpener<R>, folder: &Path) -> Result<Vec<SavedFile>, Cause> {
    let made = prepare(folder)?;
    let mut partials = Partials::default();
    match receive(opener, folder, &[], &mut partials) {
        Ok(()) => {
            let files = partials.finish(folder)?;
            made.keep();
            Ok(files)
        }
        Err(cause) if matches!(cause.find(), Some(SaveError::None)) => Ok(Vec::new()),
        Err(cause) => Err(cause),
    }
}

/// Folders that were made now, the outermost first: those that stay empty go again.
pub(super) struct Made(Vec<PathBuf>);

impl Made {
    /// There is something in them.
    pub(super) fn keep(mut self) {
        self.0.clear();
    }
}

impl Drop for Made {
    fn drop(&mut self) {
        for folder in self.0.iter().rev() {
            // One that somebody put something into stays.
            let _ = std::fs::remove_dir(folder);
        }
    }
}

/// A new folder is for its owner only; one that others may look into is refused, where the disk can keep anybody out.
pub(super) fn prepare(folder: &Path) -> Result<Made, SaveError> {
    let mut made = Made(Vec::new());
    if folder.is_dir() {
        let loose = private_file::loose_bits(folder).map_err(SaveError::File)?;
        return if loose == 0 || !keeps_out(folder) { Ok(made) } else { Err(SaveError::Open) };
    }
    let around = folder.ancestors().skip(1).filter(|folder| !folder.as_os_str().is_empty());
    let missing: Vec<PathBuf> = around.take_while(|folder| !folder.exists()).map(Path::to_owned).collect();
    for parent in missing.into_iter().rev() {
        std::fs::create_dir(&parent).map_err(SaveError::File)?;
        made.0.push(parent);
    }
    private_file::create_folder(folder).map_err(SaveError::File)?;
    made.0.push(folder.to_owned());
    Ok(made)
}

/// Does this file system know whose a file is? Those of sticks and cards don't.
pub(super) fn keeps_out(folder: &Path) -> bool {
    const FAT: u64 = 0x4d44;
    const EXFAT: u64 = 0x2011_bab0;
    const NTFS: u64 = 0x5346_544e;
    const NTFS3: u64 = 0x7366_746e;
    const FUSE: u64 = 0x6573_5546;
    let of = statfs(folder).map(|system| u64::try_from(system.f_type).unwrap_or_default());
    !matches!(of, Ok(FAT | EXFAT | NTFS | NTFS3 | FUSE))
}

/// Writes the wanted files under partial names, and reads the message to its end: only then does it count.
pub(super) fn receive<R: Read>(
    mut opener: MessageOpener<R>,
    folder: &Path,
    wanted: &[u32],
    partials: &mut Partials,
) -> Result<(), Cause> {
    let mut buffer = vec![0; 64 * 1024];
    let mut last = 0;
    while let Some(opened) = opener.next_file().map_err(VaultError::Open)? {
        last += 1;
        if !wanted.is_empty() && !wanted.contains(&last) {
            continue;
        }
        let mut partial = Partial::new(folder, last, &opened.name, opened.media_type.clone())?;
        loop {
            let count = opener.read_file(&mut buffer).map_err(VaultError::Open)?;
            let bytes = buffer.get(..count).unwrap_or_default();
            if bytes.is_empty() {
                break;
            }
            partial.write(bytes).map_err(SaveError::File)?;
        }
        partials.0.push(partial);
    }
    if last == 0 {
        return Err(SaveError::None.into());
    }
    if wanted.iter().any(|number| *number > last) {
        return Err(SaveError::NoSuchFile.into());
    }
    opener.finish().map_err(VaultError::Open)?;
    Ok(())
}

/// Files that don't count yet; removed when dropped.
#[derive(Default)]
pub(super) struct Partials(Vec<Partial>);

struct Partial {
    path: PathBuf,
    file: File,
    number: u32,
    name: String,
    media_type: String,
    size: u64,
    hash: Sha256,
    _in_clear: InClear,
}

impl Partials {
    /// Gives each its own name.
    pub(super) fn finish(mut self, folder: &Path) -> Result<Vec<SavedFile>, SaveError> {
        let (mut saved, mut taken) = (Vec::new(), HashSet::new());
        while !self.0.is_empty() {
            let partial = self.0.remove(0);
            saved.push(partial.finish(folder, &mut taken).map_err(SaveError::File)?);
        }
        Ok(saved)
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        // A finished one has another name by now.
        let _ = std::fs::remove_file(&self.path);
    }
}

impl Partial {
    fn new(
        folder: &Path,
        number: u32,
        name: &estafette_keys::message::FileName,
        media_type: String,
    ) -> Result<Self, SaveError> {
        let path = folder.join(Temporary::Saved.name_of(&number.to_string()));
        // A left-over of a process that was killed.
        let _ = std::fs::remove_file(&path);
        let file = private_file::create_new(&path).map_err(SaveError::File)?;
        let (name, in_clear) = (disk_name(name.as_str()), InClear::at(&path));
        Ok(Self { path, file, number, name, media_type, size: 0, hash: Sha256::new(), _in_clear: in_clear })
    }

    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
        self.file.write_all(bytes)
    }

    fn finish(mut self, folder: &Path, taken: &mut HashSet<String>) -> std::io::Result<SavedFile> {
        self.file.sync_all()?;
        let name = match self.place(folder, &self.name, taken) {
            // Some disks don't take every letter.
            Err(error) if matches!(error.kind(), ErrorKind::InvalidInput | ErrorKind::InvalidFilename) => {
                self.place(folder, &plain_name(&self.name), taken)
            }
            placed => placed,
        }?;
        let hash = std::mem::take(&mut self.hash).finalize();
        Ok(SavedFile {
            number: self.number,
            name,
            media_type: std::mem::take(&mut self.media_type),
            size: self.size,
            sha256: hex::encode(&hash),
        })
    }
}

impl Partial {
    /// Gives it the first name that is free, also where small and capital letters are the same.
    fn place(&self, folder: &Path, name: &str, taken: &mut HashSet<String>) -> std::io::Result<String> {
        for name in (0..NAMES_MAX).map(|number| numbered(name, number)) {
            if taken.contains(&name.to_lowercase()) {
                continue;
            }
            match move_new(&self.path, &folder.join(&name)) {
                Err(error) if error.kind() == ErrorKind::AlreadyExists => {}
                result => {
                    taken.insert(name.to_lowercase());
                    return result.map(|()| name);
                }
            }
        }
        Err(ErrorKind::AlreadyExists.into())
    }
}

/// Moves a file to where none is.
fn move_new(from: &Path, to: &Path) -> std::io::Result<()> {
    match renameat_with(CWD, from, CWD, to, RenameFlags::NOREPLACE) {
        Err(Errno::INVAL | Errno::NOSYS | Errno::OPNOTSUPP) => move_new_by_hand(from, to),
        result => Ok(result?),
    }
}

/// The same where the file system can't do it at once (FAT of older kernels, FUSE, some networks): the place is taken by an
/// empty file of ours first.
fn move_new_by_hand(from: &Path, to: &Path) -> std::io::Result<()> {
    drop(private_file::create_new(to)?);
    std::fs::rename(from, to).inspect_err(|_| {
        let _ = std::fs::remove_file(to);
    })
}

/// A name that every disk takes.
fn plain_name(name: &str) -> String {
    name.chars()
        .map(|letter| if letter.is_ascii_alphanumeric() || "-_. ".contains(letter) { letter } else { '_' })
        .collect()
}

/// Names that mean something else to Windows, whatever their ending.
fn is_reserved(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().trim_end().to_ascii_uppercase();
    let numbered = |before: &str| {
        stem.strip_prefix(before).is_some_and(|n| n.len() == 1 && n.bytes().all(|b| b.is_ascii_digit()))
    };
    ["CON", "PRN", "AUX", "NUL"].contains(&stem.as_str()) || numbered("COM") || numbered("LPT")
}

/// A name that no program takes for an option, that means nothing else elsewhere, and that hides nothing.
fn disk_name(name: &str) -> String {
    let visible: String = name
        .chars()
        .map(|letter| if is_plain(letter.encode_utf8(&mut [0; 4])) { letter } else { '_' })
        .collect();
    if visible.starts_with(['-', '~', '.']) || is_reserved(&visible) {
        format!("_{visible}")
    } else {
        visible
    }
}

/// `a.pdf`, `a-2.pdf`, `a-3.pdf`…
fn numbered(name: &str, number: u32) -> String {
    match (number, name.rsplit_once('.')) {
        (0, _) => name.to_owned(),
        (number, Some((stem, ending))) => format!("{stem}-{}.{ending}", number + 1),
        (number, None) => format!("{name}-{}", number + 1),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_no_options_and_hide_nothing() {
        assert_eq!(disk_name("-rf.jpg"), "_-rf.jpg");
        assert_eq!(disk_name("a\u{200b}b.pdf"), "a_b.pdf");
        assert_eq!(disk_name("tract été ✊.pdf"), "tract été ✊.pdf");
        assert_eq!(disk_name("بيان.pdf"), "بيان.pdf");
        for (name, on_disk) in
            [("nul", "_nul"), ("Com7.tar.gz", "_Com7.tar.gz"), ("console.txt", "console.txt")]
        {
            assert_eq!(disk_name(name), on_disk);
        }
        assert_eq!(plain_name("Où ? – Là.pdf"), "O_ _ _ L_.pdf");
    }

    #[test]
    fn another_file_is_never_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        private_file::write(&folder.path().join("a.pdf"), b"mine").expect("written");
        let name = estafette_keys::message::FileName::sanitised("a.pdf");
        let mut partial = Partial::new(folder.path(), 1, &name, String::new()).expect("a file");
        partial.write(b"theirs").expect("written");
        let saved = partial.finish(folder.path(), &mut HashSet::new()).expect("saved");
        assert_eq!(saved.name, "a-2.pdf");
        assert_eq!(private_file::read(&folder.path().join("a.pdf"), 10).ok(), Some(b"mine".to_vec()));
        assert_eq!(private_file::loose_bits(&folder.path().join("a-2.pdf")).ok(), Some(0));
    }

    #[test]
    fn names_that_differ_by_case_alone_are_numbered() {
        let folder = tempfile::tempdir().expect("a folder");
        let mut taken = HashSet::new();
        let names = ["Plan.PNG", "plan.png", "PLAN.png"].map(|name| {
            let name = estafette_keys::message::FileName::sanitised(name);
            let partial = Partial::new(folder.path(), 1, &name, String::new()).expect("a file");
            partial.finish(folder.path(), &mut taken).expect("saved").name
        });
        assert_eq!(names, ["Plan.PNG", "plan-2.png", "PLAN-3.png"]);
    }

    #[test]
    fn a_disk_without_moves_of_its_own_loses_nothing_either() {
        let folder = tempfile::tempdir().expect("a folder");
        let (from, to) = (folder.path().join("from"), folder.path().join("to"));
        private_file::write(&from, b"theirs").expect("written");
        private_file::write(&to, b"mine").expect("written");
        let refused = move_new_by_hand(&from, &to).map_err(|error| error.kind());
        assert_eq!(refused, Err(ErrorKind::AlreadyExists));
        assert_eq!(private_file::read(&to, 10).ok(), Some(b"mine".to_vec()));
        move_new_by_hand(&from, &folder.path().join("new")).expect("moved");
        assert!(!from.exists());
        assert!(move_new_by_hand(&from, &folder.path().join("newer")).is_err());
        assert!(!folder.path().join("newer").exists());
    }

    #[test]
    fn folders_that_stay_empty_go_again() {
        let folder = tempfile::tempdir().expect("a folder");
        let deep = folder.path().join("a/b/c");
        drop(prepare(&deep).expect("made"));
        assert!(!folder.path().join("a").exists());
        prepare(&deep).expect("made").keep();
        assert!(deep.is_dir());
    }

    #[test]
    fn a_folder_that_others_may_look_into_is_refused() {
        use std::os::unix::fs::PermissionsExt;
        let folder = tempfile::tempdir().expect("a folder");
        std::fs::set_permissions(folder.path(), std::fs::Permissions::from_mode(0o755)).expect("loosened");
        assert!(matches!(prepare(folder.path()), Err(SaveError::Open)));
        assert!(prepare(&folder.path().join("new")).is_ok());
    }
}
