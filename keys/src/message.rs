//! What is sealed: a MIME message of one text, some files, and padding.

use crate::age_format::{OpenError, Recipient, SealError};
use crate::day::Day;
use crate::ids::{InstanceId, ItemId, MailboxId};
use crate::signing::{AuthorKey, AuthorPublic};
use std::io::{Read, Write};

/// The longest text, in bytes of UTF-8; longer ones travel as a file.
pub const TEXT_MAX: usize = 56_000;
/// The longest value of a header field, in bytes.
pub const FIELD_MAX: usize = 800;
/// The most files in one message.
pub const FILES_MAX: usize = 200;

/// The eight kinds of submission.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "skeleton")]
pub enum Kind {
    Tip,
    Communique,
    Prisoner,
    Event,
    Offer,
    Invite,
    Contact,
    Correction,
}
impl Kind {
    /// In the order they are shown.
    pub const ALL: [Kind; 8] = [
        Kind::Tip,
        Kind::Communique,
        Kind::Prisoner,
        Kind::Event,
        Kind::Offer,
        Kind::Invite,
        Kind::Contact,
        Kind::Correction,
    ];
    /// `tip`, `communique`, …: in headers, URLs and word keys. `FromStr` is the inverse.
    #[must_use]
    pub fn name(self) -> &'static str {
        unimplemented!()
    }
}
impl std::str::FromStr for Kind {
    type Err = FieldError;
    fn from_str(text: &str) -> Result<Self, FieldError> {
        let _ = text;
        unimplemented!()
    }
}

/// What a message is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "skeleton")]
pub enum What {
    Submission(Kind),
    Reply,
    Note,
    Decoy,
}

/// A section's name in URLs and headers: 1 to 32 of `a-z`, `0-9`, `-`; parsed by `FromStr`.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SectionName(String);
impl SectionName {
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl std::str::FromStr for SectionName {
    type Err = FieldError;
    fn from_str(text: &str) -> Result<Self, FieldError> {
        let _ = text;
        unimplemented!()
    }
}

/// A language tag, lower-case primary subtag and optional region ("fr", "pt-BR"); parsed by `FromStr`.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LanguageTag(String);
impl LanguageTag {
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl std::str::FromStr for LanguageTag {
    type Err = FieldError;
    fn from_str(text: &str) -> Result<Self, FieldError> {
        let _ = text;
        unimplemented!()
    }
}

/// A field's value is empty, too long, or holds a control character.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a field is empty, too long, or holds a control character")]
pub struct FieldError;

/// One line of text that fits a header: no control or bidi-override characters, at most [`FIELD_MAX`] bytes.
#[derive(Clone, PartialEq, Eq)]
pub struct Line(String);
impl Line {
    /// Trims, folds inner white space, checks.
    ///
    /// # Errors
    /// [`FieldError`].
    pub fn new(text: &str) -> Result<Self, FieldError> {
        let _ = text;
        unimplemented!()
    }
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}
impl Drop for Line {
    fn drop(&mut self) {
        zeroize::Zeroize::zeroize(&mut self.0);
    }
}

/// What the source allows; sealed with the text.
#[derive(Clone, PartialEq, Eq)]
pub struct Mandate {
    /// What may be published.
    pub publish: Publish,
    /// Not before this day.
    pub not_before: Option<Day>,
    /// Sign as this; unsigned when `None`.
    pub sign_as: Option<Line>,
}
/// What may be done with the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "skeleton")]
pub enum Publish {
    AsWritten,
    Edited,
    Background,
}
impl Publish {
    /// `as-written`, `edited`, `background`; `FromStr` is the inverse.
    #[must_use]
    pub fn name(self) -> &'static str {
        unimplemented!()
    }
}
impl std::str::FromStr for Publish {
    type Err = FieldError;
    fn from_str(text: &str) -> Result<Self, FieldError> {
        let _ = text;
        unimplemented!()
    }
}

/// The fields some kinds have. Header `Estafette-<Name>`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Detail {
    /// A title; header `Subject`.
    Subject,
    /// event, invite: when it starts, `2026-12-05T19:00` or a day, local time.
    Starts,
    /// event: when it ends.
    Ends,
    /// event, invite: where.
    Place,
    /// event: the first day to publish the announcement.
    PublishFrom,
    /// offer: `time`, `skill` or `material`.
    Offers,
    /// correction: address of the page.
    Page,
    /// prisoner: where the person is held.
    Prison,
    /// note: which submission it is about.
    About,
    /// reply: the section's name as the source reads it.
    From,
}
impl Detail {
    /// `subject`, `starts`, … for word keys and form fields; `FromStr` is the inverse.
    #[must_use]
    pub fn name(self) -> &'static str {
        unimplemented!()
    }
}
impl std::str::FromStr for Detail {
    type Err = FieldError;
    fn from_str(text: &str) -> Result<Self, FieldError> {
        let _ = text;
        unimplemented!()
    }
}

