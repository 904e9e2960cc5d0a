//! The one adapter to `age`: the hybrid recipient kind (`age1pq1…`), sealing and opening streams, passphrases.
//!
//! `age` 0.12 has no `mlkem768x25519`; [`Recipient`] and [`Identity`] add it as C2SP specifies it, so that stock
//! `age` 1.3 opens what we seal. Inside `age`, file keys and nonces come from the operating system.

use std::cell::RefCell;
use std::fmt;
use std::io::{self, BufRead, Read, Write};
use std::str::FromStr;

use age::secrecy::SecretString;
use age_core::format::FileKey;
use rand_core::{CryptoRng, RngCore};
use zeroize::Zeroizing;

use crate::hpke::{Pair, Public};
use crate::secret::Secret;

pub use payload::AgeReader;
use payload::Keeping;

mod header;
mod payload;
mod stanza;

const RECIPIENT_HRP: &str = "age1pq";
const IDENTITY_HRP: &str = "AGE-SECRET-KEY-PQ-";
/// What opening a passphrase file may cost: 2^22 is 4 GiB of memory, more than any honest file asks for.
const WORK_FACTOR_MAX: u8 = 22;

/// An age hybrid recipient: ML-KEM-768 + X25519, 1216 bytes, `age1pq1…` (1959 characters).
#[derive(Clone, PartialEq, Eq)]
pub struct Recipient(Public);

/// Its secret half: a 32-byte seed, `AGE-SECRET-KEY-PQ-1…`.
pub struct Identity {
    seed: Secret<[u8; 32]>,
    pair: Pair,
}

/// The text is no hybrid recipient or identity, or holds a point or key that is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an age hybrid (age1pq1…) key")]
pub struct KeyTextError;

/// Sealing failed: only the sink can fail.
#[derive(Debug, thiserror::Error)]
#[error("could not write the sealed bytes")]
pub struct SealError(#[source] pub io::Error);

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
    /// Opened, but breaks a rule of the format, which is named.
    #[error("opened, but is not of this format: {0}")]
    Malformed(&'static str),
    /// The source of bytes failed.
    #[error("could not read the sealed bytes")]
    Read(#[source] io::Error),
}

impl FromStr for Recipient {
    type Err = KeyTextError;

    fn from_str(text: &str) -> Result<Self, KeyTextError> {
        let bytes = bech32_bytes(text, RECIPIENT_HRP)?;
        if text.bytes().any(|byte| byte.is_ascii_uppercase()) {
            return Err(KeyTextError);
        }
        Public::parse(&bytes).map(Self).map_err(|_| KeyTextError)
    }
}

impl fmt::Display for Recipient {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hrp = bech32::Hrp::parse_unchecked(RECIPIENT_HRP);
        bech32::encode_lower_to_fmt::<Bech32Unlimited, _>(f, hrp, self.0.as_bytes()).map_err(|_| fmt::Error)
    }
}

impl Identity {
    /// A fresh identity.
    pub fn generate(rng: &mut (impl RngCore + CryptoRng)) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        rng.fill_bytes(seed.as_mut());
        Self::from_seed(Secret::new(*seed))
    }

    /// From its seed.
    #[must_use]
    pub fn from_seed(seed: Secret<[u8; 32]>) -> Self {
        let pair = Pair::from_seed(seed.expose_secret());
        Self { seed, pair }
    }

    /// Reads `AGE-SECRET-KEY-PQ-1…`.
    ///
    /// # Errors
    /// [`KeyTextError`].
    pub fn parse(text: &str) -> Result<Self, KeyTextError> {
        let bytes = bech32_bytes(text, IDENTITY_HRP)?;
        if text.bytes().any(|byte| byte.is_ascii_lowercase()) {
            return Err(KeyTextError);
        }
        let seed = Zeroizing::new(<[u8; 32]>::try_from(bytes.as_slice()).map_err(|_| KeyTextError)?);
        Ok(Self::from_seed(Secret::new(*seed)))
    }

    /// Writes `AGE-SECRET-KEY-PQ-1…`, for a key file.
    #[must_use]
    pub fn to_text(&self) -> Secret<String> {
        let hrp = bech32::Hrp::parse_unchecked(IDENTITY_HRP);
        // One allocation of the final size, so that no shorter copy stays behind.
        let mut text = String::with_capacity(80);
        match bech32::encode_upper_to_fmt::<Bech32Unlimited, _>(&mut text, hrp, self.seed.expose_secret()) {
            Ok(()) => Secret::new(text),
            Err(_) => unreachable!("writing to a string does not fail"),
        }
    }

    pub(crate) fn seed(&self) -> &Secret<[u8; 32]> {
        &self.seed
    }

    /// Its public half.
    #[must_use]
    pub fn recipient(&self) -> Recipient {
        Recipient(self.pair.public().clone())
    }
}

/// Bech32 without BIP-173's limit of 90 characters, as age uses it.
enum Bech32Unlimited {}

impl bech32::Checksum for Bech32Unlimited {
    type MidstateRepr = u32;
    const CODE_LENGTH: usize = usize::MAX;
    const CHECKSUM_LENGTH: usize = bech32::Bech32::CHECKSUM_LENGTH;
    const GENERATOR_SH: [u32; 5] = bech32::Bech32::GENERATOR_SH;
    const TARGET_RESIDUE: u32 = bech32::Bech32::TARGET_RESIDUE;
}

