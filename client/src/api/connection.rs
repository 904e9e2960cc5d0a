//! One request, one connection, one answer. The stream is ours: no proxy, no redirect, no cookie, no name look-up,
//! and no header that tells who we are.

use std::future::Future;
use std::time::Duration;

use http_body_util::{BodyExt, Full};
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HOST};
use hyper::{Request, Response, StatusCode};
use hyper_util::rt::TokioIo;
use serde::Deserialize;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpStream, UnixStream};

use estafette_onion::transport::Tor;

use super::{Address, ApiError, Refusal};

/// What is done here shares no circuit with what is done for another purpose.
const PURPOSE: &str = "server";
/// How long the other side may be silent. Tor stalls; a dead circuit stays dead.
const PATIENCE: Duration = Duration::from_mins(1);
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
    mut request: Request<Full<Bytes>>,
) -> Result<Response<Incoming>, ApiError> {
    request.headers_mut().insert(HOST, hyper::header::HeaderValue::from_static("localhost"));
    match address {
        Address::Loopback4(port) => {
            exchange(
                patient(TcpStream::connect(("127.0.0.1", *port))).await?.map_err(ApiError::Connect)?,
                request,
            )
            .await
        }
        Address::Loopback6(port) => {
            exchange(patient(TcpStream::connect(("::1", *port))).await?.map_err(ApiError::Connect)?, request)
                .await
        }
        Address::Onion(host, port) => {
            let tor = tor.ok_or(ApiError::Local)?;
            // It has a patience of its own, longer than ours: a service has to be found first.
            exchange(tor.connect(host, *port, PURPOSE).await.map_err(ApiError::Tor)?, request).await
        }
        Address::Socket(path) => {
            exchange(patient(UnixStream::connect(path)).await?.map_err(ApiError::Connect)?, request).await
        }
    }
}

async fn exchange(
    stream: impl AsyncRead + AsyncWrite + Send + Unpin + 'static,
    request: Request<Full<Bytes>>,
) -> Result<Response<Incoming>, ApiError> {
    let handshake =
        hyper::client::conn::http1::Builder::new().max_headers(64).handshake(TokioIo::new(stream));
    let (mut sender, connection) = patient(handshake).await?.map_err(|_| ApiError::Broken)?;
    // It ends with the answer's body, or when the body is dropped.
    tokio::spawn(connection);
    patient(sender.send_request(request)).await?.map_err(|_| ApiError::Broken)
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
