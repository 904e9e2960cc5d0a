//! The payload of an age file, opened where it lies: C2SP `age`, "Payload".
//!
//! `age`'s own reader makes, and wipes byte by byte, a new buffer for every 64 KiB, and so opens at four fifths of the
//! cipher's rate. This one has a single buffer, wiped once. The header stays with `age`.

use std::cell::RefCell;
use std::io::{self, BufRead, ErrorKind, Read};

use age::DecryptError;
use age_core::format::{FileKey, Stanza};
use age_core::secrecy::ExposeSecret;
use chacha20poly1305::aead::{AeadInPlace, KeyInit};
use chacha20poly1305::{ChaCha20Poly1305, Nonce, Tag};
use hkdf::Hkdf;
use sha2::Sha256;
use zeroize::Zeroizing;

use super::Identity;
use crate::secret::Buffer;

/// Plaintext of a chunk; the last has less, or as much.
const CHUNK: usize = 64 * 1024;
const TAG: usize = 16;
const NONCE: usize = 16;
const LABEL: &[u8] = b"payload";

/// What an age file holds, as it is opened. Reading fails where it was cut or damaged.
pub struct AgeReader<R> {
    sealed: R,
    payload: Payload,
}

/// The chunk that was opened last, and what opens the next. It knows nothing of where chunks come from, so that it is compiled
/// once, here, and as fast as this crate is.
struct Payload {
    cipher: ChaCha20Poly1305,
    chunk: Buffer,
    /// Of the chunk: what was opened and not yet read.
    start: usize,
    end: usize,
    number: u64,
    ended: bool,
}

/// An identity that keeps the file key it unwraps: `age` checks the header with it, we open the payload.
pub(super) struct Keeping<'a> {
    pub(super) identity: &'a Identity,
    pub(super) kept: &'a RefCell<Option<FileKey>>,
}

impl age::Identity for Keeping<'_> {
    fn unwrap_stanza(&self, stanza: &Stanza) -> Option<Result<FileKey, DecryptError>> {
        let unwrapped = self.identity.unwrap_stanza(stanza)?;
        if let Ok(key) = &unwrapped {
            let copy = FileKey::init_with_mut(|copy| copy.copy_from_slice(key.expose_secret()));
            *self.kept.borrow_mut() = Some(copy);
        }
        Some(unwrapped)
    }
}

impl Payload {
    fn new(key: &FileKey, nonce: &[u8; NONCE]) -> Self {
        let mut payload_key = Zeroizing::new(chacha20poly1305::Key::default());
        match Hkdf::<Sha256>::new(Some(nonce), key.expose_secret()).expand(LABEL, &mut payload_key) {
            Ok(()) => {}
            Err(_) => unreachable!("HKDF-SHA256 gives up to 8,160 bytes"),
        }
        Self {
            cipher: ChaCha20Poly1305::new(&payload_key),
            chunk: Buffer::new(CHUNK + TAG),
            start: 0,
            end: 0,
            number: 0,
            ended: false,
        }
    }

    /// Opens the chunk that lies in the first `length` bytes of the buffer.
    fn open(&mut self, length: usize, last: bool) -> io::Result<()> {
        let damaged = || io::Error::from(ErrorKind::InvalidData);
        let plain = length.checked_sub(TAG).ok_or(ErrorKind::UnexpectedEof)?;
        // Nothing at all is one empty chunk; an empty chunk behind a full one is not as a writer ends.
        if plain == 0 && self.number > 0 {
            return Err(damaged());
        }
        let mut nonce = [0; 12];
        nonce[3..11].copy_from_slice(&self.number.to_be_bytes());
        nonce[11] = last.into();
        let (body, tag) = self.chunk.bytes.split_at_mut(plain);
        let tag = Tag::from_slice(tag.get(..TAG).unwrap_or_default());
        self.cipher
            .decrypt_in_place_detached(Nonce::from_slice(&nonce), b"", body, tag)
            .map_err(|_| damaged())?;
        (self.start, self.end) = (0, plain);
        self.number += 1;
        self.ended = last;
        Ok(())
    }
}

impl<R: BufRead> AgeReader<R> {
    /// `sealed`: what follows the payload's nonce.
    pub(super) fn new(key: &FileKey, nonce: &[u8; NONCE], sealed: R) -> Self {
        Self { sealed, payload: Payload::new(key, nonce) }
    }

    /// Opens the next chunk. The last one is told by the end of the file, and must say that it is the last.
    fn open_next(&mut self) -> io::Result<()> {
        let chunk = &mut self.payload.chunk;
        let mut length = 0;
        while let Some(room) = chunk.bytes.get_mut(length..).filter(|room| !room.is_empty()) {
            match self.sealed.read(room) {
                Ok(0) => break,
                Ok(count) => {
                    length += count;
                    chunk.wrote(length);
                }
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                Err(error) => return Err(error),
            }
        }
        let last = length < CHUNK + TAG || has_ended(&mut self.sealed)?;
        self.payload.open(length, last)
    }
}

fn has_ended(sealed: &mut impl BufRead) -> io::Result<bool> {
    loop {
        match sealed.fill_buf() {
            Err(error) if error.kind() == ErrorKind::Interrupted => {}
            held => return Ok(held?.is_empty()),
        }
    }
}

impl<R: BufRead> BufRead for AgeReader<R> {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.payload.start == self.payload.end && !self.payload.ended {
            self.open_next()?;
        }
        let Payload { chunk, start, end, .. } = &self.payload;
        Ok(chunk.bytes.get(*start..*end).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.payload.start = self.payload.end.min(self.payload.start.saturating_add(count));
    }
}

impl<R: BufRead> Read for AgeReader<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let held = self.fill_buf()?;
        let count = held.len().min(buffer.len());
        let (Some(from), Some(to)) = (held.get(..count), buffer.get_mut(..count)) else { return Ok(0) };
        to.copy_from_slice(from);
        self.consume(count);
        Ok(count)
    }
}
