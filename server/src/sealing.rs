//! From a form to the store: sealed in a thread of its own while it arrives, a few pieces at a time.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use bytes::Bytes;
use estafette_keys::age_format::Recipient;
use estafette_keys::codename::Codename;
use estafette_keys::day::Day;
use estafette_keys::envelope::{Binding, ItemKey, SlotKey, seal_slot};
use estafette_keys::ids::InstanceId;
use estafette_keys::message::{FileName, Header, MessageSealer};
use estafette_keys::roster::Handle;
use estafette_keys::secret::wiping_stack;
use estafette_keys::signing::AuthorKey;
use estafette_keys::source::{SourceKeys, Stretcher};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;
use zeroize::Zeroizing;

use crate::blocking::{self, Interrupted};
use crate::directory::Directory;
use crate::random::Random;
use crate::schedule::Turn;
use crate::store::{CHUNK, Store, StoreError, Upload};

/// How many pieces wait on either side of a sealing thread: there may be many threads.
const WAITING: usize = 1;
/// How many bytes a sealing thread is woken for.
const GATHERED: usize = 256 * 1024;

enum Piece {
    File { name: FileName, media_type: String },
    Bytes(Vec<Bytes>),
    End,
}

/// A message on its way into the store.
pub struct Sealing {
    pieces: mpsc::Sender<Piece>,
    gathered: Vec<Bytes>,
    sealer: JoinHandle<Result<(), ()>>,
    keeper: JoinHandle<Result<Upload, StoreError>>,
}

impl Sealing {
    /// Begins with header and text. `random` draws what divides the message's parts.
    #[must_use]
    pub fn begin(
        store: &Store,
        to: Recipient,
        header: Header,
        text: Zeroizing<String>,
        author: AuthorKey,
        random: Random,
    ) -> Self {
        let (pieces, received) = mpsc::channel(WAITING);
        let (sealed, kept) = mpsc::channel(WAITING);
        let upload_random = random.clone();
        let sealer = tokio::task::spawn_blocking(move || {
            let sink = Sink { buffer: Vec::with_capacity(CHUNK), out: sealed };
            wiping_stack(|| seal(&to, &header, &text, author, sink, received, random).map_err(|_| ()))
        });
        let keeper = tokio::spawn(keep(store.clone(), upload_random, kept));
        Self { pieces, gathered: Vec::new(), sealer, keeper }
    }

    /// The next file.
    ///
    /// # Errors
    /// Those of [`Sealing::give_up`]: it is over.
    pub async fn begin_file(&mut self, name: &str, media_type: &str) -> Result<(), Broken> {
        self.send_gathered().await?;
        let piece = Piece::File { name: FileName::sanitised(name), media_type: media_type.to_owned() };
        self.pieces.send(piece).await.map_err(|_| Broken)
    }

    /// The file's next bytes.
    ///
    /// # Errors
    /// [`Broken`] when the store no longer takes any; [`Sealing::give_up`] says why.
    pub async fn write(&mut self, bytes: Bytes) -> Result<(), Broken> {
        self.gathered.push(bytes);
        let gathered: usize = self.gathered.iter().map(Bytes::len).sum();
        if gathered >= GATHERED { self.send_gathered().await } else { Ok(()) }
    }

    async fn send_gathered(&mut self) -> Result<(), Broken> {
        let gathered = std::mem::take(&mut self.gathered);
        if gathered.is_empty() {
            return Ok(());
        }
        self.pieces.send(Piece::Bytes(gathered)).await.map_err(|_| Broken)
    }

    /// Ends the message. Gives what the store has taken of it, all of it.
    ///
    /// # Errors
    /// [`StoreError`]; nothing is left of it then.
    pub async fn finish(mut self) -> Result<Upload, StoreError> {
        // When the sealer is gone already, the keeper says why.
        let ended = self.send_gathered().await.is_ok() && self.pieces.send(Piece::End).await.is_ok();
        drop(self.pieces);
        let sealed = matches!(self.sealer.await, Ok(Ok(())));
        match self.keeper.await {
            Ok(Ok(upload)) if ended && sealed => Ok(upload),
            Ok(Err(error)) => Err(error),
            _ => Err(StoreError::Busy),
        }
    }

    /// Gives up: nothing of it stays. Says what the store had against it, if anything.
    pub async fn give_up(self) -> Option<StoreError> {
        drop(self.pieces);
        let _ = self.sealer.await;
        self.keeper.await.ok().and_then(Result::err)
    }
}

/// A slot for each editor.
pub type Slots = Vec<(Handle, Vec<u8>)>;

/// A slot for each editor of the section who can receive at this moment (Unix seconds); `None` when nobody can.
pub async fn slots(
    directory: &Directory,
    key: ItemKey,
    binding: Binding,
    today: Day,
    now: i64,
) -> Option<Slots> {
    let recipients = directory.recipients(&binding.section, today);
    blocking::wiping(move || slots_for(recipients, &key, &binding, now)).await.ok()?
}

fn slots_for(
    recipients: Vec<(Handle, SlotKey)>,
    key: &ItemKey,
    binding: &Binding,
    now: i64,
) -> Option<Slots> {
    let seal = |to: &SlotKey| seal_slot(key, binding, &to.recipient(), now).ok();
    let slots: Slots = recipients.into_iter().filter_map(|(editor, to)| Some((editor, seal(&to)?))).collect();
    Some(slots).filter(|slots| !slots.is_empty())
}

