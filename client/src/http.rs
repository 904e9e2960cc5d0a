//! HTTP on a stream of our own: one request, one connection, one answer. No proxy, no redirect, no cookie, no name
//! look-up, and no header that tells who we are.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{HOST, HeaderValue};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::time::Instant;

use estafette_onion::transport::Stream;

use crate::failure::Explained;
use crate::words::{Key, key};

/// How long the other side may be silent. Tor stalls; a dead circuit stays dead.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often it is looked how far an upload is.
const LOOK: Duration = Duration::from_millis(200);
/// Bytes that are handed on at once.
const PIECE: usize = 64 * 1024;
/// More lines than any answer begins with.
const HEADERS_MAX: usize = 64;

/// Why there is no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum HttpError {
    /// No byte for a minute.
    #[error("the other side fell silent")]
    Silent,
    /// The connection broke, or is not HTTP.
    #[error("the connection broke")]
    Broken,
    /// An answer over its limit.
    #[error("the answer is too large")]
    TooLarge,
}

impl Explained for HttpError {
    fn key(&self) -> Key {
        match self {
            Self::Silent => key!("error-silent"),
            Self::Broken => key!("error-broken"),
            Self::TooLarge => key!("error-answer-too-large"),
        }
    }
}

/// Waits for at most a minute.
pub(crate) async fn patient<T>(future: impl Future<Output = T>) -> Result<T, HttpError> {
    tokio::time::timeout(PATIENCE, future).await.map_err(|_| HttpError::Silent)
}

/// Sends one request; what it answers is not read yet.
pub(crate) async fn exchange<B>(
    stream: Box<dyn Stream>,
    host: HeaderValue,
    mut request: Request<B>,
) -> Result<Response<Incoming>, HttpError>
where
    B: Body<Data = Bytes, Error = Infallible> + Send + 'static,
{
    request.headers_mut().insert(HOST, host);
    let mut builder = hyper::client::conn::http1::Builder::new();
    let handshake = builder.max_headers(HEADERS_MAX).handshake(TokioIo::new(stream));
    let (mut sender, connection) = patient(handshake).await?.map_err(|_| HttpError::Broken)?;
    // It ends with the answer's body, or when the body is dropped.
    tokio::spawn(connection);
    sender.send_request(request).await.map_err(|_| HttpError::Broken)
}

/// Waits for the answer to a request whose body takes its time: as long as some of it goes, all is well. Says how much
/// went.
pub(crate) async fn slowly<T, E: From<HttpError>>(
    answer: impl Future<Output = Result<T, E>>,
    went: Arc<AtomicU64>,
    progress: &mut dyn FnMut(u64),
) -> Result<T, E> {
    let mut answer = std::pin::pin!(answer);
    let (mut last, mut since) = (0, Instant::now());
    loop {
        tokio::select! {
            answer = answer.as_mut() => return answer,
            () = tokio::time::sleep(LOOK) => {}
        }
        let now = went.load(Ordering::Relaxed);
        if now > last {
            progress(now);
            (last, since) = (now, Instant::now());
        }
        if since.elapsed() > PATIENCE {
            return Err(HttpError::Silent.into());
        }
    }
}

/// All of an answer's body, of at most `limit` bytes.
pub(crate) async fn read(mut body: Incoming, limit: usize) -> Result<Vec<u8>, HttpError> {
    let mut bytes = Vec::new();
    while let Some(frame) = patient(body.frame()).await? {
        let frame = frame.map_err(|_| HttpError::Broken)?;
        if let Some(more) = frame.data_ref() {
            if bytes.len() + more.len() > limit {
                return Err(HttpError::TooLarge);
            }
            bytes.extend_from_slice(more);
        }
    }
    Ok(bytes)
}

/// A body in small pieces, that counts those that were asked for.
pub(crate) struct Pieces {
    left: Bytes,
    went: Arc<AtomicU64>,
}

impl Pieces {
    pub(crate) fn of(bytes: Bytes) -> Self {
        Self { left: bytes, went: Arc::default() }
    }

    pub(crate) fn went(&self) -> Arc<AtomicU64> {
        Arc::clone(&self.went)
    }
}

impl Body for Pieces {
    type Data = Bytes;
    type Error = Infallible;

    fn poll_frame(
        self: Pin<&mut Self>,
        _: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, Infallible>>> {
        let this = self.get_mut();
        if this.left.is_empty() {
            return Poll::Ready(None);
        }
        let piece = this.left.split_to(this.left.len().min(PIECE));
        this.went.fetch_add(piece.len() as u64, Ordering::Relaxed);
        Poll::Ready(Some(Ok(Frame::data(piece))))
    }

    fn size_hint(&self) -> SizeHint {
        SizeHint::with_exact(self.left.len() as u64)
    }
}
