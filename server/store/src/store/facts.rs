//! Facts about a submission that its editors are told: it was removed, and by whom; it is kept, and until when.

use estafette_keys::day::Day;
use estafette_keys::ids::SubmissionId;
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::message::SectionName;
use estafette_keys::removed::{UntrustedRemoval, UntrustedRestoration};
use estafette_keys::roster::Handle;

use super::{LOOKED_FOR, Store, dispatch, page_of};
use crate::error::StoreError;
use crate::kept::StoredDeletion;

impl Store {
    /// Removes a submission at once and for good: its source takes it back. What proves that is kept, to be told to the section's
    /// editors. `false` when it was gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn withdraw(&self, removal: UntrustedRemoval, today: Day) -> Result<bool, StoreError> {
        dispatch!(self, withdraw(removal, today))
    }

    /// Puts a submission aside, because an editor deletes it for the section: no list of editors has it any more, it is told as removed,
    /// and [`Store::expire`] removes it [`ASIDE_DAYS`](crate::ASIDE_DAYS) later. Until then its source finds it, and takes it back for
    /// good; and an editor may bring it back. `false` when it was gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn delete(&self, removal: UntrustedRemoval, today: Day) -> Result<bool, StoreError> {
        dispatch!(self, delete(removal, today))
    }

    /// Brings back what an editor deleted; `false` when it is not aside, or by another deletion.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn restore(&self, restoration: UntrustedRestoration) -> Result<bool, StoreError> {
        dispatch!(self, restore(restoration))
    }

    /// What editors of these sections deleted and may still be brought back, after an id: at most [`PAGE`](crate::PAGE), and whether
    /// there is more.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn deleted(
        &self,
        sections: &[SectionName],
        after: Option<SubmissionId>,
    ) -> Result<(Vec<StoredDeletion>, bool), StoreError> {
        Ok(page_of(dispatch!(self, deleted(sections, after, LOOKED_FOR))?))
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
