//! `estafette init`.

use std::path::PathBuf;

use estafette_keys::roster::Handle;

/// Make your vault and your keys.
pub(crate) struct Init {
    /// Your name on the roster: a-z, 0-9 and hyphens
    pub handle: Option<Handle>,
    /// Take the keys from a sealed file that you were given, in place of making new ones
    pub from: Option<PathBuf>,
    /// Receive and sign with this OpenPGP cert; its secret keys stay in gpg-agent, or on a smartcard
    pub cert: Option<PathBuf>,
    /// Accept a passphrase that is easy to guess
    pub allow_weak: bool,
    /// What one guess at the passphrase costs, as a power of two: 18 is about a second and 256 MB
    pub work_factor: u8,
}
