//! What a browser sends: a multipart body, read as a stream, bounded in every direction.
//!
//! Everything is read: fields in any order, repeated, or unknown to our pages, names in any alphabet. Faults are found
//! afterwards, by the code that knows what a field is for, and what was typed is shown again.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;
use std::time::Duration;

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::blocking;
use crate::schedule::Turn;
use decoded::decoded;
use head::Head;
use limited::LimitedBody;
use parts::Parts;

mod decoded;
mod head;
mod limited;
mod parts;
mod typed;

pub(crate) use limited::{WANTED_GRACE, WANTED_RATE};
pub use typed::Typed;

/// The most parts of a form: its fields, and as many files as a message holds, and one.
const PARTS_MAX: usize = 230;
/// The longest text that is kept to be shown again, in bytes, with all other fields.
pub const TEXT_KEPT: usize = 12 * 1024 * 1024;
/// Up to here all fields are kept for everyone at once, in bytes; longer ones, which no message takes, have to have a turn.
const TEXT_FREE: usize = 128 * 1024;
/// Bytes besides files: the fields, the heads of parts.
pub(crate) const OVERHEAD: u64 = TEXT_KEPT as u64 + 1024 * 1024;
/// What a file is called that has no name.
const NAMELESS: &str = "file";

/// Why a form did not arrive whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormFault {
    /// Not a form.
    Malformed,
    /// It ended too early.
    Cut,
    /// It came too slowly.
    Slow,
    /// More bytes than one may send.
    Large,
    /// More parts than one may send.
    Many,
    /// Something typed came behind a file: it belongs before the files, which are sealed as they come.
    Late,
    /// A text beyond anything, or beyond what can be kept of such texts at once: its end is missing.
    LongText,
}

/// How much, and how slowly.
#[derive(Debug, Clone, Copy)]
pub struct Pace {
    /// The most bytes of files.
    pub bytes_max: u64,
    /// How long nothing may come.
    pub silence: Duration,
    /// Bytes a second that must come on average, after a first minute.
    pub rate: u64,
}

/// A form on its way in.
pub struct Incoming {
    parts: Parts,
    count: usize,
    typed: Typed,
    long_texts: Arc<Semaphore>,
}

/// A file of a form, whose bytes come next.
pub struct IncomingFile {
    /// As the browser says; not to be trusted.
    pub name: String,
    /// As the browser says; not to be trusted.
    pub media_type: String,
}

/// A part: a file that holds something or has a name, or what was typed.
enum Part {
    File(IncomingFile),
    /// Whether it says something new.
    Typed(bool),
}

impl Incoming {
    /// Begins to read a body. `long_texts`: the turns of those that hold a very long text.
    ///
    /// # Errors
    /// [`FormFault::Malformed`] when it is no multipart form.
    pub fn new(
        headers: &HeaderMap,
        body: Body,
        pace: Pace,
        long_texts: Arc<Semaphore>,
    ) -> Result<Self, FormFault> {
        let content_type = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
        let boundary = content_type.and_then(|value| multer::parse_boundary(value).ok());
        let boundary = boundary.filter(|boundary| !boundary.is_empty()).ok_or(FormFault::Malformed)?;
        let body = LimitedBody::new(body, pace, pace.bytes_max.saturating_add(OVERHEAD));
        Ok(Self {
            parts: Parts::new(body, boundary.as_bytes()),
            count: 0,
            typed: Typed::default(),
            long_texts,
        })
    }

    /// From now on it gives way where its files come slowly and somebody waits for their place.
    pub(crate) fn give_way(&mut self, place: Turn) {
        self.parts.body().give_way(place);
    }

    /// From now on, how many bytes have come is told there.
    pub(crate) fn count(&mut self, come: Arc<AtomicU64>) {
        self.parts.body().count(come);
    }

    /// What was typed, as far as it has come.
    #[must_use]
    pub fn typed(&self) -> &Typed {
        &self.typed
    }

    /// The same, to be taken away for a while.
    pub(crate) fn typed_mut(&mut self) -> &mut Typed {
        &mut self.typed
    }

