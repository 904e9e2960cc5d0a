//! A submission is handed to another section.

use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::ids::SubmissionId;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;

use super::{Store, dispatch};
use crate::error::StoreError;

impl Store {
    /// Hands a submission to another section, with slots for those who have none: its lists have it from then on, beside those of the
    /// section that it was sent to. `false` when it is gone.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forward(
        &self,
        forwarding: UntrustedForwarding,
        slots: Vec<(Handle, Vec<u8>)>,
    ) -> Result<bool, StoreError> {
        self.check_text()?;
        dispatch!(self, forward(forwarding, slots))
    }

    /// To which sections a submission was handed.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forwarded(&self, id: SubmissionId) -> Result<Vec<SectionName>, StoreError> {
        dispatch!(self, forwarded(id))
    }
}