/// What is said in a message, files aside, and where it belongs.
pub(crate) struct Letter {
    pub(crate) binding: Binding,
    pub(crate) header: Header,
    pub(crate) text: Zeroizing<String>,
}

/// Seals a message without files, and its slots, in one go: pieces for the store, and a slot for each editor who can receive at this
/// moment (Unix seconds); `None` when nobody can.
pub(crate) async fn seal_text(
    directory: &Directory,
    letter: Letter,
    author: AuthorKey,
    now: i64,
    mut random: Random,
) -> Option<(Vec<Vec<u8>>, Slots)> {
    let recipients = directory.recipients(&letter.binding.section, letter.header.day);
    let work = move || {
        let Letter { binding, header, text } = letter;
        let key = ItemKey::generate(&mut random);
        let sink = Pieces { buffer: Vec::with_capacity(CHUNK), full: Vec::new() };
        let begun = MessageSealer::begin(&key.recipient(), &header, &text, author, sink, &mut random);
        let sealed = begun.and_then(MessageSealer::finish).ok()?;
        Some((sealed.ended(), slots_for(recipients, &key, &binding, now)?))
    };
    blocking::wiping(work).await.ok()?
}

/// Gathers sealed bytes in memory.
struct Pieces {
    buffer: Vec<u8>,
    full: Vec<Vec<u8>>,
}

impl Pieces {
    fn ended(mut self) -> Vec<Vec<u8>> {
        self.full.push(self.buffer);
        self.full.retain(|piece| !piece.is_empty());
        self.full
    }
}

impl Write for Pieces {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(CHUNK - self.buffer.len());
        self.buffer.extend_from_slice(bytes.get(..taken).unwrap_or_default());
        if self.buffer.len() == CHUNK {
            self.full.push(std::mem::replace(&mut self.buffer, Vec::with_capacity(CHUNK)));
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// The store takes no more of the message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Broken;

fn seal(
    to: &Recipient,
    header: &Header,
    text: &str,
    author: AuthorKey,
    sink: Sink,
    mut pieces: mpsc::Receiver<Piece>,
    mut random: Random,
) -> io::Result<()> {
    let failed = |error: estafette_keys::age_format::SealError| error.0;
    let mut message = MessageSealer::begin(to, header, text, author, sink, &mut random).map_err(failed)?;
    loop {
        match pieces.blocking_recv() {
            Some(Piece::File { name, media_type }) => {
                message.begin_file(&name, &media_type).map_err(failed)?;
            }
            Some(Piece::Bytes(gathered)) => {
                for bytes in gathered {
                    message.write_file(&bytes).map_err(failed)?;
                }
            }
            Some(Piece::End) => break,
            // The form did not end: neither does the message.
            None => return Err(io::ErrorKind::UnexpectedEof.into()),
        }
    }
    message.finish().map_err(failed)?.send()
}

/// When it is dropped half-way, the upload goes with it, and so does all it holds.
async fn keep(
    store: Store,
    mut random: Random,
    mut sealed: mpsc::Receiver<Vec<u8>>,
) -> Result<Upload, StoreError> {
    let mut upload = store.begin_upload(&mut random);
    while let Some(chunk) = sealed.recv().await {
        store.append(&mut upload, chunk).await?;
    }
    Ok(upload)
}

/// Gathers sealed bytes into chunks.
struct Sink {
    buffer: Vec<u8>,
    out: mpsc::Sender<Vec<u8>>,
}

impl Sink {
    fn send(&mut self) -> io::Result<()> {
        if self.buffer.is_empty() {
            return Ok(());
        }
        let chunk = std::mem::replace(&mut self.buffer, Vec::with_capacity(CHUNK));
        self.out.blocking_send(chunk).map_err(|_| io::ErrorKind::BrokenPipe.into())
    }
}

impl Write for Sink {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let taken = bytes.len().min(CHUNK - self.buffer.len());
        self.buffer.extend_from_slice(bytes.get(..taken).unwrap_or_default());
        if self.buffer.len() == CHUNK {
            self.send()?;
        }
        Ok(taken)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Derives keys from codenames. There is memory for as many at once as there are turns for it.
#[derive(Default)]
pub(crate) struct Stretchers {
    free: Mutex<Vec<Stretcher>>,
}

impl Stretchers {
    /// Stretches a codename, off the reactor, by whoever has a turn.
    pub(crate) async fn stretch(
        self: &Arc<Self>,
        codename: Codename,
        instance: InstanceId,
        turn: &Turn,
    ) -> Result<SourceKeys, Interrupted> {
        let (this, turn) = (Arc::clone(self), turn.clone());
        let work = move || {
            let mut stretcher = this.free().pop().unwrap_or_default();
            let keys = stretcher.stretch(&codename, instance);
            this.free().push(stretcher);
            // Held until here: who asked may be gone, the processor was in use all the same.
            drop(turn);
            keys
        };
        blocking::wiping(work).await
    }

    /// A list is whole after every operation on it, so a poisoned lock is as good as another.
    fn free(&self) -> MutexGuard<'_, Vec<Stretcher>> {
        self.free.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
