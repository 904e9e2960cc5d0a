//! Small contents, several in one answer: told apart by the head before each. Nothing is believed: what comes was asked for, in that
//! order, each once, and is as long as it was listed.

use estafette_keys::ids::SubmissionId;
use estafette_wire::submissions::{BATCH_MAX, CONTENT_HEAD, CONTENTS_MAX, Contents, SMALL_MAX, content_head};
use http_body_util::BodyExt;
use hyper::Method;

use super::connection::refusal;
use super::{Api, ApiError, to_json};
use crate::http::{HttpError, patient};

/// A content that is asked for, and how long it was listed to be.
#[derive(Clone, Copy)]
pub(crate) struct Wanted {
    /// Its id.
    pub(crate) id: SubmissionId,
    /// Its size.
    pub(crate) size: u64,
}

/// What arrives of several contents.
pub(crate) enum Part<'a> {
    /// The content in this place of what was asked for begins.
    Begins(usize),
    /// Bytes of it.
    Bytes(&'a [u8]),
    /// It is whole.
    Ends,
}

/// How many of these, from the first on, fit into one answer.
#[must_use]
pub(crate) fn fitting(wanted: impl Iterator<Item = u64>) -> usize {
    let mut bytes = 0_u64;
    let fits = |size: &u64| {
        bytes = bytes.saturating_add(*size);
        *size <= SMALL_MAX && bytes <= BATCH_MAX
    };
    wanted.take(CONTENTS_MAX).take_while(fits).count()
}

impl Api {
    /// Asks for all of these at once; what is not there any more does not come. Says whether the server knows this way: one of an
    /// earlier version does not, and each is asked for alone.
    ///
    /// # Errors
    /// [`ApiError`], or what `take` fails with.
    pub(crate) fn contents<E: From<ApiError>>(
        &self,
        wanted: &[Wanted],
        take: &mut dyn FnMut(Part<'_>) -> Result<(), E>,
    ) -> Result<bool, E> {
        let ids = wanted.iter().map(|wanted| wanted.id).collect();
        let asked = to_json(&Contents { ids })?;
        let wait = &self.network;
        let response = wait.block_on(self.answer(Method::POST, "/v1/submissions/contents", Some(asked)))?;
        if !response.status().is_success() {
            return match wait.block_on(refusal(response)) {
                ApiError::Refused(super::Refusal::NotFound) => Ok(false),
                error => Err(error.into()),
            };
        }
        let mut splitter = Splitter::new(wanted);
        let mut body = response.into_body();
        // Nothing is waited for while `take` is at work: it may have to wait itself, for gpg-agent.
        while let Some(frame) =
            wait.block_on(async { patient(body.frame()).await }).map_err(ApiError::from)?
        {
            let frame = frame.map_err(|_| ApiError::from(HttpError::Broken))?;
            if let Some(bytes) = frame.data_ref() {
                splitter.take(bytes, take)?;
            }
        }
        splitter.end()?;
        Ok(true)
    }
}

/// Tells contents apart as they arrive. It holds no more than a head.
struct Splitter<'a> {
    wanted: &'a [Wanted],
    /// The first in `wanted` that may still come.
    next: usize,
    head: Vec<u8>,
    /// Bytes of the content that has begun, which are still to come.
    left: Option<u64>,
}

impl<'a> Splitter<'a> {
    /// Of an answer to this.
    #[must_use]
    fn new(wanted: &'a [Wanted]) -> Self {
        Self { wanted, next: 0, head: Vec::with_capacity(CONTENT_HEAD), left: None }
    }

