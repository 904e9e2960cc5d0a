//! What is done about the database's files, and about all rows at once: nothing finer than a day stays on the disk, nothing
//! of what was deleted, and nothing of the order in which things came.

use std::path::Path;

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use rustix::fs::{AtFlags, CWD, Timespec, Timestamps, utimensat};
use sqlx::SqliteConnection;

use super::command::Command;
use super::{Store, StoreError, connection, submission_queries, upkeep_queries};

/// A database that is larger is not rewritten: it would stand still for too long. Measured: see README.
const REWRITTEN_MAX: u64 = 2_000_000_000;
const DAY_SECONDS: i64 = 86_400;

/// What the writer still has to do about its files.
#[derive(Default)]
pub(super) struct Owed {
    /// Something was deleted: the journal may still have it.
    pub(super) truncation: bool,
    /// All is to be written anew on this day.
    pub(super) rewriting: Option<Day>,
}

/// What another process sees of a store.
pub struct Seen {
    /// Does a server hold it?
    pub is_held: bool,
    /// How many envelopes came today.
    pub today: u64,
    /// How many came yesterday.
    pub yesterday: u64,
    /// The day on which all was last written anew.
    pub rewritten: Option<Day>,
}

impl Store {
    /// Looks at the database in a folder, whether or not a server has it open.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn look(folder: &Path, today: Day) -> Result<Seen, StoreError> {
        let mut beside = connection::open_beside(folder).await?;
        Ok(Seen {
            is_held: connection::is_held(folder),
            today: submission_queries::count(&mut beside, today).await?,
            yesterday: submission_queries::count(&mut beside, today.plus_days(-1)).await?,
            rewritten: upkeep_queries::rewritten(&mut beside).await?,
        })
    }

    /// Copies the database into a file that is not there, in an order that says nothing.
    ///
    /// # Errors
    /// [`StoreError::Taken`], and others.
    pub async fn copy(folder: &Path, to: &Path) -> Result<(), StoreError> {
        use std::os::unix::fs::OpenOptionsExt;
        let mut beside = connection::open_beside(folder).await?;
        let mut private = std::fs::OpenOptions::new();
        // SQLite takes an empty file as none.
        let file =
            private.write(true).create_new(true).mode(0o600).open(to).map_err(|_| StoreError::Taken)?;
        upkeep_queries::copy(&mut beside, to.to_str().ok_or(StoreError::Taken)?).await?;
        file.sync_all().map_err(StoreError::Folder)
    }

    /// How many envelopes there are of a day.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count(&self, day: Day) -> Result<u64, StoreError> {
        submission_queries::count(&mut *self.readers.acquire().await?, day).await
    }

    /// The size of one envelope of a section, in bytes: the first from `from` on, in the order of ids.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn a_size(&self, section: &SectionName, from: SubmissionId) -> Result<Option<u64>, StoreError> {
        submission_queries::a_size(&self.readers, section, from).await
    }

    /// Has all written anew in the order of random ids, once a day, where there is room and it is no matter of minutes.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rewrite(&self, today: Day) -> Result<(), StoreError> {
        let mut reader = self.readers.acquire().await?;
        let (size, last) =
            (upkeep_queries::size(&mut reader).await?, upkeep_queries::rewritten(&mut reader).await?);
        drop(reader);
        // Once in a file beside it, and once in the journal.
        let fits = size <= REWRITTEN_MAX && self.space.has_room_for(size.saturating_mul(2));
        if last.is_some_and(|last| last >= today) || !fits {
            return Ok(());
        }
        self.writer.run(|answer| Command::Rewrite { today, answer }).await
    }
}

/// The day is all that the times of files tell. That something was changed last at some moment, the filesystem keeps for
/// itself (`ctime`): the writer touches them every minute, so that this says nothing either.
pub(super) fn date(folder: &Path, today: Day) {
    let midnight = Timespec { tv_sec: today.days_since_epoch() * DAY_SECONDS, tv_nsec: 0 };
    let times = Timestamps { last_access: midnight, last_modification: midnight };
    for path in connection::files_in(folder) {
        // A journal may be away.
        let _ = utimensat(CWD, &path, &times, AtFlags::empty());
    }
}

impl Owed {
    /// Does what it can; what can't be done while somebody reads is done later.
    pub(super) async fn pay(
        &mut self,
        connection: &mut SqliteConnection,
        folder: &Path,
    ) -> Result<(), StoreError> {
        if let Some(today) = self.rewriting.take() {
            upkeep_queries::rewrite(connection, folder, today).await?;
            self.truncation = true;
        }
        if self.truncation {
            self.truncation = !upkeep_queries::truncate(connection).await?;
        }
        Ok(())
    }
}
