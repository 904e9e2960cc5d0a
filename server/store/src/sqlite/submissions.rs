//! Submissions, their content and their slots.

use std::collections::HashSet;
use std::sync::Arc;

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;
use futures_util::future::BoxFuture;

use super::change::{Change, Queued, Transaction, compared};
use super::engine::Sqlite;
use super::pointer::Piece;
use super::stored::Stored;
use super::{chunk_queries, known_queries, slot_queries, submission_queries};
use crate::error::StoreError;
use crate::kept::{
    Content, NewSubmission, Progress, PutOutcome, Sought, StoredSubmission, Upload, UploadId, Waiting,
};
use crate::shared::{FormHold, FormTag, IdHold, Reservation, Reserved};

/// Ids and forms.
impl Sqlite {
    pub(crate) async fn reserve(
        &self,
        candidates: &[SubmissionId],
        form: FormTag,
    ) -> Result<Reserved, StoreError> {
        // Held first, looked up then: between the two nobody else may store it.
        let hold = self.holds.form(form).await?;
        let removals = self.stored.removals();
        let (stored, known) = known_queries::form_and_ids(&self.readers, form, candidates).await?;
        if let Some(stored) = stored {
            return Ok(stored);
        }
        let id = self.hold_free(candidates, known, removals).await?;
        Ok(id.map_or(Reserved::Exhausted, |id| Reserved::Fresh(Reservation::new(hold, id))))
    }

    pub(crate) async fn hold_form(&self, form: FormTag) -> Result<Result<FormHold, Reserved>, StoreError> {
        let hold = self.holds.form(form).await?;
        Ok(known_queries::form(&self.readers, form).await?.map_or(Ok(hold), Err))
    }

    pub(crate) async fn hold_id(&self, candidates: &[SubmissionId]) -> Result<Option<IdHold>, StoreError> {
        let removals = self.stored.removals();
        let known = known_queries::ids(&self.readers, candidates).await?;
        self.hold_free(candidates, known, removals).await
    }

    /// Holds the first that is not known. Whoever held it before may have stored it between the look and the hold: then it is looked for once
    /// more, as it is where anything was removed meanwhile.
    async fn hold_free(
        &self,
        candidates: &[SubmissionId],
        mut known: HashSet<SubmissionId>,
        mut removals: u64,
    ) -> Result<Option<IdHold>, StoreError> {
        loop {
            let Some(hold) = self.holds.id(free(candidates, &known)) else { return Ok(None) };
            if !self.stored.has(&hold.id()) && self.stored.removals() == removals {
                return Ok(Some(hold));
            }
            removals = self.stored.removals();
            known = known_queries::ids(&self.readers, candidates).await?;
            if !known.contains(&hold.id()) {
                return Ok(Some(hold));
            }
        }
    }
}

fn free<'a>(
    candidates: &'a [SubmissionId],
    known: &'a HashSet<SubmissionId>,
) -> impl Iterator<Item = (usize, &'a SubmissionId)> {
    candidates.iter().enumerate().filter(|(_, id)| !known.contains(id))
}

/// What arrives.
impl Sqlite {
    pub(crate) fn begin_upload(&self, id: UploadId) -> Upload {
        self.writer.begin_upload(id, self.cells.failures())
    }

    pub(crate) async fn append(
        &self,
        upload: &Upload,
        number: u16,
        bytes: Vec<u8>,
    ) -> Result<(), StoreError> {
        let piece = Arc::new(Piece::seal(bytes, self.host.as_ref()));
        self.writer.send(Append { progress: Arc::clone(upload.progress()), number, piece }).await
    }

    /// Waits until all that was handed over before is where it is read.
    pub(crate) async fn settle(&self) -> Result<(), StoreError> {
        self.writer.run(Settle).await
    }

    pub(crate) async fn accept(&self, submission: NewSubmission) -> Result<(), StoreError> {
        let stored = Arc::clone(&self.stored);
        self.writer.run(Accept { submission, stored }).await
    }

    pub(crate) async fn put_slot(
        &self,
        id: SubmissionId,
        editor: Handle,
        slot: Vec<u8>,
    ) -> Result<PutOutcome, StoreError> {
        self.writer.run(PutSlot { id, editor, slot }).await
    }

    pub(crate) async fn delete_slot(&self, id: SubmissionId, editor: Handle) -> Result<bool, StoreError> {
        self.writer.run(DeleteSlot { id, editor }).await
    }
}

/// What is read.
impl Sqlite {
    pub(crate) async fn waiting(&self, ids: &[SubmissionId]) -> Result<Vec<Waiting>, StoreError> {
        submission_queries::waiting(&self.readers, &self.stored.among(ids)).await
    }

