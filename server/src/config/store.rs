//! Where submissions are kept, where that is not on this machine alone.

use std::io;
use std::path::PathBuf;

use estafette_files::private::loose_bits;
use estafette_files::read_small_text;
use estafette_keys::secret::Secret;
use serde::Deserialize;

use super::ConfigError;
use crate::store::PostgresAddress;

/// How many characters the secret has that servers share.
const SECRET_MIN: usize = 32;
const SECRET_MAX: u64 = 4_096;
/// The permission bits of accounts that are neither the file's nor of its group.
const OTHERS: u32 = 0o007;

/// A database that several servers share.
#[derive(Deserialize, Clone)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub struct StoreTable {
    /// The address of a PostgreSQL database. Without one, SQLite keeps everything in the data folder.
    pub url: Option<String>,
    /// A file with a secret that all servers of this database have, and nobody else: then each takes the forms and sessions of all.
    pub servers_key: Option<PathBuf>,
    /// The most megabytes of what is sent that this database may hold.
    pub megabytes: u64,
}

impl Default for StoreTable {
    fn default() -> Self {
        Self { url: None, servers_key: None, megabytes: 20_000 }
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

    /// The secret that servers of this database share, where there is one.
    ///
    /// # Errors
    /// [`ConfigError::ServersKey`].
    pub(crate) fn servers_key(&self) -> Result<Option<Secret<String>>, ConfigError> {
        let Some(path) = &self.servers_key else { return Ok(None) };
        let refused = |cause: io::Error| ConfigError::ServersKey { path: path.clone(), cause };
        if loose_bits(path).map_err(refused)? & OTHERS != 0 {
            return Err(refused(io::Error::other("every account may read it, or write it")));
        }
        let text = Secret::new(read_small_text(path, SECRET_MAX).map_err(refused)?);
        if text.expose_secret().trim().len() < SECRET_MIN {
            return Err(refused(io::Error::other("it has fewer than 32 characters")));
        }
        Ok(Some(text))
    }

    /// The most bytes that it may hold.
    #[must_use]
    pub fn largest(&self) -> u64 {
        self.megabytes.saturating_mul(1_000_000)
    }
}
