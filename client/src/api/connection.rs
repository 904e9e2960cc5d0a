//! One request, one connection, one answer. The stream is ours: no proxy, no redirect, no cookie, no name look-up,
//! and no header that tells who we are.

use std::convert::Infallible;
use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::task::{Context, Poll};
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::{Body, Bytes, Frame, Incoming, SizeHint};
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::net::{TcpStream, UnixStream};
use tokio::time::Instant;

use estafette_onion::transport::{Stream, Tor};

use super::{Address, ApiError, Refusal};

/// What is done here shares no circuit with what is done for another purpose.
const PURPOSE: &str = "server";
/// How long the other side may be silent. Tor stalls; a dead circuit stays dead.
const PATIENCE: Duration = Duration::from_mins(1);
/// How often it is looked how far an upload is.
const LOOK: Duration = Duration::from_millis(200);
/// Bytes that are handed on at once.
const PIECE: usize = 64 * 1024;
/// A page of a hundred slots, and a roster, are smaller.
const ANSWER_MAX: usize = 8 * 1024 * 1024;
/// An error's body is a code.
const REFUSAL_MAX: usize = 4 * 1024;

#[derive(Deserialize)]
struct RefusalForm {
    error: String,
}

/// Waits for at most [`PATIENCE`].
pub(super) async fn patient<T>(future: impl Future<Output = T>) -> Result<T, ApiError> {
    tokio::time::timeout(PATIENCE, future).await.map_err(|_| ApiError::Silent)
}

/// Sends one request; what it answers is not read yet.
pub(super) async fn send(
    address: &Address,
    tor: Option<&Tor>,
    request: Request<Full<Bytes>>,
) -> Result<Response<Incoming>, ApiError> {
    let stream = connect(address, tor).await?;
    patient(exchange(stream, request)).await?
}

/// Sends a request whose body takes its time: as long as some of it goes, all is well. Says how much went.
pub(super) async fn send_slowly(
    address: &Address,
    tor: Option<&Tor>,
    request: Request<Pieces>,
    progress: &mut dyn FnMut(u64),
) -> Result<Response<Incoming>, ApiError> {
    let stream = connect(address, tor).await?;
    let went = request.body().went();
    let mut answer = std::pin::pin!(exchange(stream, request));
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
            return Err(ApiError::Silent);
        }
    }
}

async fn connect(address: &Address, tor: Option<&Tor>) -> Result<Box<dyn Stream>, ApiError> {
    Ok(match address {
        Address::Loopback4(port) => {
            let stream = patient(TcpStream::connect(("127.0.0.1", *port))).await?;
            Box::new(stream.map_err(ApiError::Connect)?)
        }
        Address::Loopback6(port) => {
            Box::new(patient(TcpStream::connect(("::1", *port))).await?.map_err(ApiError::Connect)?)
        }
        // It has a patience of its own, longer than ours: a service has to be found first.
        Address::Onion(host, port) => {
            let tor = tor.ok_or(ApiError::Local)?;
            tor.connect(host, *port, PURPOSE).await.map_err(ApiError::Tor)?
        }
        Address::Socket(path) => {
            Box::new(patient(UnixStream::connect(path)).await?.map_err(ApiError::Connect)?)
        }
    })
}

async fn exchange<B>(stream: Box<dyn Stream>, mut request: Request<B>) -> Result<Response<Incoming>, ApiError>
where
    B: Body<Data = Bytes, Error = Infallible> + Send + 'static,
{
    request.headers_mut().insert(HOST, hyper::header::HeaderValue::from_static("localhost"));
    let handshake =
        hyper::client::conn::http1::Builder::new().max_headers(64).handshake(TokioIo::new(stream));
    let (mut sender, connection) = patient(handshake).await?.map_err(|_| ApiError::Broken)?;
    // It ends with the answer's body, or when the body is dropped.
    tokio::spawn(connection);
    sender.send_request(request).await.map_err(|_| ApiError::Broken)
}

/// A body in small pieces, that counts those that were asked for.
pub(super) struct Pieces {
    left: Bytes,
    went: Arc<AtomicU64>,
}

impl Pieces {
    pub(super) fn of(bytes: Bytes) -> Self {
        Self { left: bytes, went: Arc::default() }
    }

    fn went(&self) -> Arc<AtomicU64> {
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

/// The whole body of an answer, which must be a success.
pub(super) async fn body(response: Response<Incoming>) -> Result<Vec<u8>, ApiError> {
    let status = response.status();
    if !status.is_success() {
        return Err(refusal(response).await);
    }
    read(response.into_body(), ANSWER_MAX).await
}

/// An answer's JSON.
pub(super) async fn json<T: serde::de::DeserializeOwned>(
    response: Response<Incoming>,
) -> Result<T, ApiError> {
    let is_json = response
        .headers()
        .get(CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"application/json"));
    let ok = response.status().is_success();
    let body = body(response).await?;
    if ok && !is_json {
        return Err(ApiError::Malformed);
    }
    serde_json::from_slice(&body).map_err(|_| ApiError::Malformed)
}

/// What a failed request was refused for.
pub(super) async fn refusal(response: Response<Incoming>) -> ApiError {
    let status = response.status();
    let code = match read(response.into_body(), REFUSAL_MAX).await {
        Ok(body) => serde_json::from_slice(&body).ok().map(|form: RefusalForm| form.error),
        Err(_) => None,
    };
    let by_code = code.and_then(|code| code.parse().ok());
    let by_status = match status {
        StatusCode::UNAUTHORIZED => Refusal::Unauthorised,
        StatusCode::FORBIDDEN => Refusal::Forbidden,
        StatusCode::NOT_FOUND => Refusal::NotFound,
        StatusCode::CONFLICT => Refusal::Conflict,
        StatusCode::PAYLOAD_TOO_LARGE => Refusal::TooLarge,
        StatusCode::SERVICE_UNAVAILABLE | StatusCode::TOO_MANY_REQUESTS => Refusal::Busy,
        StatusCode::INSUFFICIENT_STORAGE => Refusal::Full,
        StatusCode::GONE => Refusal::Expired,
        _ => return by_code.map_or(ApiError::Malformed, ApiError::Refused),
    };
    ApiError::Refused(by_code.unwrap_or(by_status))
}

async fn read(mut body: Incoming, limit: usize) -> Result<Vec<u8>, ApiError> {
    let mut bytes = Vec::new();
    while let Some(frame) = patient(body.frame()).await? {
        let frame = frame.map_err(|_| ApiError::Broken)?;
        if let Some(more) = frame.data_ref() {
            if bytes.len() + more.len() > limit {
                return Err(ApiError::TooLarge);
            }
            bytes.extend_from_slice(more);
        }
    }
    Ok(bytes)
}
