//! Reads a message out of its age file: streaming, strict, and bounded whatever it holds.

use std::io::{ErrorKind, Read};

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use memchr::memmem::{self, Finder};
use sha2::{Digest, Sha512};
use zeroize::Zeroizing;

use super::part::{self, Part};
use super::text::FileName;
use super::{FILES_MAX, Header, TEXT_MAX, header};
use crate::age_format::OpenError;
use crate::envelope::Binding;
use crate::padding;
use crate::secret::Buffer;
use crate::signing::AuthorPublic;

const WINDOW: usize = 128 * 1024;
/// Room for most texts.
const TEXT_BEGINS: usize = 8 * 1024;
const UNCLOSED: OpenError = OpenError::Malformed("a part is not closed");

/// Reads one message; what it says counts once [`MessageOpener::finish`] has returned the author.
pub struct MessageOpener<R: Read> {
    window: Window<R>,
    header: Header,
    author: AuthorPublic,
    text: Zeroizing<String>,
    /// CRLF, two hyphens, the boundary: what ends a part.
    delimiter: Finder<'static>,
    signed: Sha512,
    state: State,
    /// So many bytes of the window are the part's: they were searched.
    ready: usize,
    files: usize,
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    /// In a part's bytes.
    Body,
    /// Behind a part's last byte, before the delimiter.
    Delimiter,
    /// In the signature's part.
    Signature,
}

/// A file about to be read.
pub struct OpenedFile {
    /// A safe name.
    pub name: FileName,
    /// The media type that the sender claims; never to be trusted.
    pub media_type: String,
}

impl<R: Read> MessageOpener<R> {
    /// Reads header and text from an opened age stream. The message must say that it is of this item, section and
    /// instance.
    ///
    /// # Errors
    /// [`OpenError::TooLarge`] when over a limit, [`OpenError::Binding`] when it belongs elsewhere,
    /// [`OpenError::Malformed`] when it is no message of this version.
    pub fn begin(opened: R, binding: &Binding) -> Result<Self, OpenError> {
        let mut window = Window::new(opened);
        let mut signed = Sha512::new();
        let head = window.take_through(b"\r\n\r\n", header::HEADER_MAX, "a message's header")?;
        signed.update(&*head);
        let (header, author, boundary) = header::parse(&head)?;
        if header.instance != binding.instance
            || header.section != binding.section
            || header.item != binding.item
        {
            return Err(OpenError::Binding);
        }

        let first = format!("--{boundary}\r\n{}", part::TEXT_HEAD);
        if *window.take(first.len())? != *first.as_bytes() {
            return Err(OpenError::Malformed("the first part is not the text"));
        }
        signed.update(first.as_bytes());
        let delimiter = Finder::new(&format!("\r\n--{boundary}")).into_owned();
        let mut opener = Self {
            window,
            header,
            author,
            text: Zeroizing::default(),
            delimiter,
            signed,
            state: State::Body,
            ready: 0,
            files: 0,
        };
        opener.text = opener.read_text()?;
        Ok(opener)
    }

    /// The header.
    #[must_use]
    pub fn header(&self) -> &Header {
        &self.header
    }

