//! Keys that bytes lie under for as long as they are kept: erased, they leave noise. What is kept is sealed already, to people; this is
//! for forgetting it.

use chacha20poly1305::aead::{AeadInPlace, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce, Tag};

use crate::secret::Secret;

/// Bytes of a key.
pub const KEY: usize = 32;
/// Bytes that tell whether what is opened is what was sealed.
pub const TAG: usize = 16;

/// For one thing, sealed once: there is no nonce.
pub struct RestKey(Secret<[u8; KEY]>);

/// What was opened is not what was sealed with this key.
#[derive(Debug, thiserror::Error)]
#[error("this is not what was sealed with its key")]
pub struct NotTheSame;

impl RestKey {
    /// From random bytes.
    #[must_use]
    pub fn from_bytes(bytes: [u8; KEY]) -> Self {
        Self(Secret::new(bytes))
    }

    /// To be kept apart from what it seals.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8; KEY] {
        self.0.expose_secret()
    }

    /// Seals bytes where they are.
    pub fn seal(&self, bytes: &mut [u8]) -> [u8; TAG] {
        match self.cipher().encrypt_in_place_detached(&Nonce::default(), b"", bytes) {
            Ok(tag) => tag.into(),
            Err(_) => unreachable!("no more than a piece of content, far below 256 GiB"),
        }
    }

    /// Opens bytes where they are.
    ///
    /// # Errors
    /// [`NotTheSame`]; the bytes are as they were.
    pub fn open(&self, bytes: &mut [u8], tag: &[u8; TAG]) -> Result<(), NotTheSame> {
        let tag = Tag::from_slice(tag);
        let opened = self.cipher().decrypt_in_place_detached(&Nonce::default(), b"", bytes, tag);
        opened.map_err(|_| NotTheSame)
    }

    fn cipher(&self) -> ChaCha20Poly1305 {
        ChaCha20Poly1305::new(self.as_bytes().into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_opens_with_its_key_and_nothing_else_does() {
        let (key, other) = (RestKey::from_bytes([7; KEY]), RestKey::from_bytes([8; KEY]));
        let mut bytes = *b"sealed to people already";
        let tag = key.seal(&mut bytes);
        assert_ne!(&bytes, b"sealed to people already");
        let sealed = bytes;
        assert!(other.open(&mut bytes, &tag).is_err());
        assert_eq!(bytes, sealed);
        bytes[3] ^= 1;
        assert!(key.open(&mut bytes, &tag).is_err());
        bytes[3] ^= 1;
        key.open(&mut bytes, &tag).expect("it is");
        assert_eq!(&bytes, b"sealed to people already");
    }
}
