//! How Tor is reached from this machine.

use std::io;
use std::path::{Path, PathBuf};

use estafette_onion::transport::Way;

use crate::failure::{Details, Explained, Key, key};

/// A page of bridges is smaller.
const TABLE_MAX: u64 = 64 * 1024;

/// Which Tor, and what it is told.
pub struct Network {
    /// Tor in this process, or one that runs.
    pub way: Way,
    /// What Tor in this process is told besides, as arti's own configuration has it: bridges and transports.
    pub table: toml::Table,
    /// Where it keeps what it learns of the network. No key, and no address that was asked for.
    pub state: PathBuf,
}

/// `tor.toml` could not be used.
#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    /// Not readable.
    #[error("could not read tor.toml")]
    Read(#[source] io::Error),
    /// Not TOML.
    #[error("tor.toml is not TOML")]
    Form,
}

impl Explained for NetworkError {
    fn key(&self) -> Key {
        key!("error-tor-config")
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Read(cause) => Details::of_system(cause),
            Self::Form => Details::default(),
        }
    }
}

impl Network {
    /// In this folder: `tor.toml`, where there is one, and Tor's state.
    ///
    /// # Errors
    /// [`NetworkError`].
    pub fn of(home: &Path, way: Way) -> Result<Self, NetworkError> {
        let text = match crate::vault::private_file::read(&home.join("tor.toml"), TABLE_MAX) {
            Ok(bytes) => String::from_utf8(bytes).map_err(|_| NetworkError::Form)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => String::new(),
            Err(error) => return Err(NetworkError::Read(error)),
        };
        let table = text.parse().map_err(|_| NetworkError::Form)?;
        Ok(Self { way, table, state: home.join("tor") })
    }
}
