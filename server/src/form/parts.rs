//! The parts of a multipart body (RFC 2046, 7578), one after the other, as a stream. Whatever stands in their heads, they
//! come out: what no browser writes is no reason to lose what a person wrote.

use bytes::{Bytes, BytesMut};
use memchr::memmem;

use super::FormFault;
use super::head::Head;
use super::limited::LimitedBody;

/// Of a longer head the rest is passed over. No honest one has more than a few hundred bytes.
const HEAD_MAX: usize = 64 * 1024;
/// White space that may stand between a boundary and its line's end.
const PADDING_MAX: usize = 128;

/// A body that is read part by part.
pub(super) struct Parts {
    body: LimitedBody,
    buffer: BytesMut,
    /// Line end, two hyphens, the boundary.
    delimiter: memmem::Finder<'static>,
    ended: bool,
}

/// What the buffer begins with.
enum Found {
    /// So many bytes of the part.
    Bytes(usize),
    /// The part's end, and then another part, whose head begins after so many bytes; or none.
    End(Option<usize>),
    /// Too little to tell.
    Little,
}

impl Parts {
    pub(super) fn new(body: LimitedBody, boundary: &[u8]) -> Self {
        let delimiter = memmem::Finder::new(&[b"\r\n--", boundary].concat()).into_owned();
        // The first boundary has no line before it: this one stands for it.
        Self { body, buffer: BytesMut::from(b"\r\n".as_slice()), delimiter, ended: false }
    }

    pub(super) fn body(&mut self) -> &mut LimitedBody {
        &mut self.body
    }

    /// The head of the next part, whatever is left of the one before; `None` after the last.
    pub(super) async fn next(&mut self) -> Result<Option<Head>, FormFault> {
        while self.chunk().await?.is_some() {}
        if self.ended {
            return Ok(None);
        }
        let Found::End(Some(head)) = self.look() else {
            // What stands behind the last boundary is nobody's.
            self.ended = true;
            return Ok(None);
        };
        let _ = self.buffer.split_to(head);
        self.head().await.map(Some)
    }

    /// The part's next bytes; `None` at its end.
    pub(super) async fn chunk(&mut self) -> Result<Option<Bytes>, FormFault> {
        while !self.ended {
            match self.look() {
                Found::Bytes(count) => return Ok(Some(self.buffer.split_to(count).freeze())),
                Found::End(_) => return Ok(None),
                Found::Little => self.fill().await?,
            }
        }
        Ok(None)
    }

    /// Whether nothing (more) is in this part.
    pub(super) async fn is_at_its_end(&mut self) -> Result<bool, FormFault> {
        loop {
            match self.look() {
                Found::Bytes(_) => return Ok(false),
                Found::End(_) => return Ok(true),
                Found::Little => self.fill().await?,
            }
        }
    }

    fn look(&self) -> Found {
        let length = self.delimiter.needle().len();
        match self.delimiter.find(&self.buffer) {
            Some(0) => match after(self.buffer.get(length..).unwrap_or_default()) {
                Some(Behind::Line(padding)) => Found::End(Some(length + padding)),
                Some(Behind::Last) => Found::End(None),
                None if self.buffer.len() > length + PADDING_MAX || self.is_content_after(length) => {
                    Found::Bytes(length)
                }
                None => Found::Little,
            },
            Some(at) => Found::Bytes(at),
            // The end of the buffer may be the beginning of a delimiter.
            None => match self.buffer.len().saturating_sub(length - 1) {
                0 => Found::Little,
                count => Found::Bytes(count),
            },
        }
    }

    /// Letters behind a delimiter: a longer line that only begins like one.
    fn is_content_after(&self, length: usize) -> bool {
        let rest = self.buffer.get(length..).unwrap_or_default().trim_ascii_start();
        !b"\r\n".starts_with(rest) && !b"--".starts_with(rest)
    }

    /// Reads a head; the buffer begins with the line end before it.
    async fn head(&mut self) -> Result<Head, FormFault> {
        let mut kept = Vec::new();
        loop {
            let blank = memmem::find(&self.buffer, b"\r\n\r\n").map(|at| (at, at + 4));
            let bare = memmem::find(&self.buffer, b"\n\n").map(|at| (at, at + 2));
            let blank = blank.into_iter().chain(bare).min();
            let end = match (blank, self.delimiter.find(&self.buffer)) {
                // Where a head has no end of its own, or a part no bytes, the next boundary ends it.
                (Some((end, next)), Some(at)) if at < next => Some((end.min(at), at)),
                (None, Some(at)) => Some((at, at)),
                (blank, _) => blank,
            };
            if let Some((end, next)) = end {
                let head = self.buffer.split_to(next);
                if kept.is_empty() {
                    kept.extend_from_slice(head.get(..end.min(HEAD_MAX)).unwrap_or_default());
                }
                return Ok(Head::read(&kept));
            }
            if self.buffer.len() > HEAD_MAX {
                // All but what may be the beginning of its end.
                let passed = self.buffer.split_to(self.buffer.len() - self.delimiter.needle().len());
                if kept.is_empty() {
                    kept.extend_from_slice(passed.get(..HEAD_MAX / 2).unwrap_or_default());
                }
            }
            self.fill().await?;
        }
    }

    async fn fill(&mut self) -> Result<(), FormFault> {
        let piece = self.body.next().await?.ok_or(FormFault::Cut)?;
        self.buffer.extend_from_slice(&piece);
        Ok(())
    }
}

/// What stands behind a boundary.
enum Behind {
    /// A line's end, after so much white space.
    Line(usize),
    /// The mark of the last boundary.
    Last,
}

fn after(bytes: &[u8]) -> Option<Behind> {
    if bytes.starts_with(b"--") {
        return Some(Behind::Last);
    }
    let padding = bytes.iter().take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    let rest = bytes.get(padding..).unwrap_or_default();
    (rest.starts_with(b"\r\n") || rest.starts_with(b"\n")).then_some(Behind::Line(padding))
}
