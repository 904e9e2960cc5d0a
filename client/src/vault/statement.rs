//! Which statement of epoch keys this machine published last: so it knows one that another machine published.

use serde::{Deserialize, Serialize};

use super::{Vault, VaultError};

const STATEMENT: &str = "statement.age";

/// A statement that this machine published, or was about to. No backup holds it: a machine that is restored is another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Stated {
    /// Its counter.
    pub counter: u64,
    /// What it says: SHA-256, in hex.
    pub digest: String,
}

impl Vault {
    /// The last one; `None` where this machine has published none.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn statement(&self) -> Result<Option<Stated>, VaultError> {
        self.open_json(STATEMENT)
    }

    /// Remembers one, before it is published.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn keep_statement(&self, stated: &Stated) -> Result<(), VaultError> {
        self.seal_json(STATEMENT, &Some(stated))
    }
}