    pub(crate) async fn seek(&self, ids: Vec<SubmissionId>, by: Sought) -> Result<(), StoreError> {
        self.writer.run(Seek { ids, by }).await
    }

    pub(crate) async fn submissions(
        &self,
        sections: &[SectionName],
        editor: &Handle,
        after: Option<SubmissionId>,
        limit: usize,
    ) -> Result<Vec<StoredSubmission>, StoreError> {
        let looking = self.cells.look().await;
        let mut listed = submission_queries::list(&self.readers, sections, editor, after, limit).await?;
        looking.open(listed.iter_mut().filter_map(|listed| listed.slot.as_mut()).collect()).await?;
        Ok(listed)
    }

    pub(crate) async fn content(
        &self,
        id: SubmissionId,
    ) -> Result<Option<(SectionName, Content)>, StoreError> {
        submission_queries::content(&self.readers, id).await
    }

    pub(crate) async fn chunk(&self, content: Content, number: u16) -> Result<Option<Vec<u8>>, StoreError> {
        let looking = self.cells.look().await;
        let Some(mut piece) = chunk_queries::one(&self.readers, content.upload, number).await? else {
            return Ok(None);
        };
        looking.open(vec![&mut piece]).await?;
        Ok(Some(piece))
    }

    pub(crate) async fn count(&self, day: Day) -> Result<u64, StoreError> {
        submission_queries::count(&mut *self.readers.acquire().await?, day).await
    }

    pub(crate) async fn a_submission(
        &self,
        section: &SectionName,
        from: SubmissionId,
        largest: u64,
    ) -> Result<Option<(SubmissionId, u64)>, StoreError> {
        submission_queries::a_submission(&self.readers, section, from, largest).await
    }
}

/// A piece of content. Nobody waits for it: whether it was kept is known to its upload.
struct Append {
    progress: Arc<Progress>,
    number: u16,
    piece: Arc<Piece>,
}

impl Queued for Append {
    fn bytes(&self) -> usize {
        self.piece.bytes.len()
    }

    fn is_awaited(&self) -> bool {
        false
    }

    fn deletes(&self) -> bool {
        false
    }

    fn only_arrives(&self) -> bool {
        true
    }

    fn apply<'a>(
        &'a mut self,
        transaction: &'a mut Transaction<'_>,
    ) -> BoxFuture<'a, Result<(), StoreError>> {
        Box::pin(async move { transaction.append((self.progress.id(), self.number), &self.piece) })
    }

    fn answer(self: Box<Self>, committed: Result<(), StoreError>) {
        match committed {
            Ok(()) => self.progress.wrote(self.piece.bytes.len()),
            Err(error) => self.progress.failed(error.fault()),
        }
    }
}

/// Nothing: somebody waits for what was handed over before.
struct Settle;

impl Change for Settle {
    type Answer = ();
    const ONLY_ARRIVES: bool = true;

    async fn apply(&self, _transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        Ok(())
    }
}

struct Accept {
    submission: NewSubmission,
    stored: Arc<Stored>,
}

impl Change for Accept {
    type Answer = ();
    const ONLY_ARRIVES: bool = true;

    fn bytes(&self) -> usize {
        self.submission.slots.iter().map(|(_, slot)| slot.len()).sum()
    }

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        self.stored.add(&self.submission.reservation.id());
        transaction.accept(&self.submission)
    }

    fn committed(self) {
        self.submission.upload.progress().accepted();
    }
}

struct Seek {
    ids: Vec<SubmissionId>,
    by: Sought,
}

impl Change for Seek {
    type Answer = ();

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<(), StoreError> {
        submission_queries::seek(transaction.connection, &self.ids, self.by).await
    }
}

struct PutSlot {
    id: SubmissionId,
    editor: Handle,
    slot: Vec<u8>,
}

impl Change for PutSlot {
    type Answer = PutOutcome;

    fn bytes(&self) -> usize {
        self.slot.len()
    }

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<PutOutcome, StoreError> {
        let held = slot_queries::held(transaction.connection, self.id, &self.editor).await?;
        if let Some(held) = held {
            return compared(&held, &self.slot);
        }
        let column = transaction.place(&self.slot)?;
        let is_there = slot_queries::insert(transaction.connection, self.id, &self.editor, &column).await?;
        Ok(if is_there { PutOutcome::Created } else { PutOutcome::Crowded })
    }
}

struct DeleteSlot {
    id: SubmissionId,
    editor: Handle,
}

impl Change for DeleteSlot {
    type Answer = bool;
    const DELETES: bool = true;

    async fn apply(&self, transaction: &mut Transaction<'_>) -> Result<bool, StoreError> {
        slot_queries::delete(transaction.connection, self.id, &self.editor).await
    }
}
