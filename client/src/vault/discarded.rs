//! What is on the server and not wanted here.

use std::collections::BTreeSet;

use estafette_keys::ids::SubmissionId;

use super::{Vault, VaultError};

pub(super) const DISCARDED: &str = "discarded.age";

impl Vault {
    /// What is on the server and not wanted here: decoys, and what was forgotten.
    ///
    /// A list that is broken is put aside, and begins anew: what it kept away may be fetched once more.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn discarded(&self) -> Result<BTreeSet<SubmissionId>, VaultError> {
        match self.open_json(DISCARDED) {
            Err(VaultError::Broken(fault)) => {
                // On a disk that only reads it stays where it is.
                let _ = self.put_aside(&fault);
                Ok(BTreeSet::new())
            }
            result => result,
        }
    }

    /// Changes that list, while no other process does.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn update_discarded(
        &self,
        change: impl FnOnce(&mut BTreeSet<SubmissionId>),
    ) -> Result<(), VaultError> {
        let _lock = self.lock()?;
        let mut discarded = self.discarded()?;
        change(&mut discarded);
        self.seal_json(DISCARDED, &discarded)
    }
}
