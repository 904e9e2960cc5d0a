//! Why a request failed.

use std::io;
use std::str::FromStr;

use estafette_onion::transport::TorError;

use crate::failure::{Details, Explained, Key, key};
use crate::http::HttpError;

/// Why a request failed.
#[derive(Debug, thiserror::Error)]
pub enum ApiError {
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
            Self::Refused(refusal) => refusal.words(),
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

/// What a server says no with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refusal {
    /// Not logged in, or not on the roster.
    Unauthorised,
    /// Not this editor's.
    Forbidden,
    /// Not there (any more).
    NotFound,
    /// Not understood.
    Malformed,
    /// Over a limit.
    TooLarge,
    /// Later.
    Busy,
    /// No room.
    Full,
    /// There is another one already.
    Conflict,
    /// Too late.
    Expired,
}

impl FromStr for Refusal {
    type Err = ();

    fn from_str(code: &str) -> Result<Self, ()> {
        Ok(match code {
            "unauthorised" => Self::Unauthorised,
            "forbidden" => Self::Forbidden,
            "not-found" => Self::NotFound,
            "malformed" => Self::Malformed,
            "too-large" => Self::TooLarge,
            "busy" => Self::Busy,
            "full" => Self::Full,
            "conflict" => Self::Conflict,
            "expired" => Self::Expired,
            _ => return Err(()),
        })
    }
}

impl Refusal {
    fn words(self) -> Key {
        match self {
            Self::Unauthorised => key!("error-unauthorised"),
            Self::Forbidden => key!("error-forbidden"),
            Self::NotFound => key!("error-not-found"),
            Self::Malformed => key!("error-request-malformed"),
            Self::TooLarge => key!("error-request-too-large"),
            Self::Busy => key!("error-busy"),
            Self::Full => key!("error-full"),
            Self::Conflict => key!("error-conflict"),
            Self::Expired => key!("error-expired"),
        }
    }
}