fn bech32_bytes(text: &str, hrp: &str) -> Result<Zeroizing<Vec<u8>>, KeyTextError> {
    // Longer than any key: refused before it costs anything.
    if text.len() > 2_000 {
        return Err(KeyTextError);
    }
    let parsed = bech32::primitives::decode::CheckedHrpstring::new::<Bech32Unlimited>(text)
        .map_err(|_| KeyTextError)?;
    if !parsed.hrp().as_str().eq_ignore_ascii_case(hrp) {
        return Err(KeyTextError);
    }
    let mut bytes = Zeroizing::new(Vec::with_capacity(text.len()));
    bytes.extend(parsed.byte_iter());
    Ok(bytes)
}

/// Streams plaintext into an age file for these recipients; call [`AgeWriter::finish`].
pub struct AgeWriter<W: Write>(age::stream::StreamWriter<W>);

impl<W: Write> AgeWriter<W> {
    /// Writes the header.
    ///
    /// # Errors
    /// [`SealError`] when the sink fails.
    pub fn new(recipients: &[&Recipient], sink: W) -> Result<Self, SealError> {
        let recipients = recipients.iter().map(|recipient| *recipient as &dyn age::Recipient);
        let encryptor = age::Encryptor::with_recipients(recipients)
            .map_err(|error| SealError(io::Error::other(error.to_string())))?;
        encryptor.wrap_output(sink).map(Self).map_err(SealError)
    }

    /// Writes the last chunk and gives the sink back.
    ///
    /// # Errors
    /// [`SealError`] when the sink fails.
    pub fn finish(self) -> Result<W, SealError> {
        self.0.finish().map_err(SealError)
    }
}

impl<W: Write> Write for AgeWriter<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.write(bytes)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Opens an age file with one of these identities; the header is bounded (at most 64 stanzas, 128 KiB).
///
/// # Errors
/// [`OpenError`]. Errors of the stream that is returned say that it was cut or damaged.
pub fn open<R: BufRead>(identities: &[&Identity], mut sealed: R) -> Result<AgeReader<R>, OpenError> {
    let (key, nonce) = open_header(identities, &mut sealed)?;
    Ok(AgeReader::new(&key, &nonce, sealed))
}

/// The file's key, and its payload's nonce.
fn open_header(
    identities: &[&Identity],
    mut sealed: &mut dyn BufRead,
) -> Result<(FileKey, [u8; 16]), OpenError> {
    let mut header = header::read_bounded(&mut sealed)?;
    let mut nonce = [0; 16];
    sealed.read_exact(&mut nonce).map_err(|error| match error.kind() {
        io::ErrorKind::UnexpectedEof => OpenError::NotOpened,
        _ => OpenError::Read(error),
    })?;
    header.extend_from_slice(&nonce);
    let decryptor = age::Decryptor::new_buffered(header.as_slice()).map_err(open_error)?;
    let kept = RefCell::new(None);
    let keeping: Vec<Keeping<'_>> =
        identities.iter().map(|identity| Keeping { identity, kept: &kept }).collect();
    // This checks the header's MAC under the key that was kept.
    decryptor.decrypt(keeping.iter().map(|keeping| keeping as &dyn age::Identity)).map_err(open_error)?;
    let key = kept.take().ok_or(OpenError::NotOpened)?;
    Ok((key, nonce))
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
    let mut recipient = age::scrypt::Recipient::new(secret_string(passphrase));
    recipient.set_work_factor(log_n);
    let encryptor = age::Encryptor::with_recipients(std::iter::once(&recipient as &dyn age::Recipient))
        .map_err(|error| SealError(io::Error::other(error.to_string())))?;
    let mut writer = encryptor.wrap_output(Vec::new()).map_err(SealError)?;
    writer.write_all(plaintext).map_err(SealError)?;
    writer.finish().map_err(SealError)
}

/// Opens what `age -p` or [`seal_with_passphrase`] made; refuses work factors above 22.
///
/// # Errors
/// [`OpenError`].
pub fn open_with_passphrase(
    passphrase: &Secret<String>,
    sealed: &[u8],
) -> Result<Secret<Vec<u8>>, OpenError> {
    let mut rest = sealed;
    let header = header::read_bounded(&mut rest)?;
    let decryptor = age::Decryptor::new_buffered(io::Cursor::new(header).chain(rest)).map_err(open_error)?;
    let mut identity = age::scrypt::Identity::new(secret_string(passphrase));
    identity.set_max_work_factor(WORK_FACTOR_MAX);
    let mut opened =
        decryptor.decrypt(std::iter::once(&identity as &dyn age::Identity)).map_err(open_error)?;
    // The plaintext is shorter than the file: the buffer never grows, so no copy of it is left behind.
    let mut plaintext = Secret::new(Vec::with_capacity(sealed.len()));
    opened.read_to_end(plaintext.expose_secret_mut()).map_err(|_| OpenError::NotOpened)?;
    Ok(plaintext)
}

fn secret_string(passphrase: &Secret<String>) -> SecretString {
    SecretString::from(passphrase.expose_secret().clone())
}

/// Wrong key and damage are one; nothing of the input is repeated.
fn open_error(error: age::DecryptError) -> OpenError {
    match error {
        age::DecryptError::Io(cause) if cause.kind() != io::ErrorKind::UnexpectedEof => {
            OpenError::Read(cause)
        }
        age::DecryptError::ExcessiveWork { .. } => OpenError::TooLarge("a passphrase's work factor"),
        _ => OpenError::NotOpened,
    }
}
