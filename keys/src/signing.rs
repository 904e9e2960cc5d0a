//! Ed25519 in its three roles, told apart by type: a source's thread key, its mailbox key, an editor's device key.

use crate::ids::{InstanceId, MailboxId};

/// A signature that does not hold, or a public key that is none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not hold")]
pub struct SignatureError;

/// Signs every message of one author: a source (derived from the codename) or an editor (the device key).
pub struct AuthorKey(pub(crate) ed25519_dalek::SigningKey);

/// The public half, in the message's header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AuthorPublic(pub(crate) [u8; 32]);

/// An editor's device key: logs in to the editors' API, and signs what the editor writes.
pub struct DeviceKey(pub(crate) ed25519_dalek::SigningKey);

/// The public half of a device key, in the roster (base64url, 43 characters).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DevicePublic(pub(crate) [u8; 32]);

/// Proves that its holder may read a mailbox.
pub struct MailboxKey(pub(crate) ed25519_dalek::SigningKey);

/// The public half of a mailbox key; its hash is the mailbox id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MailboxPublic(pub(crate) [u8; 32]);

impl AuthorKey {
    /// Its public half.
    #[must_use]
    pub fn public(&self) -> AuthorPublic {
        unimplemented!()
    }
}

impl DeviceKey {
    /// A fresh device key.
    pub fn generate(rng: &mut (impl rand_core::RngCore + rand_core::CryptoRng)) -> Self {
        let _ = rng;
        unimplemented!()
    }
    /// Its public half.
    #[must_use]
    pub fn public(&self) -> DevicePublic {
        unimplemented!()
    }
    /// The same key in the role of an author of replies and notes.
    #[must_use]
    pub fn author(&self) -> AuthorKey {
        unimplemented!()
    }
    /// Answers a login challenge of this instance.
    #[must_use]
    pub fn prove(&self, instance: InstanceId, challenge: &[u8]) -> [u8; 64] {
        let _ = (instance, challenge);
        unimplemented!()
    }
}

impl DevicePublic {
    /// Checks the answer to a login challenge.
    ///
    /// # Errors
    /// [`SignatureError`] when it does not hold.
    pub fn check(
        &self,
        instance: InstanceId,
        challenge: &[u8],
        proof: &[u8; 64],
    ) -> Result<(), SignatureError> {
        let _ = (instance, challenge, proof);
        unimplemented!()
    }
    /// As the author that signs this editor's replies and notes.
    #[must_use]
    pub fn author(&self) -> AuthorPublic {
        AuthorPublic(self.0)
    }
}

impl MailboxKey {
    /// Its public half.
    #[must_use]
    pub fn public(&self) -> MailboxPublic {
        unimplemented!()
    }
    /// Answers a mailbox challenge.
    #[must_use]
    pub fn prove(&self, instance: InstanceId, challenge: &[u8]) -> [u8; 64] {
        let _ = (instance, challenge);
        unimplemented!()
    }
}

impl MailboxPublic {
    /// The mailbox this key reads.
    #[must_use]
    pub fn mailbox(&self) -> MailboxId {
        unimplemented!()
    }
    /// Checks the answer to a mailbox challenge.
    ///
    /// # Errors
    /// [`SignatureError`] when it does not hold.
    pub fn check(
        &self,
        instance: InstanceId,
        challenge: &[u8],
        proof: &[u8; 64],
    ) -> Result<(), SignatureError> {
        let _ = (instance, challenge, proof);
        unimplemented!()
    }
}
