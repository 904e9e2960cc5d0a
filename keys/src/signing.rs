//! Ed25519 in its three roles, told apart by type: a source's thread key, its mailbox key, an editor's device key.

use ed25519_dalek::{Signature, Signer, SigningKey, VerifyingKey};
use rand_core::{CryptoRng, RngCore};
use sha2::{Digest, Sha256};
use zeroize::Zeroizing;

use crate::codename::{WordLanguage, words};
use crate::ids::{InstanceId, MailboxId};
use crate::labels::{
    DEVICE_WORDS, FORWARDED, KEPT, LIVENESS, LOGIN_PROOF, MAILBOX_ID, MAILBOX_PROOF, MESSAGE_SIGNATURE,
    REMOVED, RESTORED, SIGNED_DAY,
};
use crate::secret::Secret;

/// Words that say a device key.
pub const DEVICE_WORDS_COUNT: usize = 15;
const DEVICE_WORDS_BYTES: usize = 20;

/// The signature does not hold, or the bytes are not a public key.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not hold")]
pub struct SignatureError;

/// Signs every message of one author: a source (derived from the codename) or an editor (the device key).
pub struct AuthorKey(SigningKey);

/// The public half, in the message's header.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct AuthorPublic([u8; 32]);

/// An editor's device key: logs in to the editors' API, and signs what the editor writes.
pub struct DeviceKey(SigningKey);

/// The public half of a device key, in the roster (64 hex digits).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DevicePublic([u8; 32]);

/// Proves that its holder may read a mailbox.
pub struct MailboxKey(SigningKey);

/// The public half of a mailbox key; its hash is the mailbox id.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct MailboxPublic([u8; 32]);

impl AuthorKey {
    pub(crate) fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// Its public half.
    #[must_use]
    pub fn public(&self) -> AuthorPublic {
        AuthorPublic(self.0.verifying_key().to_bytes())
    }

    /// Signs a message by its SHA-512.
    pub(crate) fn sign(&self, digest: &[u8; 64]) -> [u8; 64] {
        self.0.sign(&[MESSAGE_SIGNATURE, digest].concat()).to_bytes()
    }
}

impl AuthorPublic {
    /// The 32 bytes, as in a header.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    pub(crate) fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    pub(crate) fn check(&self, digest: &[u8; 64], signature: &[u8; 64]) -> Result<(), SignatureError> {
        check(&self.0, &[MESSAGE_SIGNATURE, digest], signature)
    }
}

impl DeviceKey {
    /// A fresh device key.
    pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut());
        Self(SigningKey::from_bytes(&seed))
    }

    pub(crate) fn from_seed(seed: &Secret<[u8; 32]>) -> Self {
        Self(SigningKey::from_bytes(seed.expose_secret()))
    }

    pub(crate) fn seed(&self) -> Secret<[u8; 32]> {
        Secret::new(self.0.to_bytes())
    }

    /// Its public half.
    #[must_use]
    pub fn public(&self) -> DevicePublic {
        DevicePublic(self.0.verifying_key().to_bytes())
    }

    /// The same key as an X25519 secret, with which Tor finds the editors' service. That one key both signs and agrees is
    /// sound for Ed25519 and X25519 (Thormarker 2021, eprint 2021/509), and spares the roster another key.
    #[must_use]
    pub fn client_secret(&self) -> Secret<[u8; 32]> {
        Secret::new(self.0.to_scalar_bytes())
    }

    /// The same key in the role of an author of replies and notes.
    #[must_use]
    pub fn author(&self) -> AuthorKey {
        AuthorKey(self.0.clone())
    }

    /// Answers a login challenge of this instance.
    #[must_use]
    pub fn prove(&self, instance: InstanceId, challenge: &[u8]) -> [u8; 64] {
        self.0.sign(&[LOGIN_PROOF, instance.as_bytes(), challenge].concat()).to_bytes()
    }

    pub(crate) fn state_alive(&self, instance: InstanceId, statement: &[u8]) -> [u8; 64] {
        self.0.sign(&[LIVENESS, instance.as_bytes(), statement].concat()).to_bytes()
    }

    pub(crate) fn state_removed(&self, instance: InstanceId, id: &[u8; 16]) -> [u8; 64] {
        self.0.sign(&[REMOVED, instance.as_bytes(), id].concat()).to_bytes()
    }

    pub(crate) fn state_restored(&self, instance: InstanceId, id: &[u8; 16], deletion: &[u8]) -> [u8; 64] {
        self.0.sign(&[RESTORED, instance.as_bytes(), id, deletion].concat()).to_bytes()
    }

    pub(crate) fn state_kept(&self, instance: InstanceId, statement: &[u8]) -> [u8; 64] {
        self.0.sign(&[KEPT, instance.as_bytes(), statement].concat()).to_bytes()
    }

    pub(crate) fn state_forwarded(&self, instance: InstanceId, statement: &[u8]) -> [u8; 64] {
        self.0.sign(&[FORWARDED, instance.as_bytes(), statement].concat()).to_bytes()
    }

    pub(crate) fn state_day(&self, instance: InstanceId, day: &[u8]) -> [u8; 64] {
        self.0.sign(&[SIGNED_DAY, instance.as_bytes(), day].concat()).to_bytes()
    }
}

