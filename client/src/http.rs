//! HTTP on a stream that is open already: a request, its answer, and where somebody keeps the line, the next one. No proxy, no redirect, no cookie,
//! no name look-up, and no header that tells which program asks.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::BodyExt;
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::client::conn::http1::SendRequest;
use hyper::header::{HOST, HeaderValue};
use hyper::{Request, Response};
use hyper_util::rt::TokioIo;
use tokio::time::Instant;

use estafette_onion::transport::Stream;

use crate::failure::Explained;
use crate::words::{Key, key};

/// How long the other side may be silent. Tor stalls; a dead circuit stays dead.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often the progress of an upload is looked at.
const LOOK: Duration = Duration::from_millis(200);
/// An upload is handed on in pieces of this many bytes.
const PIECE: usize = 64 * 1024;
/// An honest answer has fewer header lines.
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

/// Waits for at most [`PATIENCE`].
pub(crate) async fn patient<T>(future: impl Future<Output = T>) -> Result<T, HttpError> {
    tokio::time::timeout(PATIENCE, future).await.map_err(|_| HttpError::Silent)
}

/// A stream that requests are sent on, one after the other.
pub(crate) struct Line<B>(SendRequest<B>);

impl<B: Body<Data = Bytes, Error = Infallible> + Send + 'static> Line<B> {
    /// On this stream.
    pub(crate) async fn on(stream: Box<dyn Stream>) -> Result<Self, HttpError> {
        let mut builder = hyper::client::conn::http1::Builder::new();
        let handshake = builder.max_headers(HEADERS_MAX).handshake(TokioIo::new(stream));
        let (sender, connection) = patient(handshake).await?.map_err(|_| HttpError::Broken)?;
        // The task ends with the line, or with the last answer's body.
        tokio::spawn(connection);
        Ok(Self(sender))
    }

    /// Whether the other side waits for the next request, as far as is known here.
    pub(crate) async fn is_open(&mut self) -> bool {
        // What has arrived meanwhile, the line's end, is seen first.
        tokio::task::yield_now().await;
        !self.0.is_closed() && matches!(patient(self.0.ready()).await, Ok(Ok(())))
    }

    /// Sends one request. The body of the answer is not read yet.
    pub(crate) async fn send(
        &mut self,
        host: HeaderValue,
        mut request: Request<B>,
    ) -> Result<Response<Incoming>, hyper::Error> {
        request.headers_mut().insert(HOST, host);
        self.0.send_request(request).await
    }
}

/// Sends one request on a stream of its own. The body of the answer is not read yet.
pub(crate) async fn exchange<B>(
    stream: Box<dyn Stream>,
    host: HeaderValue,
    request: Request<B>,
) -> Result<Response<Incoming>, HttpError>
where
    B: Body<Data = Bytes, Error = Infallible> + Send + 'static,
{
    Line::on(stream).await?.send(host, request).await.map_err(|_| HttpError::Broken)
}

/// Waits for the answer to a request with a long body. Gives up only when none of the body was taken for [`PATIENCE`];
/// `progress` is told how many bytes were taken so far.
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

/// The whole body of an answer, of at most `limit` bytes.
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

/// A body that goes out in small pieces, and counts the bytes that were taken.
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
