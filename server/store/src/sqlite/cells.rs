//! The two files of cells. A cell holds a piece of somebody's sealed bytes, or noise: which, and under which key, the database says alone.
//! Cells are taken at random, so where something lies does not say when it came.

use std::fs::{File, OpenOptions};
use std::io;
use std::os::unix::fs::{FileExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use tokio::sync::{RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::pointer::{Column, Pointer};
use super::size::Size;
use crate::codes::{failed, told};
use crate::error::StoreError;

/// Their files.
pub(super) const NAMES: [&str; 2] = ["estafette.cells-64k", "estafette.cells-4k"];

/// The files, open for as long as the store is.
pub(super) struct Cells {
    files: [File; 2],
    /// How often a sync failed: what was not synced by then may be lost, whatever a later sync says.
    failures: AtomicU64,
    /// Held by whoever reads from where they look where something lies until they have read it; and by the writer while cells whose bytes
    /// are gone become free.
    looking: RwLock<()>,
}

impl Cells {
    /// Opens or makes the files.
    pub(super) fn open(folder: &Path) -> Result<Arc<Self>, StoreError> {
        let [large, small] = paths(folder);
        Ok(Self::of([private(&large).map_err(told)?, private(&small).map_err(told)?]))
    }

    /// Opens the files to read them, beside whoever writes.
    pub(super) fn open_beside(folder: &Path) -> Result<Arc<Self>, StoreError> {
        let [large, small] = paths(folder);
        Ok(Self::of([File::open(large).map_err(told)?, File::open(small).map_err(told)?]))
    }

    /// Opens the files to read them, where there are any: a copy that was put into a folder has its bytes in its columns until a server starts.
    pub(super) fn open_source(folder: &Path) -> Result<Arc<Self>, StoreError> {
        let open = |path: PathBuf| match File::open(path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => File::open("/dev/null").map_err(told),
            opened => opened.map_err(told),
        };
        let [large, small] = paths(folder);
        Ok(Self::of([open(large)?, open(small)?]))
    }

    fn of(files: [File; 2]) -> Arc<Self> {
        Arc::new(Self { files, failures: AtomicU64::new(0), looking: RwLock::new(()) })
    }

    /// How many cells a file has.
    pub(super) fn count(&self, size: Size) -> Result<u32, StoreError> {
        let bytes = self.file(size).metadata().map_err(failed)?.len();
        u32::try_from(bytes / size.bytes() as u64).map_err(|_| StoreError::Corrupt)
    }

    pub(super) fn failures(&self) -> u64 {
        self.failures.load(Ordering::SeqCst)
    }

    /// Writes from the beginning of a cell on.
    pub(super) fn write(&self, size: Size, place: u32, bytes: &[u8]) -> io::Result<()> {
        self.file(size).write_all_at(bytes, size.at(place))
    }

    /// Reads a cell.
    pub(super) fn read(&self, size: Size, place: u32, bytes: &mut [u8]) -> io::Result<()> {
        self.file(size).read_exact_at(bytes, size.at(place))
    }

    /// All that was written is on the disk.
    pub(super) fn sync(&self) -> io::Result<()> {
        let synced = self.files.iter().try_for_each(File::sync_data);
        if synced.is_err() {
            self.failures.fetch_add(1, Ordering::SeqCst);
        }
        synced
    }

    /// The bytes that a column stands for.
    pub(super) fn bytes_of(&self, value: &[u8]) -> Result<Vec<u8>, StoreError> {
        match Column::parse(value)? {
            Column::Inline(bytes) => Ok(bytes),
            Column::Placed(pointer) => self.bytes_at(&pointer),
        }
    }

    fn bytes_at(&self, pointer: &Pointer) -> Result<Vec<u8>, StoreError> {
        let (mut bytes, mut rest) = (vec![0; pointer.length()], 0..0);
        for (size, place, within) in pointer.cells() {
            rest = rest.end..rest.end + within;
            let bytes = bytes.get_mut(rest.clone()).ok_or(StoreError::Corrupt)?;
            // What is behind the end was cut off.
            self.read(size, place, bytes).map_err(|error| match error.kind() {
                io::ErrorKind::UnexpectedEof => StoreError::Corrupt,
                _ => failed(error),
            })?;
        }
        pointer.open(bytes)
    }

    /// For whoever looks where something lies, and then reads it.
    pub(super) async fn look(self: &Arc<Self>) -> Looking<'_> {
        Looking { cells: self, _guard: self.looking.read().await }
    }

    /// Nobody is between looking and reading.
    pub(super) async fn undisturbed(&self) -> RwLockWriteGuard<'_, ()> {
        self.looking.write().await
    }

    fn file(&self, size: Size) -> &File {
        let [large, small] = &self.files;
        match size {
            Size::Large => large,
            Size::Small => small,
        }
    }
}

/// While it is held, no cell gets other bytes.
pub(super) struct Looking<'a> {
    cells: &'a Arc<Cells>,
    _guard: RwLockReadGuard<'a, ()>,
}

impl Looking<'_> {
    /// Has each column's bytes instead of its value.
    pub(super) async fn open(self, columns: Vec<&mut Vec<u8>>) -> Result<(), StoreError> {
        let values: Vec<Vec<u8>> = columns.iter().map(|column| (**column).clone()).collect();
        let cells = Arc::clone(self.cells);
        let read = move || values.iter().map(|value| cells.bytes_of(value)).collect::<Result<Vec<_>, _>>();
        let opened = tokio::task::spawn_blocking(read).await.map_err(|_| StoreError::Busy)??;
        for (column, bytes) in columns.into_iter().zip(opened) {
            *column = bytes;
        }
        Ok(())
    }
}

/// Where they are.
pub(super) fn paths(folder: &Path) -> [PathBuf; 2] {
    NAMES.map(|name| folder.join(name))
}

fn private(path: &Path) -> io::Result<File> {
    let file =
        OpenOptions::new().read(true).write(true).create(true).truncate(false).mode(0o600).open(path)?;
    file.set_permissions(std::fs::Permissions::from_mode(0o600))?;
    Ok(file)
}