    /// Takes the next bytes.
    ///
    /// # Errors
    /// [`ApiError::Malformed`] for what was not asked for, or came before; [`ApiError::Size`] for another size than was listed; or
    /// what `take` fails with.
    fn take<E: From<ApiError>>(
        &mut self,
        mut bytes: &[u8],
        take: &mut dyn FnMut(Part<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        while !bytes.is_empty() {
            match self.left {
                None => {
                    let (head, rest) = bytes.split_at(bytes.len().min(CONTENT_HEAD - self.head.len()));
                    self.head.extend_from_slice(head);
                    bytes = rest;
                    if self.head.len() == CONTENT_HEAD {
                        let at = self.begun()?;
                        take(Part::Begins(at))?;
                    }
                }
                Some(left) => {
                    let most = usize::try_from(left).unwrap_or(usize::MAX);
                    let (piece, rest) = bytes.split_at(bytes.len().min(most));
                    take(Part::Bytes(piece))?;
                    self.left = Some(left - piece.len() as u64);
                    bytes = rest;
                }
            }
            if self.left == Some(0) {
                self.left = None;
                take(Part::Ends)?;
            }
        }
        Ok(())
    }

    /// Which content a whole head begins.
    fn begun(&mut self) -> Result<usize, ApiError> {
        let head = std::mem::take(&mut self.head);
        let ahead = self.wanted.iter().enumerate().skip(self.next);
        let found = ahead.into_iter().find(|(_, wanted)| head.starts_with(wanted.id.as_bytes()));
        let (at, wanted) = found.ok_or(ApiError::Malformed)?;
        if head != content_head(wanted.id, wanted.size) {
            return Err(ApiError::Size);
        }
        self.next = at + 1;
        self.left = Some(wanted.size);
        Ok(at)
    }

    /// Nothing more comes.
    ///
    /// # Errors
    /// [`ApiError::Cut`] in the middle of something.
    fn end(self) -> Result<(), ApiError> {
        if self.left.is_none() && self.head.is_empty() { Ok(()) } else { Err(ApiError::Cut) }
    }
}

/// What is told apart in an answer that comes in these pieces, by the places in what was asked for; `None` for what is no such answer.
#[must_use]
pub fn told_apart(asked: &[(SubmissionId, u64)], pieces: &[&[u8]]) -> Option<Vec<(usize, Vec<u8>)>> {
    let wanted: Vec<Wanted> = asked.iter().map(|(id, size)| Wanted { id: *id, size: *size }).collect();
    let mut splitter = Splitter::new(&wanted);
    let mut found: Vec<(usize, Vec<u8>)> = Vec::new();
    for piece in pieces {
        let taken = splitter.take(piece, &mut |part| {
            match (part, found.last_mut()) {
                (Part::Begins(at), _) => found.push((at, Vec::new())),
                (Part::Bytes(bytes), Some((_, content))) => content.extend_from_slice(bytes),
                (Part::Bytes(_), None) | (Part::Ends, _) => {}
            }
            Ok::<_, ApiError>(())
        });
        taken.ok()?;
    }
    splitter.end().ok().map(|()| found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> [(SubmissionId, u64); 3] {
        [(1, 3), (2, 0), (3, 5)].map(|(id, size)| (SubmissionId::from_bytes([id; 16]), size))
    }

    fn head(id: u8, length: u64) -> Vec<u8> {
        content_head(SubmissionId::from_bytes([id; 16]), length).to_vec()
    }

    fn split(answer: &[u8], piece: usize) -> Option<Vec<(usize, Vec<u8>)>> {
        told_apart(&asked(), &answer.chunks(piece).collect::<Vec<_>>())
    }

    #[test]
    fn contents_are_told_apart_however_they_are_cut() {
        let answer = [head(1, 3), b"abc".to_vec(), head(2, 0), head(3, 5), b"defgh".to_vec()].concat();
        let whole = vec![(0, b"abc".to_vec()), (1, Vec::new()), (2, b"defgh".to_vec())];
        for piece in 1..=answer.len() {
            assert_eq!(split(&answer, piece).expect("contents"), whole, "{piece}");
        }
        let one = [head(3, 5), b"defgh".to_vec()].concat();
        assert_eq!(split(&one, 7).expect("contents"), [(2, b"defgh".to_vec())]);
        assert!(split(&[], 1).expect("none").is_empty());
    }

    #[test]
    fn what_was_not_asked_for_is_refused() {
        let one = [head(1, 3), b"abc".to_vec()].concat();
        let cases: [(&str, Vec<u8>); 8] = [
            ("another's", head(9, 3)),
            ("twice", [one.clone(), one.clone()].concat()),
            ("another order", [head(2, 0), one.clone()].concat()),
            ("longer", head(1, 4)),
            ("as long as there is", head(1, u64::MAX)),
            ("cut in a head", head(1, 3)[..20].to_vec()),
            ("cut in a content", one[..26].to_vec()),
            ("something behind", [one, b"x".to_vec()].concat()),
        ];
        for (case, answer) in cases {
            assert!(split(&answer, 5).is_none(), "{case}");
        }
    }

    #[test]
    fn as_many_are_asked_for_as_a_server_gives() {
        assert_eq!(fitting([65_536; 1_000].into_iter()), 64);
        assert_eq!(fitting([1; 1_000].into_iter()), CONTENTS_MAX);
        assert_eq!(fitting([1, SMALL_MAX + 1, 1].into_iter()), 1);
        assert_eq!(fitting([u64::MAX, 1].into_iter()), 0);
    }
}