/// Everything above the text.
pub struct Header {
    /// What it is.
    pub what: What,
    /// The instance it was made for.
    pub instance: InstanceId,
    /// The section it is to (or from, for a reply).
    pub section: SectionName,
    /// The language it is written in.
    pub language: LanguageTag,
    /// Its id: the envelope it was found in must have the same.
    pub item: ItemId,
    /// The day it was sealed.
    pub day: Day,
    /// Where an answer is sealed to, and left.
    pub reply_to: Option<(Recipient, MailboxId)>,
    /// What the source allows (submissions only).
    pub mandate: Option<Mandate>,
    /// The kind's own fields, each at most once.
    pub details: Vec<(Detail, Line)>,
}

/// Writes a message into an age file, streaming: text first, then files, then signature and padding.
pub struct MessageSealer<W: Write> {
    _w: W,
}
impl<W: Write> MessageSealer<W> {
    /// Writes header and text, sealed to `to`. Randomness is for MIME boundaries.
    ///
    /// # Errors
    /// [`SealError`] when the sink fails.
    pub fn begin(
        to: &Recipient,
        header: &Header,
        text: &str,
        author: AuthorKey,
        sink: W,
        rng: &mut (impl rand_core::RngCore + rand_core::CryptoRng),
    ) -> Result<Self, SealError> {
        let _ = (to, header, text, author, sink, rng);
        unimplemented!()
    }
    /// Starts the next file. `media_type` as claimed; replaced by `application/octet-stream` when malformed.
    ///
    /// # Errors
    /// [`SealError`].
    pub fn begin_file(&mut self, name: &FileName, media_type: &str) -> Result<(), SealError> {
        let _ = (name, media_type);
        unimplemented!()
    }
    /// The file's next bytes.
    ///
    /// # Errors
    /// [`SealError`].
    pub fn write_file(&mut self, bytes: &[u8]) -> Result<(), SealError> {
        let _ = bytes;
        unimplemented!()
    }
    /// Signs, pads, ends; gives the sink back.
    ///
    /// # Errors
    /// [`SealError`].
    pub fn finish(self) -> Result<W, SealError> {
        unimplemented!()
    }
}

/// A file name that is safe to carry: last path component, no control or bidi characters, at most 180 bytes,
/// never empty, never starting with a dot.
#[derive(Clone, PartialEq, Eq)]
pub struct FileName(String);
impl FileName {
    /// Makes a safe name of whatever was sent; "file" when nothing is left.
    #[must_use]
    pub fn sanitised(raw: &str) -> Self {
        let _ = raw;
        unimplemented!()
    }
    /// As text.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// Reads a message out of its age file, streaming and bounded.
pub struct MessageOpener<R: Read> {
    _r: R,
}
impl<R: Read> MessageOpener<R> {
    /// Reads header and text from the opened age stream.
    ///
    /// # Errors
    /// [`OpenError`]; [`OpenError::TooLarge`] when over a limit.
    pub fn begin(opened: R) -> Result<Self, OpenError> {
        let _ = opened;
        unimplemented!()
    }
    /// The header.
    #[must_use]
    pub fn header(&self) -> &Header {
        unimplemented!()
    }
    /// Who signed; holds only once [`MessageOpener::finish`] returned it.
    #[must_use]
    pub fn text(&self) -> &str {
        unimplemented!()
    }
    /// The next file, skipping what is left of the one before.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn next_file(&mut self) -> Result<Option<OpenedFile>, OpenError> {
        unimplemented!()
    }
    /// Bytes of the current file; 0 at its end.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn read_file(&mut self, buffer: &mut [u8]) -> Result<usize, OpenError> {
        let _ = buffer;
        unimplemented!()
    }
    /// Reads to the end; checks padding and signature; says who wrote it.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn finish(self) -> Result<AuthorPublic, OpenError> {
        unimplemented!()
    }
}

/// A file about to be read.
pub struct OpenedFile {
    /// A safe name.
    pub name: FileName,
    /// As claimed; never trusted.
    pub media_type: String,
}
