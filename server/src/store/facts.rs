//! Facts about a submission that its editors are told: it was removed, and by whom; it is kept, and until when.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::message::SectionName;
use estafette_keys::removed::UntrustedRemoval;
use estafette_keys::roster::Handle;

use super::command::Command;
use super::{PAGE, Store, StoreError, page_of, removed_queries, submission_queries};

impl Store {
    /// Removes a submission: its source takes it back, or an editor is done with it. What proves that is kept, to be told to the
    /// section's editors. `false` when it was gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn withdraw(&self, removal: UntrustedRemoval) -> Result<bool, StoreError> {
        let today = self.clock.today();
        self.writer.run(|answer| Command::Withdraw { removal, today, answer }).await
    }

    /// What was removed from these sections, after an id, in the (random) order of their ids: at most [`PAGE`], and whether
    /// there are more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn removed(
        &self,
        sections: &[SectionName],
        after: Option<SubmissionId>,
    ) -> Result<(Vec<UntrustedRemoval>, bool), StoreError> {
        Ok(page_of(removed_queries::list(&self.readers, sections, after, PAGE + 1).await?))
    }

    /// Has a submission kept until a day, with these slots instead of those that are there; `false` when it is gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn keep(
        &self,
        keeping: UntrustedKeeping,
        slots: Vec<(Handle, Vec<u8>)>,
    ) -> Result<bool, StoreError> {
        self.check_text()?;
        self.writer.run(|answer| Command::Keep { keeping, slots, answer }).await
    }

    /// When a submission came; `None` when it is gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn came(&self, id: SubmissionId) -> Result<Option<Day>, StoreError> {
        Ok(submission_queries::waiting(&self.readers, &[id]).await?.first().map(|found| found.day))
    }
}
