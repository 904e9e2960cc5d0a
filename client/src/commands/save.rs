//! Saves an item's files: private, under safe names, never over another file, and only once all of it was checked.

use std::fs::File;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};

use estafette_keys::message::MessageOpener;
use rustix::fs::{CWD, RenameFlags, renameat_with};
use sha2::{Digest, Sha256};

use super::Session;
use crate::cli::save::Save;
use crate::failure::Cause;
use crate::scratch::is_memory;
use crate::terminal::is_plain;
use crate::vault::{ShortId, VaultError, private_file};

/// Under so many names a file is tried to be kept.
const NAMES_MAX: u32 = 1_000;

/// Why files were not saved.
#[derive(Debug, thiserror::Error)]
pub enum SaveError {
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

/// Files that were saved.
pub struct Saved {
    /// The item they are of.
    pub short: ShortId,
    /// Where.
    pub folder: PathBuf,
    /// Is the folder in memory, and gone with the next start?
    pub in_memory: bool,
    /// The files.
    pub files: Vec<SavedFile>,
}

/// One of them.
pub struct SavedFile {
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

/// Runs `estafette save`.
///
/// # Errors
/// [`Cause`].
pub fn run(session: &mut Session<'_>, asked: &Save) -> Result<Saved, Cause> {
    let vault = session.open_vault()?;
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let item = vault.find(&asked.item)?;
    let state = item.state()?;
    let short = ShortId::of(item.id(), &vault.ids()?);
    let folder = asked.out.clone().unwrap_or_else(|| PathBuf::from(format!("estafette-{}", short.as_str())));

    let opener = item.open(&keyring, &state)?;
    prepare(&folder)?;
    let mut partials = Partials(Vec::new());
    receive(opener, &folder, &asked.file, &mut partials)?;
    let files = partials.finish(&folder)?;
    Ok(Saved { short, in_memory: is_memory(&folder), folder, files })
}

/// Saves all files of a message that may have none.
pub(super) fn save_all<R: Read>(opener: MessageOpener<R>, folder: &Path) -> Result<Vec<SavedFile>, Cause> {
    prepare(folder)?;
    let mut partials = Partials(Vec::new());
    match receive(opener, folder, &[], &mut partials) {
        Ok(()) => Ok(partials.finish(folder)?),
        Err(Cause::Save(SaveError::None)) => Ok(Vec::new()),
        Err(cause) => Err(cause),
    }
}

/// A new folder is for its owner only; one that others may look into is refused.
fn prepare(folder: &Path) -> Result<(), SaveError> {
    if folder.is_dir() {
        let loose = private_file::loose_bits(folder).map_err(SaveError::File)?;
        return if loose == 0 { Ok(()) } else { Err(SaveError::Open) };
    }
    if let Some(parent) = folder.parent().filter(|parent| !parent.as_os_str().is_empty()) {
        std::fs::create_dir_all(parent).map_err(SaveError::File)?;
    }
    private_file::create_folder(folder).map_err(SaveError::File)
}

/// Writes the wanted files under partial names, and reads the message to its end: only then does it count.
fn receive<R: Read>(
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
struct Partials(Vec<Partial>);

struct Partial {
    path: PathBuf,
    file: File,
    number: u32,
    name: String,
    media_type: String,
    size: u64,
    hash: Sha256,
}

impl Partials {
    /// Gives each its own name.
    fn finish(mut self, folder: &Path) -> Result<Vec<SavedFile>, SaveError> {
        let mut saved = Vec::new();
        while !self.0.is_empty() {
            let partial = self.0.remove(0);
            saved.push(partial.finish(folder).map_err(SaveError::File)?);
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
        let path = folder.join(format!(".estafette-{number}.part"));
        // A left-over of a process that was killed.
        let _ = std::fs::remove_file(&path);
        let file = private_file::create_new(&path).map_err(SaveError::File)?;
        let name = disk_name(name.as_str());
        Ok(Self { path, file, number, name, media_type, size: 0, hash: Sha256::new() })
    }

    fn write(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.hash.update(bytes);
        self.size += bytes.len() as u64;
        self.file.write_all(bytes)
    }

    fn finish(mut self, folder: &Path) -> std::io::Result<SavedFile> {
        self.file.sync_all()?;
        let name = (0..NAMES_MAX)
            .map(|number| numbered(&self.name, number))
            .find_map(|name| {
                let to = folder.join(&name);
                match renameat_with(CWD, &self.path, CWD, &to, RenameFlags::NOREPLACE) {
                    Err(rustix::io::Errno::EXIST) => None,
                    result => Some(result.map(|()| name)),
                }
            })
            .unwrap_or(Err(rustix::io::Errno::EXIST))?;
        let hash = std::mem::take(&mut self.hash).finalize();
        Ok(SavedFile {
            number: self.number,
            name,
            media_type: std::mem::take(&mut self.media_type),
            size: self.size,
            sha256: hash.iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}")),
        })
    }
}

/// A name that no program takes for an option, and that hides nothing.
fn disk_name(name: &str) -> String {
    let visible: String = name
        .chars()
        .map(|letter| if is_plain(letter.encode_utf8(&mut [0; 4])) { letter } else { '_' })
        .collect();
    if visible.starts_with(['-', '~', '.']) { format!("_{visible}") } else { visible }
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
    }

    #[test]
    fn another_file_is_never_written_over() {
        let folder = tempfile::tempdir().expect("a folder");
        private_file::write(&folder.path().join("a.pdf"), b"mine").expect("written");
        let name = estafette_keys::message::FileName::sanitised("a.pdf");
        let mut partial = Partial::new(folder.path(), 1, &name, String::new()).expect("a file");
        partial.write(b"theirs").expect("written");
        let saved = partial.finish(folder.path()).expect("saved");
        assert_eq!(saved.name, "a-2.pdf");
        assert_eq!(private_file::read(&folder.path().join("a.pdf"), 10).ok(), Some(b"mine".to_vec()));
        assert_eq!(private_file::loose_bits(&folder.path().join("a-2.pdf")).ok(), Some(0));
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
