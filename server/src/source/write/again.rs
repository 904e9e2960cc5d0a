//! Files that waited, on their way into the message that they are sent in: opened piece by piece, cleaned where their source wants it, and
//! handed on as if they came from the browser.

use std::io::{self, BufRead, Read};
use std::sync::Arc;

use bytes::Bytes;
use estafette_keys::age_format::OpenError;
use estafette_keys::envelope::{Binding, ItemKey};
use estafette_keys::message::MessageOpener;
use estafette_keys::secret::wiping_stack;
use tokio::runtime::Handle;
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use zeroize::Zeroizing;

use crate::cleaner::Cleaner;
use crate::form::IncomingFile;
use crate::source::held::Waiting;
use crate::source::problem::Problem;
use crate::store::Store;

/// How many parts wait to be sealed.
const AHEAD: usize = 1;
const PART: usize = 256 * 1024;

enum Part {
    /// Whether it is cleaned.
    File(IncomingFile, bool),
    Bytes(Bytes),
}

/// Which of them are not to be sent, and which are to be cleaned; by their numbers, from 1 on.
#[derive(Clone)]
pub(super) struct Wishes {
    pub(super) dropped: Vec<usize>,
    pub(super) cleaned: Vec<usize>,
}

/// Files that come once more.
pub(super) struct Again {
    parts: mpsc::Receiver<Part>,
    /// `None` once it has ended.
    opener: Option<JoinHandle<Result<(), OpenError>>>,
    /// What came behind a file.
    next: Option<(IncomingFile, bool)>,
}

impl Again {
    /// As their source wishes.
    pub(super) fn of(store: Store, (waiting, key): (Arc<Waiting>, ItemKey), wishes: Wishes) -> Self {
        let (out, parts) = mpsc::channel(AHEAD);
        let runtime = Handle::current();
        let opener = tokio::task::spawn_blocking(move || {
            wiping_stack(|| {
                let pieces = Pieces::new(store, &waiting, runtime);
                hand_on(pieces, (&key, &waiting.binding), &wishes, &out)
            })
        });
        Self { parts, opener: Some(opener), next: None }
    }

    /// The next file, and whether it is cleaned; what is left of the one before is passed over.
    pub(super) async fn next_file(&mut self) -> Result<Option<(IncomingFile, bool)>, Problem> {
        while self.chunk().await?.is_some() {}
        Ok(self.next.take())
    }

    /// The file's next bytes; `None` at its end.
    pub(super) async fn chunk(&mut self) -> Result<Option<Bytes>, Problem> {
        if self.next.is_some() {
            return Ok(None);
        }
        match self.parts.recv().await {
            Some(Part::Bytes(bytes)) => Ok(Some(bytes)),
            Some(Part::File(file, is_cleaned)) => {
                self.next = Some((file, is_cleaned));
                Ok(None)
            }
            None => self.ended().await.map(|()| None),
        }
    }

    /// Whether all of it was as it had been sealed.
    async fn ended(&mut self) -> Result<(), Problem> {
        match self.opener.take() {
            Some(opener) => opener.await.ok().and_then(Result::ok).ok_or(Problem::Broken),
            None => Ok(()),
        }
    }
}

fn hand_on(
    pieces: Pieces,
    (key, binding): (&ItemKey, &Binding),
    wishes: &Wishes,
    out: &mpsc::Sender<Part>,
) -> Result<(), OpenError> {
    let mut message = MessageOpener::begin(key.open_content(pieces)?, binding)?;
    let mut buffer = Zeroizing::new(vec![0; PART]);
    let mut number = 0;
    while let Some(file) = message.next_file()? {
        number += 1;
        if wishes.dropped.contains(&number) {
            continue;
        }
        let mut cleaner = wishes.cleaned.contains(&number).then(Cleaner::default);
        let file = IncomingFile { name: file.name.as_str().to_owned(), media_type: file.media_type };
        // Whoever no longer listens wants no more.
        if out.blocking_send(Part::File(file, cleaner.is_some())).is_err() {
            return Ok(());
        }
        loop {
            let read = message.read_file(&mut buffer)?;
            let bytes = buffer.get(..read).unwrap_or_default();
            if bytes.is_empty() {
                break;
            }
            let mut clean = Zeroizing::new(Vec::new());
            let bytes = match &mut cleaner {
                Some(cleaner) => {
                    cleaner.write(bytes, &mut clean);
                    &clean
                }
                None => bytes,
            };
            // Of what is cleaned, nothing may be left of a piece.
            if !bytes.is_empty() && out.blocking_send(Part::Bytes(Bytes::copy_from_slice(bytes))).is_err() {
                return Ok(());
            }
        }
        if cleaner.is_some_and(|cleaner| !cleaner.end()) {
            return Err(OpenError::Malformed("a picture that could be cleaned can't any more"));
        }
    }
    message.finish().map(|_| ())
}

/// Sealed bytes out of the store, for a thread that may wait.
struct Pieces {
    store: Store,
    waiting: Arc<Waiting>,
    runtime: Handle,
    number: u16,
    piece: Vec<u8>,
    at: usize,
}

impl Pieces {
    fn new(store: Store, waiting: &Arc<Waiting>, runtime: Handle) -> Self {
        Self { store, waiting: Arc::clone(waiting), runtime, number: 0, piece: Vec::new(), at: 0 }
    }
}

impl BufRead for Pieces {
    fn fill_buf(&mut self) -> io::Result<&[u8]> {
        if self.at == self.piece.len() {
            let next = self.runtime.block_on(self.store.appended(&self.waiting.upload, self.number));
            self.piece = next.map_err(io::Error::other)?.unwrap_or_default();
            (self.at, self.number) = (0, self.number.saturating_add(u16::from(!self.piece.is_empty())));
        }
        Ok(self.piece.get(self.at..).unwrap_or_default())
    }

    fn consume(&mut self, count: usize) {
        self.at = self.piece.len().min(self.at + count);
    }
}

impl Read for Pieces {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let read = self.fill_buf()?.read(buffer)?;
        self.consume(read);
        Ok(read)
    }
}
