//! What can be wrong with a configuration, and what to do about it.

use std::path::PathBuf;

use estafette_keys::roster::RosterError;

use crate::listen::AddressError;
use crate::report::Coded;

/// What is wrong with the configuration, and where.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    /// A file can't be read.
    #[error("could not read {}", path.display())]
    Read {
        /// Which.
        path: PathBuf,
        /// Why.
        #[source]
        cause: std::io::Error,
    },
    /// A file is not TOML, or not with the fields that a configuration has.
    #[error("{} is not valid", path.display())]
    Form {
        /// Which.
        path: PathBuf,
        /// Line, column, and what was expected.
        #[source]
        cause: Box<toml::de::Error>,
    },
    /// The pin is not 40 hex digits.
    #[error("`pin` must be the 40 hex digits that the coordinators gave, hyphens or not")]
    Pin,
    /// A listener's address is not valid.
    #[error("`listen.{field}` is not an address to listen on")]
    Listen {
        /// Which.
        field: &'static str,
        /// Why.
        #[source]
        cause: AddressError,
    },
    /// Both listeners have one address.
    #[error(
        "`listen.source` and `listen.editors` must differ: an editor's route does not exist on the source's side"
    )]
    SameListener,
    /// `leave-to` is not an address that a browser goes to.
    #[error("`pages.leave-to` must be an address such as https://www.example.org/")]
    LeaveTo,
    /// A limit is 0.
    #[error("`limits.{0}` must be at least 1")]
    Zero(&'static str),
    /// The rate of decoys is out of range.
    #[error("`decoys.per-day` must be a number from 0 to 10000")]
    Decoys,
    /// The roster is refused.
    #[error("the roster is refused")]
    Roster(#[source] RosterError),
}

impl Coded for ConfigError {
    fn code(&self) -> &'static str {
        match self {
            Self::Roster(RosterError::Expired) => "R1",
            Self::Roster(_) | Self::Pin => "R2",
            _ => "C1",
        }
    }
}

impl ConfigError {
    /// What to do about it.
    #[must_use]
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Read { .. } => "check that the file exists, and that the server's account may read it",
            Self::Form { .. }
            | Self::Listen { .. }
            | Self::SameListener
            | Self::LeaveTo
            | Self::Zero(_)
            | Self::Decoys => "server/estafette-server.toml in the sources shows every field",
            Self::Pin | Self::Roster(RosterError::UnknownRoots) => {
                "compare `pin` with what the coordinators say of their roots, by word of mouth"
            }
            Self::Roster(RosterError::Expired) => "ask the coordinators for a roster that is signed anew",
            Self::Roster(RosterError::TooFewSignatures { .. }) => {
                "list every root's signature in `signatures`; they hold for the roster's exact bytes only"
            }
            Self::Roster(_) => "ask the coordinators for the roster and its signatures again",
        }
    }
}
