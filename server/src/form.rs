//! What a browser sends: a multipart body, read as a stream, bounded in every direction.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use axum::body::Body;
use axum::http::HeaderMap;
use axum::http::header::CONTENT_TYPE;
use bytes::Bytes;
use multer::{Constraints, Field, Multipart, SizeLimit};
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use gentle::{Gentle, Stall};

mod gentle;
mod typed;

pub use typed::Typed;

/// The most parts of a form: its fields, and as many files as a message holds, and one.
const PARTS_MAX: usize = 230;
/// The longest text that is kept to be shown again, in bytes.
pub const TEXT_KEPT: usize = 12 * 1024 * 1024;
/// Up to here a text is kept for everyone at once, in bytes; a longer one, which no message takes, has to have a turn.
const TEXT_FREE: usize = 64 * 1024;
/// The longest of the other fields, in bytes.
const FIELD_KEPT: usize = 8 * 1024;
/// Bytes besides files: the fields, the heads of parts.
const OVERHEAD: u64 = TEXT_KEPT as u64 + 1024 * 1024;

/// Why a form did not arrive whole.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FormFault {
    /// Not a form, or a part without a name, or a field that is none of ours.
    Malformed,
    /// It ended too early.
    Cut,
    /// It came too slowly.
    Slow,
    /// More bytes than one may send.
    Large,
    /// More parts than one may send.
    Many,
    /// A text beyond anything, or beyond what can be kept of such texts at once.
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
    multipart: Multipart<'static>,
    parts: usize,
    unheard: Arc<AtomicU64>,
    long_texts: Arc<Semaphore>,
}

/// A file of a form, being read.
pub struct IncomingFile {
    field: Field<'static>,
    unheard: Arc<AtomicU64>,
    /// As the browser says; not to be trusted.
    pub name: String,
    /// As the browser says; not to be trusted.
    pub media_type: String,
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
        let boundary =
            content_type.and_then(|value| multer::parse_boundary(value).ok()).ok_or(FormFault::Malformed)?;
        let limit = SizeLimit::new().whole_stream(pace.bytes_max.saturating_add(OVERHEAD));
        let constraints = Constraints::new().size_limit(limit);
        let unheard = Arc::<AtomicU64>::default();
        let stream = Gentle::new(body, pace, Arc::clone(&unheard));
        let multipart = Multipart::with_constraints(stream, boundary, constraints);
        Ok(Self { multipart, parts: 0, unheard, long_texts })
    }

    /// Reads typed fields into `typed`, up to the first file that holds anything; `None` at the end.
    ///
    /// # Errors
    /// [`FormFault`]. What was typed up to there is in `typed`.
    pub async fn read_typed(&mut self, typed: &mut Typed) -> Result<Option<IncomingFile>, FormFault> {
        while let Some(mut field) = self.next_field().await? {
            let name = field.name().ok_or(FormFault::Malformed)?.to_owned();
            if field.file_name().is_some() || name == "files" {
                if let Some(file) = IncomingFile::of(field, &self.unheard).await? {
                    return Ok(Some(file));
                }
                continue;
            }
            let mut value = Zeroizing::new(Vec::new());
            while let Some(piece) = field.chunk().await.map_err(fault)? {
                self.unheard.store(0, Ordering::Relaxed);
                let length = value.len() + piece.len();
                if name != "text" && length > FIELD_KEPT {
                    return Err(FormFault::Large);
                }
                if length > TEXT_FREE && value.len() <= TEXT_FREE {
                    let turn = Arc::clone(&self.long_texts).try_acquire_owned();
                    typed.hold(turn.map_err(|_| FormFault::LongText)?);
                }
                if length > TEXT_KEPT {
                    return Err(FormFault::LongText);
                }
                if value.capacity() < length {
                    // Grown by hand: a vector that grows itself leaves a copy behind, unwiped.
                    let mut wider = Zeroizing::new(Vec::with_capacity(2 * length));
                    wider.extend_from_slice(&value);
                    value = wider;
                }
                value.extend_from_slice(&piece);
            }
            if !typed.put(&name, &value) {
                return Err(FormFault::Malformed);
            }
        }
        Ok(None)
    }

    /// The next file that holds anything; other fields may not follow the first.
    ///
    /// # Errors
    /// [`FormFault`].
    pub async fn next_file(&mut self) -> Result<Option<IncomingFile>, FormFault> {
        while let Some(field) = self.next_field().await? {
            if field.name() != Some("files") {
                return Err(FormFault::Malformed);
            }
            if let Some(file) = IncomingFile::of(field, &self.unheard).await? {
                return Ok(Some(file));
            }
        }
        Ok(None)
    }

    /// Reads what is left and forgets it, so that the browser comes to listen.
    pub async fn drain(mut self) {
        while let Ok(Some(mut field)) = self.next_field().await {
            while let Ok(Some(_)) = field.chunk().await {
                self.unheard.store(0, Ordering::Relaxed);
            }
        }
    }

    async fn next_field(&mut self) -> Result<Option<Field<'static>>, FormFault> {
        let field = self.multipart.next_field().await.map_err(fault)?;
        self.unheard.store(0, Ordering::Relaxed);
        self.parts += usize::from(field.is_some());
        if self.parts > PARTS_MAX { Err(FormFault::Many) } else { Ok(field) }
    }
}

impl IncomingFile {
    /// An input without a choice comes as a file without name or bytes: that is none.
    async fn of(mut field: Field<'static>, unheard: &Arc<AtomicU64>) -> Result<Option<Self>, FormFault> {
        let name = field.file_name().unwrap_or_default().to_owned();
        if name.is_empty() {
            while let Some(bytes) = field.chunk().await.map_err(fault)? {
                if !bytes.is_empty() {
                    return Err(FormFault::Malformed);
                }
            }
            return Ok(None);
        }
        let media_type = field.content_type().map(ToString::to_string).unwrap_or_default();
        Ok(Some(Self { field, unheard: Arc::clone(unheard), name, media_type }))
    }

    /// Its next bytes; `None` at its end.
    ///
    /// # Errors
    /// [`FormFault`].
    pub async fn chunk(&mut self) -> Result<Option<Bytes>, FormFault> {
        let chunk = self.field.chunk().await.map_err(fault)?;
        self.unheard.store(0, Ordering::Relaxed);
        Ok(chunk)
    }
}

fn fault(error: multer::Error) -> FormFault {
    match error {
        multer::Error::StreamSizeExceeded { .. } | multer::Error::FieldSizeExceeded { .. } => {
            FormFault::Large
        }
        multer::Error::IncompleteFieldData { .. }
        | multer::Error::IncompleteHeaders
        | multer::Error::IncompleteStream => FormFault::Cut,
        multer::Error::StreamReadFailed(cause) => match cause.downcast_ref::<Stall>() {
            Some(Stall::Slow) => FormFault::Slow,
            Some(Stall::Head) => FormFault::Malformed,
            None => FormFault::Cut,
        },
        _ => FormFault::Malformed,
    }
}
