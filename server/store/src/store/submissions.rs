//! Submissions: they arrive, are read, and get slots.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use rand::RngCore;

use super::{Engine, LOOKED_FOR, Store, dispatch, page_of};
use crate::error::StoreError;
use crate::host::Room;
use crate::kept::{Content, NewSubmission, PutOutcome, Sought, StoredSubmission, Upload, UploadId, Waiting};

/// Content arrives.
impl Store {
    /// Begins to take content. Dropping the upload removes what has arrived; accepting it keeps it.
    #[must_use]
    pub fn begin_upload(&self, rng: &mut impl RngCore) -> Upload {
        let id = UploadId::random(rng);
        match &self.engine {
            Engine::Sqlite(engine) => engine.begin_upload(id),
            Engine::Postgres(engine) => engine.begin_upload(id),
        }
    }

    /// Takes the next piece of sealed content: [`CHUNK`](crate::CHUNK) bytes, or fewer for the last. Waits while too much is queued.
    ///
    /// It answers before the piece is on the disk: that is promised by [`Store::accept`] alone, which fails
    /// when any piece did.
    ///
    /// # Errors
    /// [`StoreError::Full`], or why an earlier piece was not kept; the upload is lost then.
    pub async fn append(&self, upload: &mut Upload, bytes: Vec<u8>) -> Result<(), StoreError> {
        match (self.room(), upload.is_empty()) {
            (Room::Nothing, _) | (Room::Text, false) => return Err(StoreError::Full),
            (Room::Files, _) | (Room::Text, true) => {}
        }
        let number = upload.advance(bytes.len())?;
        dispatch!(self, append(upload, number, bytes))
    }

    /// The `number`th piece of content that has all been appended, and is nobody's submission yet; `None` behind the last. Waits until it
    /// is where it can be read.
    ///
    /// # Errors
    /// [`StoreError`], or why a piece was not kept.
    pub async fn appended(&self, upload: &Upload, number: u16) -> Result<Option<Vec<u8>>, StoreError> {
        if let Some(last) = upload.progress().last(number) {
            return Ok(Some(last));
        }
        if upload.is_written(number)? == Some(false) {
            dispatch!(self, settle())?;
        }
        match upload.is_written(number)? {
            None => Ok(None),
            Some(true) => dispatch!(self, chunk(Content::of(upload), number)),
            Some(false) => Err(StoreError::Busy),
        }
    }

    /// Keeps a submission whose content has all been appended. Once this answers, it is kept.
    ///
    /// # Errors
    /// [`StoreError`]; nothing of it is kept then.
    pub async fn accept(&self, submission: NewSubmission) -> Result<(), StoreError> {
        dispatch!(self, accept(submission))
    }
}

/// What came is read.
impl Store {
    /// Those of these submissions that are still here. There is one look into the database whatever the answer; how many rows it finds
    /// shows in its time.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn waiting(&self, ids: &[SubmissionId]) -> Result<Vec<Waiting>, StoreError> {
        dispatch!(self, waiting(ids))
    }

    /// Notes that somebody looked for these: others make room before them when the disk is short.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn seek(&self, ids: Vec<SubmissionId>, by: Sought) -> Result<(), StoreError> {
        dispatch!(self, seek(ids, by))
    }

    /// The day on which a submission came; `None` when it is gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn came(&self, id: SubmissionId) -> Result<Option<Day>, StoreError> {
        Ok(self.waiting(&[id]).await?.first().map(|found| found.day))
    }

    /// The submissions of these sections after an id, in the (random) order of their ids, with this editor's slots:
    /// at most [`PAGE`](crate::PAGE), and whether there are more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn submissions(
        &self,
        sections: &[SectionName],
        editor: &Handle,
        after: Option<SubmissionId>,
    ) -> Result<(Vec<StoredSubmission>, bool), StoreError> {
        Ok(page_of(dispatch!(self, submissions(sections, editor, after, LOOKED_FOR))?))
    }

    /// The section of a submission, and its content to read.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn content(&self, id: SubmissionId) -> Result<Option<(SectionName, Content)>, StoreError> {
        dispatch!(self, content(id))
    }

    /// The `number`th piece of a content; `None` when it is gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn chunk(&self, content: Content, number: u16) -> Result<Option<Vec<u8>>, StoreError> {
        dispatch!(self, chunk(content, number))
    }

    /// How many submissions came on a day.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn count(&self, day: Day) -> Result<u64, StoreError> {
        dispatch!(self, count(day))
    }

    /// A submission of a section that has at most `largest` bytes, and how many it has: the first from `from` on, in the order
    /// of ids.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn a_submission(
        &self,
        section: &SectionName,
        from: SubmissionId,
        largest: u64,
    ) -> Result<Option<(SubmissionId, u64)>, StoreError> {
        dispatch!(self, a_submission(section, from, largest))
    }
}

/// Slots come and go.
impl Store {
    /// Adds a slot to a submission, where that editor has none; [`PutOutcome::Crowded`] where the submission is gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn put_slot(
        &self,
        id: SubmissionId,
        editor: Handle,
        slot: Vec<u8>,
    ) -> Result<PutOutcome, StoreError> {
        self.check_text()?;
        dispatch!(self, put_slot(id, editor, slot))
    }

    /// Removes an editor's slot of a submission; says whether there was one.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete_slot(&self, id: SubmissionId, editor: Handle) -> Result<bool, StoreError> {
        dispatch!(self, delete_slot(id, editor))
    }
}
