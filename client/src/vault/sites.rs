//! The sites that have a name. What a site is, the vault does not know.

use std::collections::BTreeMap;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::{SiteName, Vault, VaultError};

const SITES: &str = "sites.age";

impl Vault {
    /// The sites that have a name, with the passwords of their accounts.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn sites<S: DeserializeOwned>(&self) -> Result<BTreeMap<SiteName, S>, VaultError> {
        self.open_json(SITES)
    }

    /// Changes those sites, while no other process does.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn update_sites<S: DeserializeOwned + Serialize, T>(
        &self,
        change: impl FnOnce(&mut BTreeMap<SiteName, S>) -> T,
    ) -> Result<T, VaultError> {
        let _lock = self.lock()?;
        let mut sites = self.sites()?;
        let result = change(&mut sites);
        self.keep_sites(&sites)?;
        Ok(result)
    }

    pub(super) fn keep_sites<S: Serialize>(&self, sites: &BTreeMap<SiteName, S>) -> Result<(), VaultError> {
        self.seal_json(SITES, sites)
    }
}
