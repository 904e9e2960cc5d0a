//! HPKE's base mode with the X-Wing KEM, for one message: what an `mlkem768x25519` stanza holds.
//!
//! Source: C2SP `age` (hybrid recipients), RFC 9180, draft-ietf-hpke-pq, draft-connolly-cfrg-xwing-kem.
//! The primitives are libcrux's ML-KEM-768, dalek's X25519, and `RustCrypto`'s hashes and AEAD; only the wiring is here.
//! Not the `hpke` crate: it accepts low-order shares, and does not share a lock file with `age` 0.12.

use chacha20poly1305::aead::{Aead, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Key, Nonce};
use hkdf::Hkdf;
use libcrux_ml_kem::mlkem768::{self, MlKem768Ciphertext, MlKem768KeyPair, MlKem768PublicKey};
use rand_core::{CryptoRng, RngCore};
use sha2::Sha256;
use sha3::digest::{ExtendableOutput, Update, XofReader};
use sha3::{Digest, Sha3_256, Shake256};
use x25519_dalek::{PublicKey, StaticSecret};
use zeroize::{Zeroize, Zeroizing};

/// Bytes of a public key: ML-KEM-768's encapsulation key, then X25519's.
pub(crate) const PUBLIC_KEY: usize = ML_KEM_PUBLIC + 32;
/// Bytes of an encapsulated key: ML-KEM-768's ciphertext, then X25519's share.
pub(crate) const ENCAPSULATED: usize = ML_KEM_CIPHERTEXT + 32;

const ML_KEM_PUBLIC: usize = 1184;
const ML_KEM_CIPHERTEXT: usize = 1088;
const XWING_LABEL: &[u8] = br"\.//^\";
/// `HPKE`, KEM 0x647a (X-Wing), KDF 0x0001 (HKDF-SHA256), AEAD 0x0003 (ChaCha20-Poly1305).
const SUITE: &[u8] = b"HPKE\x64\x7a\x00\x01\x00\x03";

/// The bytes are not a public key, or the share has a low order, which no honest sender makes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Refused;

/// A checked public key.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Public(Box<[u8; PUBLIC_KEY]>);

/// Both secret halves, grown from one seed.
pub(crate) struct Pair {
    ml_kem: MlKem768KeyPair,
    x25519: StaticSecret,
    public: Public,
}

impl Public {
    /// Refuses keys that no seed could have made.
    pub(crate) fn parse(bytes: &[u8]) -> Result<Self, Refused> {
        let bytes: Box<[u8; PUBLIC_KEY]> = Box::new(bytes.try_into().map_err(|_| Refused)?);
        let public = Self(bytes);
        if !mlkem768::validate_public_key(&public.ml_kem()) {
            return Err(Refused);
        }
        // Any scalar shows a point of low order: dalek's are multiples of the cofactor.
        diffie_hellman(&StaticSecret::from([0x40; 32]), &public.x25519())?;
        Ok(public)
    }

    pub(crate) fn as_bytes(&self) -> &[u8; PUBLIC_KEY] {
        &self.0
    }

    fn ml_kem(&self) -> MlKem768PublicKey {
        let mut bytes = [0; ML_KEM_PUBLIC];
        bytes.copy_from_slice(&self.0[..ML_KEM_PUBLIC]);
        MlKem768PublicKey::from(bytes)
    }

    fn x25519(&self) -> PublicKey {
        let mut bytes = [0; 32];
        bytes.copy_from_slice(&self.0[ML_KEM_PUBLIC..]);
        PublicKey::from(bytes)
    }
}

impl Pair {
    /// X-Wing's key generation: SHAKE-256 of the seed gives d ‖ z for ML-KEM, then X25519's scalar.
    pub(crate) fn from_seed(seed: &[u8; 32]) -> Self {
        let mut expanded = Zeroizing::new([0; 96]);
        Shake256::default().chain(seed).finalize_xof().read(expanded.as_mut());
        let mut ml_kem_seed = Zeroizing::new([0; 64]);
        ml_kem_seed.copy_from_slice(&expanded[..64]);
        let mut scalar = Zeroizing::new([0; 32]);
        scalar.copy_from_slice(&expanded[64..]);

        let ml_kem = mlkem768::generate_key_pair(*ml_kem_seed);
        let x25519 = StaticSecret::from(*scalar);
        let mut public = Box::new([0; PUBLIC_KEY]);
        public[..ML_KEM_PUBLIC].copy_from_slice(ml_kem.pk());
        public[ML_KEM_PUBLIC..].copy_from_slice(PublicKey::from(&x25519).as_bytes());
        Self { ml_kem, x25519, public: Public(public) }
    }

    pub(crate) fn public(&self) -> &Public {
        &self.public
    }

