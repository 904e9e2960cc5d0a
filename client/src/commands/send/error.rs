//! Why nothing was sent.

use std::io;

use estafette_keys::age_format::SealError;
use estafette_keys::roster::Handle;

use crate::api::ApiError;
use crate::failure::{Details, ErrorDetail, Explained};
use crate::words::{Key, key};

/// Why nothing was sent.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SendError {
    /// There is no such section, or nobody reads it.
    #[error("there is no such section")]
    NoSection,
    /// A field that the kind does not have, or one twice.
    #[error("this kind does not have this field")]
    Field,
    /// Neither text nor file.
    #[error("there is nothing to send")]
    Empty,
    /// Longer than a text may be.
    #[error("the text is too long")]
    TooLong,
    /// More files than a message takes.
    #[error("there are too many files")]
    Many,
    /// A file can't be read.
    #[error("could not read a file")]
    Read(#[source] io::Error),
    /// No editor's key takes anything.
    #[error("no editor can receive")]
    NoRecipient,
    /// The server shows no key of this week of these editors, and nobody was asked whether their certs will do.
    #[error("no key of this week of some editors")]
    NoKeys {
        /// Whose.
        editors: Vec<Handle>,
    },
    /// The place that was drawn for it is taken by another message of this codename and day.
    #[error("the place that was drawn is taken")]
    Taken,
    /// Sealing failed.
    #[error("could not seal")]
    Seal(#[source] SealError),
    /// What is sealed could not be kept.
    #[error("could not keep what is sealed")]
    Outbox(#[source] io::Error),
    /// Nothing of this codename waits.
    #[error("nothing of this codename waits")]
    NothingWaits,
    /// It was cut off, and waits.
    #[error("it was cut off")]
    Cut(#[source] ApiError),
}

impl Explained for SendError {
    fn key(&self) -> Key {
        match self {
            Self::NoSection => key!("error-send-section"),
            Self::Field => key!("error-send-field"),
            Self::Empty => key!("error-send-empty"),
            Self::TooLong => key!("error-reply-too-long"),
            Self::Many => key!("error-send-many"),
            Self::Read(_) => key!("error-send-read"),
            Self::NoRecipient => key!("error-send-recipient"),
            Self::NoKeys { .. } => key!("error-send-no-keys"),
            Self::Taken => key!("error-send-taken"),
            Self::Seal(_) => key!("error-send-seal"),
            Self::Outbox(_) => key!("error-send-outbox"),
            Self::NothingWaits => key!("error-send-nothing-waits"),
            Self::Cut(_) => key!("error-send-cut"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Read(cause) | Self::Outbox(cause) => Details::of_system(cause),
            Self::NoKeys { editors } => {
                let editors: Vec<&str> = editors.iter().map(Handle::as_str).collect();
                Details::of(ErrorDetail::Line(editors.join(", ").into()))
            }
            Self::Cut(error) => Details::of(ErrorDetail::Words(error.key())),
            _ => Details::default(),
        }
    }
}
