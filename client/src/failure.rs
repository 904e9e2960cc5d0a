//! Why a verb failed. `output/failure.rs` has the words, and the hints.

use std::io;

use estafette_keys::openpgp::CertError;
use estafette_keys::roster::RosterError;

use crate::api::ApiError;
use crate::commands::{
    correspondence, image, init, join, keep, keys, publish, reply, roster, save, send, site, withdraw,
};
use crate::config::{NoHome, PassphraseFileError};
use crate::editing::EditingError;
use crate::network::NetworkError;
use crate::person::PersonError;
use crate::pictures::PictureError;
use crate::publish::wordpress::WordPressError;
use crate::publish::{ExportError, PublishError};
use crate::scratch::ScratchError;
use crate::text_file::TextFileError;
use crate::vault::{BackupError, VaultError};

/// A verb, and why it failed.
#[derive(Debug, thiserror::Error)]
#[error("estafette {doing} failed")]
pub struct Failure {
    /// The verb's name.
    pub doing: &'static str,
    /// Why.
    #[source]
    pub cause: Cause,
}

/// Why something failed: one variant per operation, each with its own error.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "each variant holds the error of the operation it is named after")]
pub enum Cause {
    #[error(transparent)]
    Home(#[from] NoHome),
    #[error(transparent)]
    PassphraseFile(#[from] PassphraseFileError),
    #[error(transparent)]
    Person(#[from] PersonError),
    #[error(transparent)]
    Vault(#[from] VaultError),
    #[error(transparent)]
    Api(#[from] ApiError),
    #[error(transparent)]
    Roster(#[from] RosterError),
    #[error(transparent)]
    Cert(#[from] CertError),
    #[error(transparent)]
    Scratch(#[from] ScratchError),
    #[error(transparent)]
    Editing(#[from] EditingError),
    #[error(transparent)]
    Network(#[from] NetworkError),
    #[error(transparent)]
    Backup(#[from] BackupError),
    #[error(transparent)]
    Correspondence(#[from] correspondence::CorrespondenceError),
    #[error(transparent)]
    Send(#[from] send::SendError),
    #[error(transparent)]
    Keep(#[from] keep::KeepError),
    #[error(transparent)]
    Keys(#[from] keys::KeysError),
    #[error(transparent)]
    Withdraw(#[from] withdraw::WithdrawError),
    #[error(transparent)]
    Init(#[from] init::InitError),
    #[error(transparent)]
    Join(#[from] join::JoinError),
    #[error(transparent)]
    Reply(#[from] reply::ReplyError),
    #[error(transparent)]
    Save(#[from] save::SaveError),
    #[error(transparent)]
    RosterFile(#[from] roster::RosterFileError),
    #[error(transparent)]
    TextFile(#[from] TextFileError),
    #[error(transparent)]
    Publish(#[from] PublishError),
    #[error(transparent)]
    Unsettled(#[from] publish::first::UnsettledError),
    #[error(transparent)]
    WordPress(#[from] WordPressError),
    #[error(transparent)]
    Picture(#[from] PictureError),
    #[error(transparent)]
    Image(#[from] image::ImageError),
    #[error(transparent)]
    Site(#[from] site::SiteError),
    #[error(transparent)]
    Export(#[from] ExportError),
    /// Showing the outcome failed.
    #[error("could not write the answer")]
    Show(#[source] io::Error),
}