impl DevicePublic {
    /// As written in the roster.
    #[must_use]
    pub fn to_hex(&self) -> String {
        crate::hex::encode(&self.0)
    }

    /// Reads 64 lowercase hex digits that are a point of the curve.
    ///
    /// # Errors
    /// [`SignatureError`] when they are not.
    pub fn from_hex(text: &str) -> Result<Self, SignatureError> {
        let bytes = crate::hex::decode(text).ok_or(SignatureError)?;
        VerifyingKey::from_bytes(&bytes).map_err(|_| SignatureError)?;
        Ok(Self(bytes))
    }

    /// Fifteen words that stand for it, as a pin's do: 160 bits of its hash and five zeros. To be compared by voice, never
    /// typed: nothing reads them.
    #[must_use]
    pub fn words(&self, language: WordLanguage) -> [&'static str; DEVICE_WORDS_COUNT] {
        let hash = Sha256::new().chain_update(DEVICE_WORDS).chain_update(self.0).finalize();
        let bytes = hash.get(..DEVICE_WORDS_BYTES).unwrap_or_default();
        std::array::from_fn(|index| words::word_at(bytes, index, language))
    }

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
        check(&self.0, &[LOGIN_PROOF, instance.as_bytes(), challenge], proof)
    }

    pub(crate) fn check_alive(
        &self,
        instance: InstanceId,
        statement: &[u8],
        proof: &[u8; 64],
    ) -> Result<(), SignatureError> {
        check(&self.0, &[LIVENESS, instance.as_bytes(), statement], proof)
    }

    pub(crate) fn check_removed(
        &self,
        instance: InstanceId,
        id: &[u8; 16],
        proof: &[u8; 64],
    ) -> Result<(), SignatureError> {
        check(&self.0, &[REMOVED, instance.as_bytes(), id], proof)
    }

    pub(crate) fn check_restored(
        &self,
        instance: InstanceId,
        id: &[u8; 16],
        deletion: &[u8],
        proof: &[u8; 64],
    ) -> Result<(), SignatureError> {
        check(&self.0, &[RESTORED, instance.as_bytes(), id, deletion], proof)
    }

    pub(crate) fn check_kept(
        &self,
        instance: InstanceId,
        statement: &[u8],
        proof: &[u8; 64],
    ) -> Result<(), SignatureError> {
        check(&self.0, &[KEPT, instance.as_bytes(), statement], proof)
    }

    pub(crate) fn check_forwarded(
        &self,
        instance: InstanceId,
        statement: &[u8],
        proof: &[u8; 64],
    ) -> Result<(), SignatureError> {
        check(&self.0, &[FORWARDED, instance.as_bytes(), statement], proof)
    }

    pub(crate) fn check_day(
        &self,
        instance: InstanceId,
        day: &[u8],
        proof: &[u8; 64],
    ) -> Result<(), SignatureError> {
        check(&self.0, &[SIGNED_DAY, instance.as_bytes(), day], proof)
    }

    /// As an X25519 key: who has its secret half finds the editors' service.
    #[must_use]
    pub fn client_key(&self) -> [u8; 32] {
        match VerifyingKey::from_bytes(&self.0) {
            Ok(key) => key.to_montgomery().to_bytes(),
            Err(_) => unreachable!("it was read as a point of the curve"),
        }
    }

    /// As the author that signs this editor's replies and notes.
    #[must_use]
    pub fn author(&self) -> AuthorPublic {
        AuthorPublic(self.0)
    }
}

impl MailboxKey {
    pub(crate) fn from_seed(seed: &[u8; 32]) -> Self {
        Self(SigningKey::from_bytes(seed))
    }

    /// Its public half.
    #[must_use]
    pub fn public(&self) -> MailboxPublic {
        MailboxPublic(self.0.verifying_key().to_bytes())
    }

    /// Answers a mailbox challenge.
    #[must_use]
    pub fn prove(&self, instance: InstanceId, challenge: &[u8]) -> [u8; 64] {
        self.0.sign(&[MAILBOX_PROOF, instance.as_bytes(), challenge].concat()).to_bytes()
    }
}

