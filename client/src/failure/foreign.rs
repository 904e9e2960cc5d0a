//! The words for errors of `keys` and `onion`, which have none themselves.

use estafette_keys::codename::CodenameError;
use estafette_keys::openpgp::CertError;
use estafette_keys::paper::PaperError;
use estafette_keys::roster::{RequestError, RosterError};
use estafette_onion::transport::TorError;

use super::{Details, ErrorDetail, Explained};
use crate::words::{Key, key};

impl Explained for CertError {
    fn key(&self) -> Key {
        match self {
            Self::Secret => key!("error-cert-secret"),
            Self::Several => key!("error-cert-several"),
            Self::TooLarge => key!("error-cert-too-large"),
            Self::Expired => key!("error-cert-expired"),
            Self::Revoked => key!("error-cert-revoked"),
            Self::RevokedByAnother => key!("error-cert-revoked-by-another"),
            Self::NoUserId => key!("error-cert-no-user-id"),
            Self::Sha1 => key!("error-cert-sha1"),
            Self::Algorithm => key!("error-cert-algorithm"),
            Self::Weak => key!("error-cert-weak"),
            Self::NoEncryption => key!("error-cert-no-encryption"),
            Self::NoSigning => key!("error-cert-no-signing"),
            Self::Malformed | Self::Passphrase => key!("error-cert-malformed"),
            Self::Backend => key!("error-cert-backend"),
            Self::NoSecret => key!("error-agent-no-key"),
            Self::Holder => key!("error-agent"),
            Self::HolderCancelled => key!("error-agent-cancelled"),
            Self::HolderCannotAsk => key!("error-agent-cannot-ask"),
        }
    }

    fn details(&self) -> Details<'_> {
        Details::default().and_cert(None)
    }
}

impl Explained for RosterError {
    fn key(&self) -> Key {
        match self {
            Self::Malformed => key!("error-roster-malformed"),
            Self::Site => key!("error-roster-site"),
            Self::Silence => key!("error-roster-silence"),
            Self::Version => key!("error-newer"),
            Self::UnknownRoots => key!("error-roster-roots"),
            Self::TooFewSignatures { .. } => key!("error-roster-signatures"),
            Self::Expired => key!("error-roster-expired"),
            Self::Rollback => key!("error-roster-rollback"),
            Self::Fork => key!("error-roster-fork"),
            Self::Instance => key!("error-instance"),
            Self::Cert(_) => key!("error-roster-cert"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::TooFewSignatures { held, needed } => {
                Details::of(ErrorDetail::Share((*held).into(), (*needed).into()))
            }
            _ => Details::default(),
        }
    }
}

impl Explained for RequestError {
    fn key(&self) -> Key {
        match self {
            Self::Malformed => key!("error-roster-request"),
            Self::Version => key!("error-newer"),
            Self::Signature { .. } => key!("error-roster-request-signature"),
            Self::Cert { cause, .. } => cause.key(),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Malformed | Self::Version => Details::default(),
            Self::Signature { handle, fingerprint } => {
                Details::of(ErrorDetail::Line(handle.as_str().into())).and_cert(Some(fingerprint))
            }
            Self::Cert { handle, fingerprint, .. } => {
                Details::of(ErrorDetail::Line(handle.as_str().into())).and_cert(fingerprint.as_ref())
            }
        }
    }
}

impl Explained for PaperError {
    fn key(&self) -> Key {
        match self {
            Self::Count { .. } => key!("error-paper-count"),
            Self::UnknownWord { .. } => key!("error-paper-word"),
            Self::Checksum => key!("error-paper-checksum"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Count { found: number } | Self::UnknownWord { position: number } => {
                Details::of(ErrorDetail::Number(*number as u64))
            }
            Self::Checksum => Details::default(),
        }
    }
}

impl Explained for CodenameError {
    fn key(&self) -> Key {
        match self {
            Self::Count { .. } => key!("error-codename-count"),
            Self::UnknownWord { .. } => key!("error-codename-word"),
            Self::Digits { .. } => key!("error-codename-digits"),
            Self::Group { .. } => key!("error-codename-group"),
            Self::Order => key!("error-codename-order"),
            Self::Checksum => key!("error-codename-checksum"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Count { found: number }
            | Self::UnknownWord { position: number }
            | Self::Digits { found: number }
            | Self::Group { position: number } => Details::of(ErrorDetail::Number(*number as u64)),
            Self::Order | Self::Checksum => Details::default(),
        }
    }
}

impl Explained for TorError {
    fn key(&self) -> Key {
        match self {
            Self::Config(_) => key!("error-tor-config"),
            Self::NoNetwork => key!("error-tor-network"),
            Self::Clock => key!("error-tor-clock"),
            Self::NotFound => key!("error-tor-not-found"),
            Self::NotAuthorised => key!("error-tor-not-authorised"),
            Self::NoAnswer => key!("error-tor-no-answer"),
            Self::NoSocks(_) => key!("error-tor-socks"),
            Self::Failed => key!("error-tor-failed"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::NoSocks(cause) => Details::of_system(cause),
            _ => Details::default(),
        }
    }
}
