//! The password of an account on a site.

use serde::{Deserialize, Serialize};

/// It is written into the vault, and into what logs in.
#[derive(Serialize, Deserialize)]
#[serde(transparent)]
pub(crate) struct Password(String);

impl Password {
    /// An application password as WordPress shows it, in groups of four; spaces are its own.
    #[must_use]
    pub(crate) fn typed(text: &str) -> Self {
        Self(text.chars().filter(|letter| !letter.is_whitespace()).collect())
    }

    /// A password that somebody chose: every sign of it counts.
    #[must_use]
    pub(crate) fn chosen(text: &str) -> Self {
        Self(text.to_owned())
    }

    pub(super) fn expose_secret(&self) -> &str {
        &self.0
    }
}

impl Drop for Password {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}
