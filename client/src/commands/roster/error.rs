//! Why a roster could not be made, signed or brought.

use std::io;
use std::path::PathBuf;

use estafette_keys::age_format::{OpenError, SealError};
use estafette_keys::openpgp::{CertError, Fingerprint};
use estafette_keys::roster::{Handle, RequestError};

use crate::failure::{Details, ErrorDetail, Explained};
use crate::words::{Key, key};

/// Why a roster could not be made, signed or brought.
#[derive(Debug, thiserror::Error)]
pub(crate) enum RosterFileError {
    /// A file can't be read.
    #[error("could not read {}", path.display())]
    Read {
        /// The file.
        path: PathBuf,
        /// The cause.
        #[source]
        cause: io::Error,
    },
    /// A file can't be written.
    #[error("could not write {}", path.display())]
    Write {
        /// The file.
        path: PathBuf,
        /// The cause.
        #[source]
        cause: io::Error,
    },
    /// There is one already.
    #[error("there is one already")]
    Exists,
    /// There is none.
    #[error("there is no roster")]
    Missing,
    /// A file that was signed is not UTF-8.
    #[error("{} is not in UTF-8", path.display())]
    NotText {
        /// The file.
        path: PathBuf,
    },
    /// Rules are longer than a roster takes.
    #[error("the rules in {} are too long", path.display())]
    LongRules {
        /// The file.
        path: PathBuf,
    },
    /// A title is empty, too long, or has control characters.
    #[error("a title does not fit")]
    Title,
    /// A section would have no title in its own language.
    #[error("a section has no title in its own language")]
    Untitled,
    /// A section would have rules, and none in its own language.
    #[error("a section has no rules in its own language")]
    OwnRules,
    /// The roster in the folder is not in the form of one.
    #[error("the roster is not in the form that this version reads")]
    Form,
    /// What was asked for makes a roster that nobody could read.
    #[error("it would make a roster that nobody can read")]
    Unreadable,
    /// An editor's request is refused.
    #[error("the request is refused")]
    Request(#[source] RequestError),
    /// A root's cert is refused.
    #[error("the cert of a root is refused")]
    Cert {
        /// In which file.
        of: String,
        /// Which, where it could be read.
        fingerprint: Option<Fingerprint>,
        /// The cause.
        #[source]
        cause: CertError,
    },
    /// Two editors can't have one device key.
    #[error("another editor has the same device key")]
    SameDevice {
        /// Who.
        other: Handle,
    },
    /// Editors whose device keys no cert vouches for, and who were not named.
    #[error("no cert vouches for the device keys of some editors")]
    Unvouched {
        /// Who.
        handles: Vec<Handle>,
    },
    /// A section that the roster does not have.
    #[error("no such section")]
    Section,
    /// An editor whom the roster does not have.
    #[error("no such editor")]
    Editor,
    /// The root is none of the roster's, nor of the one before.
    #[error("not one of the roster's roots")]
    Root,
    /// No root has this name.
    #[error("no root of this name")]
    NoRoot,
    /// The root's file does not open.
    #[error("the root's file does not open")]
    Open(#[source] OpenError),
    /// The root could not be sealed.
    #[error("could not seal the root")]
    Seal(#[source] SealError),
    /// It is not signed by enough roots.
    #[error("not signed by enough roots")]
    Unsigned,
}

impl Explained for RosterFileError {
    fn key(&self) -> Key {
        match self {
            Self::Read { .. } => key!("error-roster-read"),
            Self::Write { .. } => key!("error-roster-write"),
            Self::Exists => key!("error-roster-exists"),
            Self::Missing => key!("error-roster-missing"),
            Self::NotText { .. } => key!("error-text-one-byte"),
            Self::LongRules { .. } => key!("error-roster-long-rules"),
            Self::Title => key!("error-roster-title"),
            Self::Untitled => key!("error-roster-untitled"),
            Self::OwnRules => key!("error-roster-own-rules"),
            Self::Form => key!("error-roster-form"),
            Self::Unreadable => key!("error-roster-unreadable"),
            Self::Request(error) => error.key(),
            Self::Cert { cause, .. } => cause.key(),
            Self::SameDevice { .. } => key!("error-roster-same-device"),
            Self::Unvouched { .. } => key!("error-roster-unvouched"),
            Self::Section => key!("error-roster-section"),
            Self::Editor => key!("error-roster-editor"),
            Self::Root => key!("error-roster-root"),
            Self::NoRoot => key!("error-roster-no-root"),
            Self::Open(_) => key!("error-roster-open"),
            Self::Seal(_) => key!("error-roster-seal"),
            Self::Unsigned => key!("error-roster-too-few"),
        }
    }

    /// Whose file, certificate or key it is: a coordinator has those of many.
    fn details(&self) -> Details<'_> {
        match self {
            Self::Read { path, cause } | Self::Write { path, cause } => {
                Details::of(ErrorDetail::File(path, cause.kind()))
            }
            Self::NotText { path } | Self::LongRules { path } => Details::of(ErrorDetail::Path(path)),
            Self::Request(error) => error.details(),
            Self::Cert { of, fingerprint, .. } => {
                Details::of(ErrorDetail::Line(of.into())).and_cert(fingerprint.as_ref())
            }
            Self::SameDevice { other } => Details::of(ErrorDetail::Line(other.as_str().into())),
            Self::Unvouched { handles } => Details {
                beside: handles.iter().map(|handle| ErrorDetail::Line(handle.as_str().into())).collect(),
                ..Details::default()
            },
            _ => Details::default(),
        }
    }
}
