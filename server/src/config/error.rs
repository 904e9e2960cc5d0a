//! What can be wrong with a configuration, and what to do about it.

use std::path::PathBuf;

use estafette_keys::roster::RosterError;

use super::NetworkError;
use crate::listen::AddressError;
use crate::report::Coded;
use crate::store::StoreError;

/// A mistake in the configuration. [`ConfigError::hint`] says what to do about it.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file can't be read: the configuration, the roster, or a signature.
    #[error("could not read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The cause.
        #[source]
        cause: std::io::Error,
    },
    /// The configuration is not valid TOML, or its fields are not those that it must have.
    #[error("{} is not valid", path.display())]
    Form {
        /// The file.
        path: PathBuf,
        /// Line, column, and what was expected.
        #[source]
        cause: Box<toml::de::Error>,
    },
    /// The text of `pin` has not the form of a pin.
    #[error("`pin` must be the 40 hex digits that the coordinators gave, with or without hyphens")]
    Pin,
    /// An address to listen on is not valid.
    #[error("`listen.{field}` is not an address to listen on")]
    Listen {
        /// The field of `[listen]`.
        field: &'static str,
        /// The cause.
        #[source]
        cause: AddressError,
    },
    /// Both listeners have the same address.
    #[error("`listen.source` and `listen.editors` must differ: sources must not reach the editors' API")]
    SameListener,
    /// `pages.leave-to` is not an address of the web.
    #[error("`pages.leave-to` must be an address such as https://www.example.org/")]
    LeaveTo,
    /// `[network]` is not valid.
    #[error("`[network]` can't be used")]
    Network(#[from] NetworkError),
    /// A limit is zero, so that nothing could ever be taken in.
    #[error("`limits.{0}` must be at least 1")]
    Zero(&'static str),
    /// `decoys.per-day` is below 0 or too large.
    #[error("`decoys.per-day` must be a number from 0 to 10000")]
    Decoys,
    /// `store.url` is not the address of a database.
    #[error("`store.url` can't be used")]
    Store(#[source] StoreError),
    /// The secret that servers share can't be used.
    #[error("`store.servers-key`: {} can't be used", path.display())]
    ServersKey {
        /// The file.
        path: PathBuf,
        /// The cause.
        #[source]
        cause: std::io::Error,
    },
    /// The roster does not hold against the pin, or has expired.
    #[error("the roster is refused")]
    Roster(#[source] RosterError),
}

impl Coded for ConfigError {
    fn code(&self) -> &'static str {
        match self {
            Self::Roster(RosterError::Expired) => "R1",
            Self::Roster(_) | Self::Pin => "R2",
            Self::Store(error) => error.code(),
            _ => "C1",
        }
    }
}

impl ConfigError {
    /// What the operator can do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Read { .. } => "check that the file exists, and that the server's account may read it",
            Self::Form { .. }
            | Self::Listen { .. }
            | Self::SameListener
            | Self::LeaveTo
            | Self::Zero(_)
            | Self::Decoys => "server/estafette-server.toml in the sources explains every field",
            Self::Network(error) => error.hint(),
            Self::Store(error) => error.hint(),
            Self::ServersKey { .. } => {
                "make it once with `head -c 32 /dev/urandom | base64`, give the same to each server, readable by its account alone"
            }
            Self::Pin | Self::Roster(RosterError::UnknownRoots) => {
                "compare `pin` with what the coordinators say of their roots, by word of mouth"
            }
            Self::Roster(RosterError::Expired) => "ask the coordinators for a newly signed roster",
            Self::Roster(RosterError::TooFewSignatures { .. }) => {
                "list every root's signature in `signatures`; they are valid for the roster's exact bytes only"
            }
            Self::Roster(_) => "ask the coordinators for the roster and its signatures again",
        }
    }
}
