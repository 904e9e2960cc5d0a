//! Writes a message into an age file while it arrives: text first, then files, then signature and padding.

use std::io::Write;

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use rand_core::{CryptoRng, RngCore};
use sha2::{Digest, Sha512};

use super::text::{FileName, with_crlf};
use super::{Header, header, part};
use crate::age_format::{AgeWriter, Recipient, SealError};
use crate::padding;
use crate::signing::AuthorKey;

/// Writes one message; bytes leave through the sink as soon as a chunk of 64 KiB is full.
pub struct MessageSealer<W: Write> {
    sealed: AgeWriter<W>,
    author: AuthorKey,
    boundary: String,
    signed: Sha512,
    length: u64,
}

impl<W: Write> MessageSealer<W> {
    /// Writes header and text, sealed to `to`. Randomness is for the boundary of the parts.
    ///
    /// The text should be held against [`super::TEXT_MAX`] before; a longer one is sealed all the same, and
    /// shows by its size.
    ///
    /// # Errors
    /// [`SealError`] when the sink fails.
    pub fn begin(
        to: &Recipient,
        header: &Header,
        text: &str,
        author: AuthorKey,
        sink: W,
        rng: &mut (impl RngCore + CryptoRng),
    ) -> Result<Self, SealError> {
        let mut random = [0; 16];
        rng.fill_bytes(&mut random);
        let boundary = crate::hex::encode(&random);
        let head = header::to_text(header, author.public(), &boundary);
        let sealed = AgeWriter::new(&[to], sink)?;
        let mut sealer = Self { sealed, author, boundary, signed: Sha512::new(), length: 0 };
        sealer.put(head.as_bytes())?;
        let first = format!("--{}\r\n{}", sealer.boundary, part::TEXT_HEAD);
        sealer.put(first.as_bytes())?;
        with_crlf(text).try_for_each(|piece| sealer.put(piece.as_bytes()))?;
        Ok(sealer)
    }

    /// Starts the next file. `media_type` as claimed; `application/octet-stream` in its place when malformed.
    ///
    /// # Errors
    /// [`SealError`] when the sink fails.
    pub fn begin_file(&mut self, name: &FileName, media_type: &str) -> Result<(), SealError> {
        let head = format!("\r\n--{}\r\n{}", self.boundary, part::file_head(name, media_type));
        self.put(head.as_bytes())
    }

    /// The file's next bytes.
    ///
    /// # Errors
    /// [`SealError`] when the sink fails.
    pub fn write_file(&mut self, bytes: &[u8]) -> Result<(), SealError> {
        self.put(bytes)
    }

    /// Signs, pads, ends; gives the sink back.
    ///
    /// # Errors
    /// [`SealError`] when the sink fails.
    pub fn finish(mut self) -> Result<W, SealError> {
        let signature = self.author.sign(&std::mem::take(&mut self.signed).finalize().into());
        let signature = BASE64_STANDARD.encode(signature);
        let end = format!("\r\n--{0}\r\n{1}{signature}\r\n--{0}--\r\n", self.boundary, part::SIGNATURE_HEAD);
        self.put(end.as_bytes())?;

        let mut owed = padding::padded(self.length) - self.length;
        let mut at = 0;
        while owed > 0 {
            let line = part::padding_from(at);
            let line = line.get(..usize::try_from(owed).unwrap_or(usize::MAX)).unwrap_or(line);
            self.sealed.write_all(line).map_err(SealError)?;
            at += line.len() as u64;
            owed -= line.len() as u64;
        }
        self.sealed.finish()
    }

    fn put(&mut self, bytes: &[u8]) -> Result<(), SealError> {
        self.signed.update(bytes);
        self.length += bytes.len() as u64;
        self.sealed.write_all(bytes).map_err(SealError)
    }
}
