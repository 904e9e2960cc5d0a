//! Facts about a submission that its editors are told: it was removed, and by whom; it is kept, and until when.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::message::SectionName;
use estafette_keys::removed::UntrustedRemoval;
use estafette_keys::roster::Handle;

use super::{LOOKED_FOR, page_of};
use crate::store::dispatch;
use crate::{Store, StoreError};

impl Store {
    /// Removes a submission: its source takes it back, or an editor is done with it. What proves that is kept, to be told to the
    /// section's editors. `false` when it was gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn withdraw(&self, removal: UntrustedRemoval, today: Day) -> Result<bool, StoreError> {
        dispatch!(self, withdraw(removal, today))
    }

    /// What was removed from these sections, after an id, in the (random) order of their ids: at most
    /// [`PAGE`](crate::PAGE), and whether there are more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn removed(
        &self,
        sections: &[SectionName],
        after: Option<SubmissionId>,
    ) -> Result<(Vec<UntrustedRemoval>, bool), StoreError> {
        Ok(page_of(dispatch!(self, removed(sections, after, LOOKED_FOR))?))
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
        dispatch!(self, keep(keeping, slots))
    }
}