    /// Reads typed fields, up to the first file; `None` at the end.
    ///
    /// # Errors
    /// [`FormFault`].
    pub async fn read_typed(&mut self) -> Result<Option<IncomingFile>, FormFault> {
        while let Some(part) = self.next_part().await? {
            if let Part::File(file) = part {
                return Ok(Some(file));
            }
        }
        Ok(None)
    }

    /// The next file; what is left of the one before is passed over.
    ///
    /// # Errors
    /// [`FormFault`]; [`FormFault::Late`] when something else comes that was typed.
    pub async fn next_file(&mut self) -> Result<Option<IncomingFile>, FormFault> {
        while let Some(part) = self.next_part().await? {
            match part {
                Part::File(file) => return Ok(Some(file)),
                Part::Typed(true) => return Err(FormFault::Late),
                Part::Typed(false) => {}
            }
        }
        Ok(None)
    }

    /// The file's next bytes; `None` at its end.
    ///
    /// # Errors
    /// [`FormFault`].
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, FormFault> {
        self.parts.chunk().await
    }

    /// Reads what is left, so that the browser comes to listen, and forgets the files. Gives all that was typed, and
    /// whether there were files in what was left.
    pub async fn drain(mut self) -> (Typed, bool) {
        self.parts.body().allow_more();
        let mut files = false;
        loop {
            match self.next_part().await {
                Ok(Some(part)) => files |= matches!(part, Part::File(_)),
                Err(FormFault::Many | FormFault::LongText) => {}
                Ok(None) | Err(_) => return (self.typed, files),
            }
        }
    }

    async fn next_part(&mut self) -> Result<Option<Part>, FormFault> {
        while let Some(head) = self.parts.next().await? {
            self.count += 1;
            let part = self.part(head).await?;
            if self.count > PARTS_MAX {
                return Err(FormFault::Many);
            }
            if part.is_some() {
                return Ok(part);
            }
        }
        Ok(None)
    }

    /// `None` for what says nothing: an input without a choice comes as a file without name or bytes.
    async fn part(&mut self, head: Head) -> Result<Option<Part>, FormFault> {
        let Head { name, file_name, media_type } = head;
        let is_file = file_name.is_some() || matches!(name.as_str(), "files" | "");
        if !is_file {
            // A field of no page of ours: an extension of the browser put it there, or a program.
            let Some(field) = Typed::known(&name) else { return Ok(None) };
            return self.field(field).await.map(|is_new| Some(Part::Typed(is_new)));
        }
        let name = file_name.unwrap_or_default();
        if name.is_empty() && self.parts.is_at_its_end().await? {
            return Ok(None);
        }
        // Of a path the last part is the name; a file may be named like a folder.
        let name = name.trim_end_matches(['/', '\\']);
        let name = if name.is_empty() { NAMELESS } else { name };
        Ok(Some(Part::File(IncomingFile { name: name.to_owned(), media_type })))
    }

    /// Reads a field to its end. Of one that is too long to be kept, the beginning is.
    async fn field(&mut self, field: &'static str) -> Result<bool, FormFault> {
        let mut value = Zeroizing::new(Vec::new());
        let mut whole = true;
        while let Some(piece) = self.parts.chunk().await? {
            let length = value.len() + piece.len();
            let all = self.typed.kept() + length;
            if all > TEXT_FREE && !self.typed.has_turn() {
                match Arc::clone(&self.long_texts).try_acquire_owned() {
                    Ok(turn) => self.typed.hold(turn),
                    Err(_) => whole = false,
                }
            }
            whole &= all <= TEXT_KEPT;
            if !whole {
                continue;
            }
            if value.capacity() < length {
                // Grown by hand: a vector that grows itself leaves a copy behind, unwiped.
                let mut wider = Zeroizing::new(Vec::with_capacity(2 * length));
                wider.extend_from_slice(&value);
                value = wider;
            }
            value.extend_from_slice(&piece);
        }
        let length = value.len();
        let text = if length > TEXT_FREE {
            blocking::wiping(move || decoded(&value)).await.map_err(|_| FormFault::Cut)?
        } else {
            decoded(&value)
        };
        let is_new = self.typed.put(field, Zeroizing::new(text), length);
        if whole { Ok(is_new) } else { Err(FormFault::LongText) }
    }
}
