//! A passphrase that is chosen now: not an easy one, and typed twice the same.

use estafette_keys::secret::Secret;
use subtle::ConstantTimeEq;

use crate::failure::{Cause, Explained};
use crate::passphrase::is_weak;
use crate::person::{Asked, Notice};
use crate::session::{Session, TRIES};
use crate::words::{Key, key};

/// Why there is no new passphrase.
#[derive(Debug, thiserror::Error)]
pub(crate) enum NewPassphraseError {
    /// It is easy to guess.
    #[error("the passphrase is easy to guess")]
    Weak,
    /// The two that were typed differed, three times.
    #[error("the two passphrases differ")]
    Differ,
}

impl Explained for NewPassphraseError {
    fn key(&self) -> Key {
        match self {
            Self::Weak => key!("error-weak"),
            Self::Differ => key!("error-differ"),
        }
    }
}

/// From the file that was named, else asked for twice.
pub(super) fn new_passphrase(session: &mut Session<'_>, allow_weak: bool) -> Result<Secret<String>, Cause> {
    if session.config.passphrase_file.is_some() {
        let passphrase = session.passphrase(Asked::New)?;
        let weak = is_weak(passphrase.expose_secret()) && !allow_weak;
        return if weak { Err(NewPassphraseError::Weak.into()) } else { Ok(passphrase) };
    }
    for _ in 0..TRIES {
        let passphrase = session.person.passphrase(Asked::New)?;
        if is_weak(passphrase.expose_secret()) && !allow_weak {
            session.person.tell(&Notice::WeakPassphrase);
            continue;
        }
        let again = session.person.passphrase(Asked::Repeat)?;
        if bool::from(passphrase.expose_secret().as_bytes().ct_eq(again.expose_secret().as_bytes())) {
            return Ok(passphrase);
        }
        session.person.tell(&Notice::PassphrasesDiffer);
    }
    Err(NewPassphraseError::Differ.into())
}
