//! Epoch keys: an editor's short-lived age keys, one per ISO week, certified by the editor's cert.

use crate::age_format::{Identity, Recipient};
use crate::day::{Day, Week};
use crate::ids::InstanceId;
use crate::openpgp::{Cert, CertError, SecretCert};
use crate::roster::Handle;

/// The most weeks in one statement.
pub const WEEKS_MAX: usize = 60;

/// A batch of public epoch keys as published: text, and a detached signature by the editor's cert.
#[derive(Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct UntrustedEpochs {
    /// The signed text.
    pub text: String,
    /// Armored.
    pub signature: String,
}

/// A statement that held.
pub struct Epochs {
    /// Whose.
    pub editor: Handle,
    /// One recipient per week.
    pub keys: Vec<(Week, Recipient)>,
}

/// Why a statement is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[expect(missing_docs, reason = "skeleton")]
pub enum EpochError {
    #[error("not an epoch statement")]
    Malformed,
    #[error("the signature does not hold")]
    Signature,
    #[error("for another instance or editor")]
    Binding,
    #[error("more weeks than allowed")]
    TooMany,
}
impl UntrustedEpochs {
    /// Checks signature, instance and editor.
    ///
    /// # Errors
    /// [`EpochError`].
    pub fn verify(
        &self,
        cert: &Cert,
        instance: InstanceId,
        editor: &Handle,
        now: i64,
    ) -> Result<Epochs, EpochError> {
        let _ = (cert, instance, editor, now);
        unimplemented!()
    }
}

/// An epoch's secret half, in the vault until it is destroyed.
pub struct EpochKey {
    /// Its week.
    pub week: Week,
    /// Opens what was sealed in it.
    pub identity: Identity,
}

/// Makes `count` keys for the weeks from `first` on.
pub fn generate(
    first: Week,
    count: usize,
    rng: &mut (impl rand_core::RngCore + rand_core::CryptoRng),
) -> Vec<EpochKey> {
    let _ = (first, count, rng);
    unimplemented!()
}
/// Signs the public halves.
///
/// # Errors
/// [`CertError`].
pub fn state(
    keys: &[EpochKey],
    instance: InstanceId,
    editor: &Handle,
    cert: &SecretCert,
    now: i64,
) -> Result<UntrustedEpochs, CertError> {
    let _ = (keys, instance, editor, cert, now);
    unimplemented!()
}
/// Drops the keys whose week ended more than `retention_days` before `today`; says how many went.
pub fn destroy_expired(keys: &mut Vec<EpochKey>, retention_days: u16, today: Day) -> usize {
    let _ = (keys, retention_days, today);
    unimplemented!()
}
