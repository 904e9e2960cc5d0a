//! What is done about the database's files, and about all rows at once: nothing finer than a day stays on the disk, nothing
//! of what was deleted, and nothing of the order in which things came.

use std::path::Path;
use std::time::{Duration, Instant};

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use rustix::fs::{AtFlags, CWD, Timespec, Timestamps, utimensat};
use sqlx::SqliteConnection;

use super::command::Command;
use super::upload::UploadId;
use super::{Space, Store, StoreError, chunk_queries, connection, submission_queries, upkeep_queries};

/// A database that is larger is not rewritten: nobody could write to it for too long. Here 1,000 MB take seven seconds.
const REWRITTEN_MAX: u64 = 1_000_000_000;
/// After it was rewritten, so many times as long passes as it took, before it is again.
const REST: u32 = 10;
/// And when it failed, so long.
const AFTER_FAILURE: Duration = Duration::from_hours(1);
const DAY_SECONDS: i64 = 86_400;

/// What the writer still has to do about its files.
pub(super) struct Owed {
    /// Something was deleted: the journal may still have it, and so may the room between rows. SQLite overwrites what it
    /// deletes, but not what it left behind where it had moved that before. At the start nobody knows.
    pub(super) deleted: bool,
    truncation: bool,
    /// All is to be written anew, whatever was deleted.
    pub(super) rewriting: bool,
    rests_until: Option<Instant>,
}

impl Default for Owed {
    fn default() -> Self {
        Self { deleted: true, truncation: false, rewriting: false, rests_until: None }
    }
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
        let copied = upkeep_queries::copy(&mut beside, to.to_str().ok_or(StoreError::Taken)?).await;
        if copied.is_err() {
            // Half a copy is none.
            let _ = std::fs::remove_file(to);
        }
        copied?;
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

    /// Has all written anew in the order of random ids, once a day.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn rewrite(&self, today: Day) -> Result<(), StoreError> {
        let last = upkeep_queries::rewritten(&mut *self.readers.acquire().await?).await?;
        // One of a day that is far from here was noted when the day was wrong.
        if last.is_some_and(|last| last >= today && last <= today.plus_days(1)) {
            return Ok(());
        }
        self.writer.run(|answer| Command::Rewrite { answer }).await
    }
}

/// Uploads that are no submission's: those that were arriving when the process ended, and those whose removal
/// had not come to its end.
pub(super) async fn orphans(connection: &mut SqliteConnection) -> Result<Vec<UploadId>, StoreError> {
    let mut orphans = Vec::new();
    let mut next = chunk_queries::first_upload(connection, None).await?;
    while let Some(upload) = next {
        if !submission_queries::has_upload(connection, upload).await? {
            orphans.push(upload);
        }
        next = chunk_queries::first_upload(connection, Some(upload)).await?;
    }
    Ok(orphans)
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
    /// Is there anything to come back for soon?
    pub(super) fn is_any(&self) -> bool {
        self.deleted || self.truncation || self.rewriting
    }

    /// Nobody writes any more.
    pub(super) fn rests_no_more(&mut self) {
        self.rests_until = None;
    }

    /// Does what it can now; the rest is done later: what can't be done while somebody reads, and what would keep those who
    /// write waiting too often.
    pub(super) async fn pay(
        &mut self,
        connection: &mut SqliteConnection,
        folder: &Path,
        space: &Space,
        today: Day,
    ) -> Result<(), StoreError> {
        if !self.is_any() {
            return Ok(());
        }
        let (began, size) = (Instant::now(), upkeep_queries::size(connection).await?);
        // Once in a file beside it, and once in the journal.
        let fits = size <= REWRITTEN_MAX && space.has_room_for(size.saturating_mul(2));
        if !fits {
            self.truncation |= self.deleted;
            (self.deleted, self.rewriting) = (false, false);
        } else if (self.deleted || self.rewriting) && self.rests_until.is_none_or(|until| until <= began) {
            let rewritten = upkeep_queries::rewrite(connection, folder, today).await;
            // What failed is not tried again at once either: it may have taken as long.
            let rest = if rewritten.is_ok() { began.elapsed() * REST } else { AFTER_FAILURE };
            self.rests_until = Some(Instant::now() + rest);
            rewritten?;
            (self.deleted, self.rewriting, self.truncation) = (false, false, true);
        }
        if self.truncation {
            self.truncation = !upkeep_queries::truncate(connection).await?;
        }
        Ok(())
    }
}