impl MailboxPublic {
    /// As received.
    #[must_use]
    pub fn from_bytes(bytes: [u8; 32]) -> Self {
        Self(bytes)
    }

    /// To send.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The mailbox this key reads.
    #[must_use]
    pub fn mailbox(&self) -> MailboxId {
        let hash = Sha256::new().chain_update(MAILBOX_ID).chain_update(self.0).finalize();
        MailboxId::from_bytes(crate::hex::first_16(&hash.into()))
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
        check(&self.0, &[MAILBOX_PROOF, instance.as_bytes(), challenge], proof)
    }
}

fn check(public: &[u8; 32], parts: &[&[u8]], signature: &[u8; 64]) -> Result<(), SignatureError> {
    let public = VerifyingKey::from_bytes(public).map_err(|_| SignatureError)?;
    // Strict: one key, one message, one signature; no small-order keys.
    public.verify_strict(&parts.concat(), &Signature::from_bytes(signature)).map_err(|_| SignatureError)
}

#[cfg(test)]
mod tests {
    use super::*;

    const INSTANCE: InstanceId = InstanceId::from_bytes([1; 16]);

    #[test]
    fn a_login_proof_holds_for_its_instance_challenge_and_key_only() {
        let device = DeviceKey::from_seed(&Secret::new([2; 32]));
        let proof = device.prove(INSTANCE, b"challenge");
        assert_eq!(device.public().check(INSTANCE, b"challenge", &proof), Ok(()));
        assert_eq!(device.public().check(INSTANCE, b"another", &proof), Err(SignatureError));
        let elsewhere = InstanceId::from_bytes([9; 16]);
        assert_eq!(device.public().check(elsewhere, b"challenge", &proof), Err(SignatureError));
    }

    #[test]
    fn one_role_does_not_stand_for_another() {
        let seed = [3; 32];
        let proof = DeviceKey::from_seed(&Secret::new(seed)).prove(INSTANCE, b"challenge");
        let mailbox = MailboxKey::from_seed(&seed).public();
        assert_eq!(mailbox.check(INSTANCE, b"challenge", &proof), Err(SignatureError));
    }

    #[test]
    fn a_signed_day_is_of_its_instance_and_no_login() {
        let device = DeviceKey::from_seed(&Secret::new([2; 32]));
        let (public, day) = (device.public(), b"2026-11-20".as_slice());
        let proof = device.state_day(INSTANCE, day);
        assert_eq!(public.check_day(INSTANCE, day, &proof), Ok(()));
        assert_eq!(public.check_day(INSTANCE, b"2026-11-21", &proof), Err(SignatureError));
        assert_eq!(public.check_day(InstanceId::from_bytes([9; 16]), day, &proof), Err(SignatureError));
        assert_eq!(public.check(INSTANCE, day, &proof), Err(SignatureError));
        assert_eq!(public.check_day(INSTANCE, day, &device.prove(INSTANCE, day)), Err(SignatureError));
    }

    #[test]
    fn the_mailbox_of_the_format_holds() {
        let public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        let public = MailboxPublic::from_bytes(crate::hex::decode(public).expect("hex"));
        assert_eq!(public.mailbox().to_string(), "93bd307ac9981d67b9632ff1cce73fa4");
    }

    #[test]
    fn a_device_finds_the_service_that_its_public_half_is_let_into() {
        let device = DeviceKey::from_seed(&Secret::new([7; 32]));
        let secret = x25519_dalek::StaticSecret::from(*device.client_secret().expose_secret());
        assert_eq!(x25519_dalek::PublicKey::from(&secret).as_bytes(), &device.public().client_key());
    }

    #[test]
    fn a_device_key_is_said_in_words_that_the_format_gives() {
        let public = "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a";
        let public = DevicePublic::from_hex(public).expect("a point");
        let words = public.words(WordLanguage::English);
        assert_eq!(
            words.join(" "),
            "prefer morning regret owner disease holiday route notice bomb broccoli title flee dinner bomb clown"
        );
        assert_ne!(public.words(WordLanguage::French), words);
        let other = DeviceKey::from_seed(&Secret::new([2; 32])).public();
        assert_ne!(other.words(WordLanguage::English), words);
    }

    #[test]
    fn a_device_key_is_written_in_hex() {
        let public = DeviceKey::from_seed(&Secret::new([2; 32])).public();
        assert_eq!(DevicePublic::from_hex(&public.to_hex()), Ok(public));
        assert_eq!(DevicePublic::from_hex("zz"), Err(SignatureError));
    }
}
