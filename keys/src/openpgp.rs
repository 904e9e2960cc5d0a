//! The one adapter to `sequoia-openpgp`: certs of editors and roots, their signatures, OpenPGP slots.

use crate::age_format::OpenError;
use crate::secret::Secret;

/// A cert that is refused, by name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum CertError {
    #[error("not an OpenPGP certificate")]
    #[expect(missing_docs, reason = "skeleton")]
    Malformed,
    #[error("the file holds a secret key; only the public certificate belongs here")]
    #[expect(missing_docs, reason = "skeleton")]
    Secret,
    #[error("more than one certificate in the file")]
    #[expect(missing_docs, reason = "skeleton")]
    Several,
    #[error("the certificate has expired")]
    #[expect(missing_docs, reason = "skeleton")]
    Expired,
    #[error("the certificate is revoked")]
    #[expect(missing_docs, reason = "skeleton")]
    Revoked,
    #[error("the certificate is too weak (SHA-1 or short RSA)")]
    #[expect(missing_docs, reason = "skeleton")]
    Weak,
    #[error("the certificate can't receive: it has no encryption key")]
    #[expect(missing_docs, reason = "skeleton")]
    NoEncryption,
    #[error("the certificate can't sign: it has no signing key")]
    #[expect(missing_docs, reason = "skeleton")]
    NoSigning,
    #[error("a passphrase is needed, or is wrong")]
    #[expect(missing_docs, reason = "skeleton")]
    Passphrase,
}

/// A fingerprint: upper-case hex, 40 (v4) or 64 (v6) digits; `FromStr` accepts spaces and lower case.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Fingerprint(String);
impl std::fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}
impl std::str::FromStr for Fingerprint {
    type Err = CertError;
    fn from_str(text: &str) -> Result<Self, CertError> {
        let _ = text;
        unimplemented!()
    }
}

/// A public certificate.
#[derive(Clone)]
pub struct Cert {
    _p: (),
}
impl Cert {
    /// Reads one armored or binary cert without secrets; at most 256 KiB.
    ///
    /// # Errors
    /// [`CertError`].
    pub fn parse(bytes: &[u8]) -> Result<Self, CertError> {
        let _ = bytes;
        unimplemented!()
    }
    /// Its fingerprint.
    #[must_use]
    pub fn fingerprint(&self) -> Fingerprint {
        unimplemented!()
    }
    /// Armored.
    #[must_use]
    pub fn armored(&self) -> String {
        unimplemented!()
    }
    /// Can it receive at this Unix time?
    ///
    /// # Errors
    /// [`CertError`].
    pub fn check_receives(&self, now: i64) -> Result<(), CertError> {
        let _ = now;
        unimplemented!()
    }
    /// Can it sign at this Unix time?
    ///
    /// # Errors
    /// [`CertError`].
    pub fn check_signs(&self, now: i64) -> Result<(), CertError> {
        let _ = now;
        unimplemented!()
    }
    /// Does this detached signature (armored or binary) over `bytes` hold at this Unix time?
    ///
    /// # Errors
    /// [`crate::signing::SignatureError`].
    pub fn verify(
        &self,
        signature: &[u8],
        bytes: &[u8],
        now: i64,
    ) -> Result<(), crate::signing::SignatureError> {
        let _ = (signature, bytes, now);
        unimplemented!()
    }
    /// Seals small bytes to the cert's encryption keys, armored.
    ///
    /// # Errors
    /// [`CertError`].
    pub fn seal(&self, plaintext: &[u8], now: i64) -> Result<Vec<u8>, CertError> {
        let _ = (plaintext, now);
        unimplemented!()
    }
}

/// A certificate with its secret keys.
pub struct SecretCert {
    _p: (),
}
impl SecretCert {
    /// A new v6 cert: Ed25519 to certify and sign, ML-KEM-768+X25519 to receive. `handle` is its only user id.
    ///
    /// # Errors
    /// [`CertError`].
    pub fn generate(handle: &str, now: i64) -> Result<Self, CertError> {
        let _ = (handle, now);
        unimplemented!()
    }
    /// Reads an armored or binary secret key, unlocked with `passphrase` where it is locked.
    ///
    /// # Errors
    /// [`CertError`].
    pub fn parse(bytes: &[u8], passphrase: Option<&Secret<String>>) -> Result<Self, CertError> {
        let _ = (bytes, passphrase);
        unimplemented!()
    }
    /// Its public part.
    #[must_use]
    pub fn cert(&self) -> Cert {
        unimplemented!()
    }
    /// The secret key, armored, unlocked: for a sealed vault only.
    #[must_use]
    pub fn to_armored_secret(&self) -> Secret<String> {
        unimplemented!()
    }
    /// A detached armored signature.
    ///
    /// # Errors
    /// [`CertError`].
    pub fn sign(&self, bytes: &[u8], now: i64) -> Result<String, CertError> {
        let _ = (bytes, now);
        unimplemented!()
    }
    /// Opens a message of at most `limit` plaintext bytes.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn open(&self, message: &[u8], limit: usize) -> Result<Secret<Vec<u8>>, OpenError> {
        let _ = (message, limit);
        unimplemented!()
    }
}
