//! The data folder: its files, the lock that one server holds, and what another process may see of it.

use std::fs::{DirBuilder, OpenOptions, Permissions};
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::fs::{DirBuilderExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};

use estafette_keys::day::Day;
use estafette_keys::ids::InstanceId;
use rustix::fs::{AtFlags, CWD, FlockOperation, Timespec, Timestamps, flock, utimensat};
use rustix::io::Errno;

use super::cells;
use super::connection::{self, database_in};
use super::{calendar_queries, copy, journal, maintenance_queries, submission_queries};
use crate::codes::told;
use crate::error::StoreError;
use crate::shared::StoreStatus;
use crate::shared::calendar::CalendarState;

const LOCK: &str = "estafette.lock";
const DAY_SECONDS: i64 = 86_400;

/// A data folder, whether or not a server has it open. Looking at it changes nothing.
pub struct DataFolder {
    path: PathBuf,
}

impl DataFolder {
    /// The folder at a path, which need not be there yet.
    #[must_use]
    pub fn at(path: &Path) -> Self {
        Self { path: path.to_owned() }
    }

    /// Makes the folder, or makes it private, and locks it.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when another process has locked it, [`StoreError::Folder`].
    pub fn lock(self) -> Result<LockedFolder, StoreError> {
        let lock = make_private(&self.path).map_err(told)?;
        match flock(&lock, FlockOperation::NonBlockingLockExclusive) {
            Ok(()) => Ok(LockedFolder { path: self.path, _lock: lock }),
            Err(Errno::WOULDBLOCK) => Err(StoreError::InUse),
            Err(error) => Err(StoreError::Folder(error.into())),
        }
    }

    /// Whether there is a database in it.
    #[must_use]
    pub fn has_database(&self) -> bool {
        database_in(&self.path).metadata().is_ok_and(|file| file.len() > 0)
    }

    /// The calendar that was kept; `None` where there is no database yet.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn calendar(&self) -> Result<Option<CalendarState>, StoreError> {
        if !self.has_database() {
            return Ok(None);
        }
        calendar_queries::kept(&mut connection::open_beside(&self.path).await?).await
    }

    /// Checks that the database is this instance's, and that this version can read it.
    ///
    /// # Errors
    /// [`StoreError`]: corrupt, newer, or another instance's.
    pub async fn inspect(&self, instance: InstanceId) -> Result<(), StoreError> {
        connection::inspect(&self.path, instance).await
    }

    /// How the store is, for whoever runs the server.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn status(&self, today: Day) -> Result<StoreStatus, StoreError> {
        let mut beside = connection::open_beside(&self.path).await?;
        Ok(StoreStatus {
            is_in_use: self.is_in_use(),
            today: submission_queries::count(&mut beside, today).await?,
            yesterday: submission_queries::count(&mut beside, today.plus_days(-1)).await?,
            rewritten: maintenance_queries::rewritten(&mut beside).await?,
        })
    }

    /// Copies all that is kept into one new file, a database with its rows in the order of their random keys, and the sealed bytes in them.
    ///
    /// # Errors
    /// [`StoreError::Taken`], and others.
    pub async fn copy(&self, to: &Path) -> Result<(), StoreError> {
        let mut beside = connection::open_beside(&self.path).await?;
        let mut private = OpenOptions::new();
        // SQLite copies into an empty file as into one that is not there.
        let file =
            private.write(true).create_new(true).mode(0o600).open(to).map_err(|_| StoreError::Taken)?;
        let copied = copy::make(&mut beside, &self.path, to).await;
        if copied.is_err() {
            // Half a copy is of no use.
            let _ = std::fs::remove_file(to);
        }
        copied?;
        file.sync_all().map_err(StoreError::Folder)
    }

    fn is_in_use(&self) -> bool {
        let lock = OpenOptions::new().read(true).open(self.path.join(LOCK));
        lock.is_ok_and(|lock| flock(&lock, FlockOperation::NonBlockingLockShared) == Err(Errno::WOULDBLOCK))
    }
}

/// A data folder where no other process writes, for as long as this value lives.
pub struct LockedFolder {
    path: PathBuf,
    _lock: OwnedFd,
}

impl LockedFolder {
    /// Its path.
    #[must_use]
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The day is all that the times of files tell. That something was changed last at some moment, the filesystem keeps for
    /// itself (`ctime`): the writer touches them every minute, so that this says nothing either.
    pub(super) fn date(&self, today: Day) {
        let [journal, index] = [journal::path(&self.path), journal::index(&self.path)];
        let files = [database_in(&self.path), journal, index, self.path.join(LOCK)];
        for path in files.iter().chain(&cells::paths(&self.path)).chain([&self.path]) {
            date(path, today);
        }
    }

    /// The same of all that is in a folder whose server keeps everything elsewhere: nothing is written there but when that starts.
    pub fn date_all(&self, today: Day) {
        for entry in std::fs::read_dir(&self.path).into_iter().flatten().flatten() {
            date(&entry.path(), today);
        }
        date(&self.path, today);
    }
}

fn date(path: &Path, day: Day) {
    let midnight = Timespec { tv_sec: day.days_since_epoch() * DAY_SECONDS, tv_nsec: 0 };
    let times = Timestamps { last_access: midnight, last_modification: midnight };
    // A journal may be away.
    let _ = utimensat(CWD, path, &times, AtFlags::empty());
}

/// SQLite gives its journals the mode of the database, so that one is made here. Gives the file to lock.
fn make_private(folder: &Path) -> io::Result<OwnedFd> {
    if !folder.is_dir() {
        DirBuilder::new().mode(0o700).create(folder)?;
    }
    std::fs::set_permissions(folder, Permissions::from_mode(0o700))?;
    let mut private = OpenOptions::new();
    private.append(true).create(true).mode(0o600);
    let database = private.open(database_in(folder))?;
    database.set_permissions(Permissions::from_mode(0o600))?;
    private.open(folder.join(LOCK)).map(OwnedFd::from)
}