    /// Opens what [`seal`] made; `None` when it was sealed to somebody else, or damaged.
    pub(crate) fn open(
        &self,
        encapsulated: &[u8; ENCAPSULATED],
        info: &[u8],
        sealed: &[u8],
    ) -> Result<Option<Zeroizing<Vec<u8>>>, Refused> {
        let mut ciphertext = [0; ML_KEM_CIPHERTEXT];
        ciphertext.copy_from_slice(&encapsulated[..ML_KEM_CIPHERTEXT]);
        let mut share = [0; 32];
        share.copy_from_slice(&encapsulated[ML_KEM_CIPHERTEXT..]);
        let share = PublicKey::from(share);

        let post_quantum = Zeroizing::new(mlkem768::decapsulate(
            self.ml_kem.private_key(),
            &MlKem768Ciphertext::from(ciphertext),
        ));
        let classical = diffie_hellman(&self.x25519, &share)?;
        let shared = combine(&post_quantum, &classical, &share, &self.public.x25519());
        let (cipher, nonce) = schedule(&shared, info);
        Ok(cipher.decrypt(&nonce, sealed).ok().map(Zeroizing::new))
    }
}

/// Seals a few bytes to a public key: the encapsulated key, and the ciphertext with its tag.
pub(crate) fn seal(
    to: &Public,
    info: &[u8],
    plaintext: &[u8],
    rng: &mut (impl RngCore + CryptoRng),
) -> Result<(Box<[u8; ENCAPSULATED]>, Vec<u8>), Refused> {
    let mut randomness = Zeroizing::new([0; 32]);
    rng.fill_bytes(randomness.as_mut());
    let (ciphertext, post_quantum) = mlkem768::encapsulate(&to.ml_kem(), *randomness);
    let post_quantum = Zeroizing::new(post_quantum);

    rng.fill_bytes(randomness.as_mut());
    let ephemeral = StaticSecret::from(*randomness);
    let share = PublicKey::from(&ephemeral);
    let classical = diffie_hellman(&ephemeral, &to.x25519())?;

    let shared = combine(&post_quantum, &classical, &share, &to.x25519());
    let (cipher, nonce) = schedule(&shared, info);
    let sealed = cipher.encrypt(&nonce, plaintext).map_err(|_| Refused)?;

    let mut encapsulated = Box::new([0; ENCAPSULATED]);
    encapsulated[..ML_KEM_CIPHERTEXT].copy_from_slice(ciphertext.as_ref());
    encapsulated[ML_KEM_CIPHERTEXT..].copy_from_slice(share.as_bytes());
    Ok((encapsulated, sealed))
}

/// X25519 that refuses an all-zero result.
fn diffie_hellman(secret: &StaticSecret, share: &PublicKey) -> Result<Zeroizing<[u8; 32]>, Refused> {
    let shared = secret.diffie_hellman(share);
    if shared.was_contributory() { Ok(Zeroizing::new(shared.to_bytes())) } else { Err(Refused) }
}

/// X-Wing's combiner.
fn combine(
    post_quantum: &[u8; 32],
    classical: &[u8; 32],
    share: &PublicKey,
    public: &PublicKey,
) -> Zeroizing<[u8; 32]> {
    let mut hash = Sha3_256::new();
    Digest::update(&mut hash, post_quantum);
    Digest::update(&mut hash, classical);
    Digest::update(&mut hash, share.as_bytes());
    Digest::update(&mut hash, public.as_bytes());
    Digest::update(&mut hash, XWING_LABEL);
    Zeroizing::new(hash.finalize().into())
}

/// RFC 9180 §5.1, base mode: the AEAD and nonce of the first and only message.
fn schedule(shared: &[u8; 32], info: &[u8]) -> (ChaCha20Poly1305, Nonce) {
    let psk_id_hash = labeled_extract(&[], b"psk_id_hash", &[]).0;
    let info_hash = labeled_extract(&[], b"info_hash", info).0;
    let context = [&[0][..], &psk_id_hash, &info_hash].concat();
    let secret = labeled_extract(shared, b"secret", &[]).1;

    let mut key = Zeroizing::new([0; 32]);
    labeled_expand(&secret, b"key", &context, key.as_mut());
    let mut nonce = [0; 12];
    labeled_expand(&secret, b"base_nonce", &context, &mut nonce);
    let cipher = ChaCha20Poly1305::new(Key::from_slice(key.as_ref()));
    let result = (cipher, *Nonce::from_slice(&nonce));
    nonce.zeroize();
    result
}

fn labeled_extract(salt: &[u8], label: &[u8], ikm: &[u8]) -> ([u8; 32], Hkdf<Sha256>) {
    let ikm = Zeroizing::new([b"HPKE-v1", SUITE, label, ikm].concat());
    let (prk, hkdf) = Hkdf::<Sha256>::extract(Some(salt), &ikm);
    (prk.into(), hkdf)
}

fn labeled_expand(secret: &Hkdf<Sha256>, label: &[u8], info: &[u8], out: &mut [u8]) {
    let length = u16::try_from(out.len()).unwrap_or(u16::MAX).to_be_bytes();
    let parts: [&[u8]; 5] = [&length, b"HPKE-v1", SUITE, label, info];
    if secret.expand_multi_info(&parts, out).is_err() {
        unreachable!("HKDF-SHA256 gives up to 8,160 bytes; 32 at most are asked for");
    }
}
