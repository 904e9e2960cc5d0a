//! Where submissions are kept, where that is not on this machine alone.

use serde::Deserialize;

use super::ConfigError;
use crate::store::PostgresAddress;

/// A database that several servers share.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct StoreTable {
    /// The address of a PostgreSQL database. Without one, SQLite keeps everything in the data folder.
    pub url: Option<String>,
    /// The most megabytes of what is sent that this database may hold.
    pub megabytes: u64,
}

impl Default for StoreTable {
    fn default() -> Self {
        Self { url: None, megabytes: 20_000 }
    }
}

impl StoreTable {
    /// The database's address, where there is one.
    ///
    /// # Errors
    /// [`ConfigError::Store`].
    pub fn address(&self) -> Result<Option<PostgresAddress>, ConfigError> {
        self.url.as_deref().map(str::parse).transpose().map_err(ConfigError::Store)
    }

    /// The most bytes that it may hold.
    #[must_use]
    pub fn largest(&self) -> u64 {
        self.megabytes.saturating_mul(1_000_000)
    }
}
