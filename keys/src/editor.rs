//! All secrets of one editor, as one text to seal: cert, device key, epoch keys.

use crate::age_format::{OpenError, SealError};
use crate::epoch::EpochKey;
use crate::openpgp::SecretCert;
use crate::roster::Handle;
use crate::secret::Secret;
use crate::signing::DeviceKey;

/// What only this editor has.
pub struct EditorSecrets {
    /// Name on the roster.
    pub handle: Handle,
    /// Certifies, signs, may receive.
    pub cert: SecretCert,
    /// Logs in.
    pub device: DeviceKey,
    /// Opens; destroyed with time.
    pub epochs: Vec<EpochKey>,
}
impl EditorSecrets {
    /// As TOML, for a sealed vault only.
    #[must_use]
    pub fn to_text(&self) -> Secret<String> {
        unimplemented!()
    }
    /// Reads it back.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn parse(text: &str) -> Result<Self, OpenError> {
        let _ = text;
        unimplemented!()
    }
    /// Sealed under a passphrase, to hand to `estafette init --from`.
    ///
    /// # Errors
    /// [`SealError`].
    pub fn seal(&self, passphrase: &Secret<String>, log_n: u8) -> Result<Vec<u8>, SealError> {
        let _ = (passphrase, log_n);
        unimplemented!()
    }
    /// Opens such a file.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open(sealed: &[u8], passphrase: &Secret<String>) -> Result<Self, OpenError> {
        let _ = (sealed, passphrase);
        unimplemented!()
    }
}
