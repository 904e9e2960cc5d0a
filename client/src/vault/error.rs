//! Why a vault could not be used.

use std::io;

use estafette_keys::age_format::OpenError;
use estafette_keys::day::Week;

use super::fault::Fault;
use crate::failure::{Details, ErrorDetail, Explained};
use crate::words::{Key, key};

/// The vault could not be used.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// There is one already.
    #[error("there is a vault already")]
    Exists,
    /// There is none.
    #[error("there is no vault")]
    Missing,
    /// Not this one, or the file is damaged.
    #[error("the passphrase does not open the vault")]
    Passphrase,
    /// Made by a later version.
    #[error("made by a newer version")]
    Newer,
    /// A file of the vault opens, and its content is not valid.
    #[error("a file of the vault is damaged: {0}")]
    Damaged(&'static str),
    /// A file that is not there, can't be read, or is damaged.
    #[error("a file of the vault is broken: {0}")]
    Broken(Fault),
    /// Sealed to a key of this week that this machine does not have.
    #[error("sealed to a key of {0} that is not here")]
    OtherKeys(Week),
    /// An item, or something about it, that does not open.
    #[error("it does not open")]
    Open(#[source] OpenError),
    /// No network was joined.
    #[error("no network was joined")]
    NotJoined,
    /// No item begins so.
    #[error("no item begins so")]
    NoItem,
    /// Several items begin so.
    #[error("several items begin so")]
    SeveralItems,
    /// Another process fetches.
    #[error("another process is fetching")]
    Fetching,
    /// The file system failed.
    #[error("could not {action}")]
    File {
        /// What we were doing.
        action: &'static str,
        /// Why it failed.
        #[source]
        cause: io::Error,
    },
}

impl VaultError {
    /// The broken file, where that is why.
    #[must_use]
    pub fn fault(&self) -> Option<&Fault> {
        match self {
            Self::Broken(fault) => Some(fault),
            _ => None,
        }
    }

    /// Whether the cause is that nothing can be written: the disk is full, or read-only.
    #[must_use]
    pub(crate) fn is_of_disk(&self) -> bool {
        self.is_full()
            || matches!(self, Self::File { cause, .. } if cause.kind() == io::ErrorKind::ReadOnlyFilesystem)
    }

    /// Whether the cause is a full disk.
    #[must_use]
    pub(crate) fn is_full(&self) -> bool {
        let full = [io::ErrorKind::StorageFull, io::ErrorKind::QuotaExceeded];
        matches!(self, Self::File { cause, .. } if full.contains(&cause.kind()))
    }
}

impl Explained for VaultError {
    fn key(&self) -> Key {
        match self {
            Self::Exists => key!("error-vault-exists"),
            Self::Missing => key!("error-vault-missing"),
            Self::Passphrase => key!("error-vault-passphrase"),
            Self::Newer | Self::Open(OpenError::Version) => key!("error-newer"),
            Self::Damaged(_) => key!("error-vault-damaged"),
            Self::Broken(fault) => of_fault(fault),
            Self::OtherKeys(_) => key!("error-other-keys"),
            Self::Open(OpenError::NotOpened | OpenError::Read(_)) => key!("error-not-opened"),
            Self::Open(OpenError::TooLarge(_)) => key!("error-opened-too-large"),
            Self::Open(OpenError::Binding) => key!("error-opened-elsewhere"),
            Self::Open(OpenError::Malformed(_)) => key!("error-opened-malformed"),
            Self::NotJoined => key!("error-not-joined"),
            Self::NoItem => key!("error-no-item"),
            Self::SeveralItems => key!("error-several-items"),
            Self::Fetching => key!("error-fetching"),
            Self::File { .. } => key!("error-vault-file"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::File { cause, .. } => Details::of_system(cause),
            Self::Broken(fault) => Details::of(ErrorDetail::Path(&fault.file)),
            Self::OtherKeys(week) => Details::of(ErrorDetail::Week(*week)),
            Self::Damaged(name) => Details::of(ErrorDetail::Name(name)),
            _ => Details::default(),
        }
    }
}

pub(crate) fn action(action: &'static str) -> impl FnOnce(io::Error) -> VaultError {
    move |cause| VaultError::File { action, cause }
}

/// What helps depends on what is broken: keys come back from a backup, a network is joined again, the rest goes aside.
fn of_fault(fault: &Fault) -> Key {
    match fault.name() {
        _ if fault.goes_aside() => key!("error-vault-broken"),
        "roster.age" => key!("error-vault-broken-roster"),
        _ => key!("error-vault-broken-keys"),
    }
}
