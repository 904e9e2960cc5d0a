//! Secret keys that are not ours to hold: in an agent, on a smartcard. They are asked for one key at a time.

use sequoia_openpgp as pgp;

use pgp::packet::key::{PublicParts, UnspecifiedRole};

pub use pgp::crypto::{Decryptor, Signer};

/// One key of a cert, as whoever holds its secret half needs it.
pub type PublicKey = pgp::packet::Key<PublicParts, UnspecifiedRole>;

/// Where the secret halves are. Both may ask a person, and take their time.
pub trait KeyHolder: Send + Sync {
    /// Signs with this key; `None` where it is not held.
    fn signer(&self, key: &PublicKey) -> Option<Box<dyn Signer + Send + Sync>>;

    /// Opens with this key; `None` where it is not held.
    fn decryptor(&self, key: &PublicKey) -> Option<Box<dyn Decryptor>>;
}
