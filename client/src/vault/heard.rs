//! The latest statement of epoch keys that was heard of each editor: an older one is not taken afterwards, and nobody is believed to
//! have no keys while a statement of theirs says that they do. `FORMAT.md` §8.

use std::collections::BTreeMap;

use estafette_keys::day::Week;
use estafette_keys::openpgp::Fingerprint;
use serde::{Deserialize, Serialize};

use super::{Vault, VaultError};

pub(super) const FILE: &str = "heard.age";

/// What one cert stated last.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Heard {
    /// The statement's counter.
    pub counter: u64,
    /// The last week that it has a key for.
    pub until: Option<Week>,
}

impl Vault {
    /// By cert: whoever has a new one begins anew. A list that is broken is put aside, and begins anew, too.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn heard(&self, cert: &Fingerprint) -> Result<Option<Heard>, VaultError> {
        Ok(self.all_heard()?.remove(&cert.to_string()))
    }

    /// Remembers a later one, while no other process does.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn keep_heard(&self, cert: &Fingerprint, heard: Heard) -> Result<(), VaultError> {
        let _lock = self.lock()?;
        let mut all = self.all_heard()?;
        all.insert(cert.to_string(), heard);
        self.seal_json(FILE, &all)
    }

    fn all_heard(&self) -> Result<BTreeMap<String, Heard>, VaultError> {
        match self.open_json(FILE) {
            Err(VaultError::Broken(fault)) => {
                let _ = self.put_aside(&fault);
                Ok(BTreeMap::new())
            }
            result => result,
        }
    }
}
