//! The word of the server: which circuits to shut, and which keys may find the editors' service. It hears which circuits
//! are gone. Kept up for as long as the process lives, whenever the server comes and goes.

use std::collections::HashMap;
use std::io;
use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt, AsyncWriteExt};
use tokio::net::UnixStream;
use tokio::sync::{Notify, mpsc, watch};

use crate::preface;

/// From the server: shut this circuit.
const SHUT: u8 = 1;
/// To the server: this circuit is gone.
const GONE: u8 = 2;
/// From the server: these keys, and no others, may find the service.
const KEYS: u8 = 3;
/// No roster has more editors.
const KEYS_MAX: usize = 200;
/// How long to wait for a server that is not there.
const AGAIN: Duration = Duration::from_secs(1);

/// A circuit's tag.
pub(crate) type Tag = [u8; 16];
/// An X25519 key that may find the service.
pub(crate) type ClientKey = [u8; 32];

/// The circuits that are open, and what the server says of them.
pub(crate) struct Control {
    open: Mutex<HashMap<Tag, Arc<Notify>>>,
    gone: mpsc::UnboundedSender<Tag>,
    keys: watch::Sender<Option<Vec<ClientKey>>>,
}

/// The first thing that the server says on the editors' socket.
pub(crate) async fn read_keys(from: &mut (impl AsyncRead + Unpin)) -> io::Result<Vec<ClientKey>> {
    match from.read_u8().await? {
        KEYS => keys_that_follow(from).await,
        _ => Err(io::ErrorKind::InvalidData.into()),
    }
}

async fn keys_that_follow(from: &mut (impl AsyncRead + Unpin)) -> io::Result<Vec<ClientKey>> {
    let count = usize::from(from.read_u16().await?);
    if count > KEYS_MAX {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut keys = vec![[0; 32]; count];
    for key in &mut keys {
        from.read_exact(key).await?;
    }
    Ok(keys)
}

impl Control {
    /// Talks to the server at this socket from now on.
    #[must_use]
    pub(crate) fn start(socket: &Path) -> Arc<Self> {
        let (gone, gone_here) = mpsc::unbounded_channel();
        let control = Arc::new(Self { open: Mutex::default(), gone, keys: watch::channel(None).0 });
        tokio::spawn(Arc::clone(&control).keep_up(socket.to_owned(), gone_here));
        control
    }

    /// A circuit is open: it is told when the server wants it shut.
    pub(crate) fn opened(&self, tag: Tag) -> Arc<Notify> {
        let notify = Arc::new(Notify::new());
        self.open.lock().unwrap_or_else(PoisonError::into_inner).insert(tag, Arc::clone(&notify));
        notify
    }

    /// A circuit is gone.
    pub(crate) fn closed(&self, tag: Tag) {
        self.open.lock().unwrap_or_else(PoisonError::into_inner).remove(&tag);
        // The task that hears it lives as long as the process.
        let _ = self.gone.send(tag);
    }

    /// The keys that may find the service; `None` until the server has said.
    #[must_use]
    pub(crate) fn keys(&self) -> watch::Receiver<Option<Vec<ClientKey>>> {
        self.keys.subscribe()
    }

    async fn keep_up(self: Arc<Self>, socket: std::path::PathBuf, mut gone: mpsc::UnboundedReceiver<Tag>) {
        loop {
            if let Ok(stream) = UnixStream::connect(&socket).await {
                // However it ended, the server comes again.
                let _ = self.talk(stream, &mut gone).await;
            }
            tokio::time::sleep(AGAIN).await;
        }
    }

    async fn talk(&self, mut stream: UnixStream, gone: &mut mpsc::UnboundedReceiver<Tag>) -> io::Result<()> {
        stream.write_all(&preface::of_ourselves()).await?;
        let (mut from, mut to) = stream.split();
        loop {
            tokio::select! {
                word = from.read_u8() => match word? {
                    SHUT => {
                        let mut tag = [0; 16];
                        from.read_exact(&mut tag).await?;
                        self.shut(&tag);
                    }
                    KEYS => {
                        self.keys.send_replace(Some(keys_that_follow(&mut from).await?));
                    }
                    _ => return Err(io::ErrorKind::InvalidData.into()),
                },
                Some(tag) = gone.recv() => {
                    let mut word = [GONE; 17];
                    word[1..].copy_from_slice(&tag);
                    to.write_all(&word).await?;
                }
            }
        }
    }

    fn shut(&self, tag: &Tag) {
        let open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(notify) = open.get(tag) {
            notify.notify_one();
        }
    }
}