    /// The text, with line ends of one byte.
    #[must_use]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The next file, passing over what is left of the one before; `None` once there is none.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn next_file(&mut self) -> Result<Option<OpenedFile>, OpenError> {
        let mut skipped = Zeroizing::new([0; 4_096]);
        while self.state == State::Body {
            self.read_file(skipped.as_mut())?;
        }
        if self.state == State::Signature {
            return Ok(None);
        }
        let delimiter = self.window.take(self.delimiter.needle().len() + 2)?;
        if !delimiter.ends_with(b"\r\n") {
            return Err(OpenError::Malformed("it ends without a signature"));
        }
        let head = self.window.take_through(b"\r\n\r\n", part::HEAD_MAX, "the head of a part")?;
        match part::parse_head(&head)? {
            Part::Signature => {
                self.state = State::Signature;
                Ok(None)
            }
            Part::File { .. } if self.files == FILES_MAX => Err(OpenError::TooLarge("the number of files")),
            Part::File { name, media_type } => {
                self.signed.update(&*delimiter);
                self.signed.update(&*head);
                self.files += 1;
                self.state = State::Body;
                Ok(Some(OpenedFile { name, media_type }))
            }
        }
    }

    /// Bytes of the current file; 0 at its end.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn read_file(&mut self, buffer: &mut [u8]) -> Result<usize, OpenError> {
        if self.state != State::Body {
            return Ok(0);
        }
        let needle = self.delimiter.needle().len();
        while self.ready == 0 {
            let held = self.window.held();
            match self.delimiter.find(held) {
                Some(0) => {
                    self.state = State::Delimiter;
                    return Ok(0);
                }
                Some(at) => self.ready = at,
                // What is left could begin a delimiter: it stays until more is read.
                None if held.len() >= needle => self.ready = held.len() - (needle - 1),
                None if !self.window.fill()? => return Err(UNCLOSED),
                None => {}
            }
        }
        let count = self.ready.min(buffer.len());
        let bytes = &self.window.held()[..count];
        self.signed.update(bytes);
        buffer[..count].copy_from_slice(bytes);
        self.window.skip(count);
        self.ready -= count;
        Ok(count)
    }

    /// Reads to the end; checks signature and padding; says who wrote it.
    ///
    /// # Errors
    /// [`OpenError`].
    pub fn finish(mut self) -> Result<AuthorPublic, OpenError> {
        while self.next_file()?.is_some() {}
        let end = [self.delimiter.needle(), b"--\r\n"].concat();
        let bad = OpenError::Malformed("the signature does not hold");
        let signature = match self.window.take_through(&end, 88 + end.len(), "the signature's part") {
            Err(OpenError::TooLarge(_)) => return Err(bad),
            read => read?,
        };
        let encoded = signature.strip_suffix(end.as_slice()).unwrap_or_default();
        let Ok(Ok(signature)) = BASE64_STANDARD.decode(encoded).map(<[u8; 64]>::try_from) else {
            return Err(bad);
        };
        let digest = std::mem::take(&mut self.signed).finalize().into();
        self.author.check(&digest, &signature).map_err(|_| bad)?;
        self.check_padding()?;
        Ok(self.author)
    }

    fn check_padding(&mut self) -> Result<(), OpenError> {
        let bad = || OpenError::Malformed("the padding is not valid");
        let mut owed = padding::padded(self.window.taken) - self.window.taken;
        let mut at = 0;
        loop {
            let held = self.window.held();
            if held.is_empty() {
                if self.window.fill()? {
                    continue;
                }
                return if owed == 0 { Ok(()) } else { Err(bad()) };
            }
            let line = part::padding_from(at);
            let count = held.len().min(line.len());
            if count as u64 > owed || held[..count] != line[..count] {
                return Err(bad());
            }
            self.window.skip(count);
            at += count as u64;
            owed -= count as u64;
        }
    }

    fn read_text(&mut self) -> Result<Zeroizing<String>, OpenError> {
        let mut bytes = Zeroizing::new(Vec::with_capacity(TEXT_BEGINS));
        let mut buffer = Zeroizing::new([0; 4_096]);
        loop {
            let count = self.read_file(buffer.as_mut())?;
            if count == 0 {
                break;
            }
            if bytes.len() + count > TEXT_MAX {
                return Err(OpenError::TooLarge("a message's text"));
            }
            if bytes.len() + count > bytes.capacity() {
                // Grown by hand: what it was before is wiped. Room for the longest would have to be wiped for each text.
                let mut wider = Zeroizing::new(Vec::with_capacity(2 * (bytes.len() + count)));
                wider.extend_from_slice(&bytes);
                bytes = wider;
            }
            bytes.extend_from_slice(&buffer[..count]);
        }
        let text = std::str::from_utf8(&bytes).map_err(|_| OpenError::Malformed("the text is not UTF-8"))?;
        Ok(Zeroizing::new(text.replace("\r\n", "\n")))
    }
}

/// Bytes read ahead, wiped when dropped.
struct Window<R> {
    source: R,
    buffer: Buffer,
    start: usize,
    end: usize,
    /// How many bytes of the message lie behind.
    taken: u64,
}

impl<R: Read> Window<R> {
    fn new(source: R) -> Self {
        Self { source, buffer: Buffer::new(WINDOW), start: 0, end: 0, taken: 0 }
    }

    fn held(&self) -> &[u8] {
        self.buffer.bytes.get(self.start..self.end).unwrap_or_default()
    }

    fn skip(&mut self, count: usize) {
        self.start += count;
        self.taken += count as u64;
    }

    /// Reads more; `false` at the end of the source.
    fn fill(&mut self) -> Result<bool, OpenError> {
        if self.start > 0 {
            self.buffer.bytes.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
        }
        let room = self.buffer.bytes.get_mut(self.end..).unwrap_or_default();
        let count = loop {
            match self.source.read(room) {
                Err(error) if error.kind() == ErrorKind::Interrupted => {}
                result => break result.map_err(read_error)?,
            }
        };
        self.end += count;
        self.buffer.wrote(self.end);
        Ok(count > 0)
    }

    /// Exactly `count` bytes, fewer than the window holds.
    fn take(&mut self, count: usize) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        while self.held().len() < count {
            if !self.fill()? {
                return Err(UNCLOSED);
            }
        }
        let bytes = Zeroizing::new(self.held()[..count].to_vec());
        self.skip(count);
        Ok(bytes)
    }

    /// Everything up to and including `end`, which must come within `limit` bytes.
    fn take_through(
        &mut self,
        end: &[u8],
        limit: usize,
        what: &'static str,
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        loop {
            let held = self.held();
            if let Some(at) = memmem::find(&held[..held.len().min(limit)], end) {
                return self.take(at + end.len());
            }
            if held.len() >= limit {
                return Err(OpenError::TooLarge(what));
            }
            if !self.fill()? {
                return Err(UNCLOSED);
            }
        }
    }
}

/// A cut or damaged age stream is told from a failing disk.
fn read_error(error: std::io::Error) -> OpenError {
    match error.kind() {
        ErrorKind::InvalidData | ErrorKind::UnexpectedEof | ErrorKind::Other | ErrorKind::InvalidInput => {
            OpenError::NotOpened
        }
        _ => OpenError::Read(error),
    }
}
