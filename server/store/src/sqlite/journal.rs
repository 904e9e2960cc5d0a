//! SQLite's journal, as a file.

use std::fs::OpenOptions;
use std::io;
use std::os::unix::fs::FileExt;
use std::path::{Path, PathBuf};

use super::connection::database_in;
use crate::codes::told;
use crate::error::StoreError;

/// Bytes at the beginning of the journal that say what it is.
const JOURNAL_HEAD: usize = 32;
/// Bytes of its index that tell how far it goes, and who reads up to where.
const INDEX_HEAD: u64 = 136;
/// How many bytes of the journal are written anew at once.
const PIECE: usize = 1024 * 1024;

/// Where it is.
pub(super) fn path(folder: &Path) -> PathBuf {
    beside(folder, "-wal")
}

/// Where its index is.
pub(super) fn index(folder: &Path) -> PathBuf {
    beside(folder, "-shm")
}

/// Brings to the disk what it seems to hold.
///
/// Where a sync failed and the process ended, the kernel shows what was not written as if it were: no later sync writes it. The database
/// would be built on it, and be damaged, once the power goes. What is written once more, the next sync writes, or says that it can't.
pub(super) fn settle(folder: &Path) -> Result<(), StoreError> {
    there(rewrite(&path(folder)))
}

/// Overwrites it with zeros. Nothing in it may be needed any more.
pub(super) fn overwrite(folder: &Path) -> Result<(), StoreError> {
    there(zero(&path(folder)))
}

/// Forgets which pages the journal held, and in which order: SQLite's index of it keeps that when the journal is empty, and writes it anew from
/// the beginning. Its head stays: it is of those who read.
pub(super) fn forget_index(folder: &Path) -> Result<(), StoreError> {
    let forget = || {
        let file = OpenOptions::new().write(true).open(index(folder))?;
        let length = file.metadata()?.len().saturating_sub(INDEX_HEAD);
        file.write_all_at(&vec![0; usize::try_from(length).unwrap_or_default()], INDEX_HEAD)
    };
    there(forget())
}

/// A journal may be away.
fn there(done: io::Result<()>) -> Result<(), StoreError> {
    match done {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(told(error)),
        _ => Ok(()),
    }
}

/// A file beside the database, named after it.
fn beside(folder: &Path, ending: &str) -> PathBuf {
    let mut path = database_in(folder).into_os_string();
    path.push(ending);
    PathBuf::from(path)
}

/// Writes a file once more, as it is, and syncs it.
fn rewrite(path: &Path) -> io::Result<()> {
    let file = OpenOptions::new().read(true).write(true).open(path)?;
    let (mut piece, mut at) = (vec![0; PIECE], 0);
    loop {
        let count = file.read_at(&mut piece, at)?;
        let Some(bytes) = piece.get(..count).filter(|bytes| !bytes.is_empty()) else { break };
        file.write_all_at(bytes, at)?;
        at += bytes.len() as u64;
    }
    file.sync_all()
}

/// Its beginning first: a journal whose end alone is lost would be taken for an earlier one.
fn zero(path: &Path) -> io::Result<()> {
    let file = OpenOptions::new().write(true).open(path)?;
    let (length, zeros) = (file.metadata()?.len(), vec![0; PIECE]);
    let mut at = length.min(JOURNAL_HEAD as u64);
    file.write_all_at(zeros.get(..usize::try_from(at).unwrap_or_default()).unwrap_or_default(), 0)?;
    file.sync_data()?;
    while at < length {
        let piece = usize::try_from(length - at).map_or(PIECE, |left| left.min(PIECE));
        file.write_all_at(zeros.get(..piece).unwrap_or_default(), at)?;
        at += piece as u64;
    }
    file.sync_data()
}
