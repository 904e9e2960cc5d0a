//! The one adapter to `age`: the hybrid recipient kind (`age1pq1…`), sealing and opening streams, passphrases.

use crate::secret::Secret;
use std::io::{Read, Write};

/// An age hybrid recipient: ML-KEM-768 + X25519, 1216 bytes, `age1pq1…` (1959 characters).
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient {
    _p: (),
}
/// Its secret half: a 32-byte seed, `AGE-SECRET-KEY-PQ-1…`.
pub struct Identity {
    _p: (),
}

/// The text is no hybrid recipient or identity, or holds a point or key that is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an age hybrid (age1pq1…) key")]
pub struct KeyTextError;

/// Sealing failed: only the sink can fail.
#[derive(Debug, thiserror::Error)]
#[error("could not write the sealed bytes")]
pub struct SealError(#[source] pub std::io::Error);

/// Opening failed.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// Wrong key or damaged bytes: they can't be told apart, on purpose.
    #[error("this does not open: it is damaged, or was not sealed to this key")]
    NotOpened,
    /// Larger than any honest file of this sort.
    #[error("refused: over the limit for {0}")]
    TooLarge(&'static str),
    /// A version this program does not know.
    #[error("made by a newer version")]
    Version,
    /// Opened, but says it belongs elsewhere (section, item or instance).
    #[error("opened, but belongs to another item or section")]
    Binding,
    /// The source of bytes failed.
    #[error("could not read the sealed bytes")]
    Read(#[source] std::io::Error),
}

impl std::str::FromStr for Recipient {
    type Err = KeyTextError;
    fn from_str(text: &str) -> Result<Self, KeyTextError> {
        let _ = text;
        unimplemented!()
    }
}
impl std::fmt::Display for Recipient {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let _ = f;
        unimplemented!()
    }
}
impl Identity {
    /// A fresh identity.
    pub fn generate(rng: &mut (impl rand_core::RngCore + rand_core::CryptoRng)) -> Self {
        let _ = rng;
        unimplemented!()
    }
    /// From its seed.
    #[must_use]
    pub fn from_seed(seed: Secret<[u8; 32]>) -> Self {
        let _ = seed;
        unimplemented!()
    }
    /// Reads `AGE-SECRET-KEY-PQ-1…`.
    ///
    /// # Errors
    /// [`KeyTextError`].
    pub fn parse(text: &str) -> Result<Self, KeyTextError> {
        let _ = text;
        unimplemented!()
    }
    /// Writes `AGE-SECRET-KEY-PQ-1…`, for a key file.
    #[must_use]
    pub fn to_text(&self) -> Secret<String> {
        unimplemented!()
    }
    /// Its public half.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        unimplemented!()
    }
}

/// Streams plaintext into an age file for these recipients; call [`AgeWriter::finish`].
pub struct AgeWriter<W: Write> {
    _w: W,
}
impl<W: Write> AgeWriter<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// [`SealError`] when the sink fails.
    pub fn new(recipients: &[&Recipient], sink: W) -> Result<Self, SealError> {
        let _ = (recipients, sink);
        unimplemented!()
    }
    /// Writes the last chunk and gives the sink back.
    ///
    /// # Errors
    /// [`SealError`] when the sink fails.
    pub fn finish(self) -> Result<W, SealError> {
        unimplemented!()
    }
}
impl<W: Write> Write for AgeWriter<W> {
    fn write(&mut self, b: &[u8]) -> std::io::Result<usize> {
        let _ = b;
        unimplemented!()
    }
    fn flush(&mut self) -> std::io::Result<()> {
        unimplemented!()
    }
}

/// Opens an age file with one of these identities; the header is bounded (at most 64 stanzas, 128 KiB).
///
/// # Errors
/// [`OpenError`].
pub fn open<'a, R: std::io::BufRead + 'a>(
    identities: &[&Identity],
    sealed: R,
) -> Result<Box<dyn Read + 'a>, OpenError> {
    let _ = (identities, sealed);
    unimplemented!()
}
/// Seals small bytes under a passphrase (scrypt), as `age -p` does. `log_n`: work factor, 18 for a vault.
///
/// # Errors
/// [`SealError`].
pub fn seal_with_passphrase(
    passphrase: &Secret<String>,
    log_n: u8,
    plaintext: &[u8],
) -> Result<Vec<u8>, SealError> {
    let _ = (passphrase, log_n, plaintext);
    unimplemented!()
}
/// Opens what `age -p` or [`seal_with_passphrase`] made; refuses work factors above 22.
///
/// # Errors
/// [`OpenError`].
pub fn open_with_passphrase(
    passphrase: &Secret<String>,
    sealed: &[u8],
) -> Result<Secret<Vec<u8>>, OpenError> {
    let _ = (passphrase, sealed);
    unimplemented!()
}
