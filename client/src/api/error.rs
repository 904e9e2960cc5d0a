//! Why a request failed.

use std::io;

use estafette_onion::transport::TorError;
use estafette_wire::Refusal;

use crate::failure::{Details, Explained};
use crate::http::HttpError;
use crate::words::{Key, key};

/// Why a request failed.
#[derive(Debug, thiserror::Error)]
pub(crate) enum ApiError {
    /// Nobody answers there.
    #[error("could not connect")]
    Connect(#[source] io::Error),
    /// There is no way through Tor.
    #[error(transparent)]
    Tor(TorError),
    /// There is no answer.
    #[error(transparent)]
    Http(#[from] HttpError),
    /// The content stopped short.
    #[error("the download was cut")]
    Cut,
    /// Another size than was announced.
    #[error("another size than announced")]
    Size,
    /// An answer that is none of this version's.
    #[error("not an answer of this version")]
    Malformed,
    /// Of another network than the one that was joined.
    #[error("the server is of another network")]
    Instance,
    /// Our own disk failed.
    #[error("could not write what arrived")]
    Disk(#[source] io::Error),
    /// No runtime, or a request that can't be written.
    #[error("could not make the request")]
    Local,
    /// The server said no.
    #[error("the server refused: {0:?}")]
    Refused(Refusal),
}

impl Explained for ApiError {
    fn key(&self) -> Key {
        match self {
            Self::Connect(_) => key!("error-connect"),
            Self::Tor(error) => error.key(),
            Self::Http(error) => error.key(),
            Self::Cut => key!("error-cut"),
            Self::Size => key!("error-size"),
            Self::Malformed => key!("error-answer-malformed"),
            Self::Instance => key!("error-instance"),
            Self::Disk(_) => key!("error-disk"),
            Self::Local => key!("error-local"),
            Self::Refused(refusal) => words_of(*refusal),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Connect(cause) | Self::Disk(cause) => Details::of_system(cause),
            Self::Tor(error) => error.details(),
            _ => Details::default(),
        }
    }
}

/// The words for what a server refuses with.
fn words_of(refusal: Refusal) -> Key {
    match refusal {
        Refusal::Unauthorised => key!("error-unauthorised"),
        Refusal::Forbidden => key!("error-forbidden"),
        Refusal::NotFound => key!("error-not-found"),
        Refusal::Malformed => key!("error-request-malformed"),
        Refusal::TooLarge => key!("error-request-too-large"),
        Refusal::Busy => key!("error-busy"),
        Refusal::Full => key!("error-full"),
        Refusal::Quota => key!("error-quota"),
        Refusal::Conflict => key!("error-conflict"),
        Refusal::Expired => key!("error-expired"),
    }
}
