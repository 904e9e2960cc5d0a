//! How a server is reached, and how its answers are read.

use std::cell::RefCell;

use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use tokio::net::{TcpStream, UnixStream};

use estafette_onion::transport::{Stream, Tor};
use estafette_wire::ErrorBody;

use estafette_wire::Refusal;

use super::address::Address;
use super::error::ApiError;
use crate::http::{HttpError, Line, Pieces, exchange, patient, read, slowly};

/// What is done here shares no circuit with what is done for another purpose.
const PURPOSE: &str = "server";
/// Which name a server has is nobody's business.
const HOST: HeaderValue = HeaderValue::from_static("localhost");
/// A page of a hundred slots, and a roster, are smaller.
const ANSWER_MAX: usize = 8 * 1024 * 1024;
/// An error's body is a code.
const REFUSAL_MAX: usize = 4 * 1024;

/// Sends one request; what it answers is not read yet.
pub(super) async fn send(
    address: &Address,
    tor: Option<&Tor>,
    request: Request<Full<Bytes>>,
) -> Result<Response<Incoming>, ApiError> {
    let stream = connect(address, tor).await?;
    Ok(patient(exchange(stream, HOST, request)).await??)
}

/// A connection that is kept for the next request, where there is one.
#[derive(Default)]
pub(super) struct Kept(RefCell<Option<Line<Full<Bytes>>>>);

impl Kept {
    /// Sends one request by the connection that is kept, or by a new one; what it answers is not read yet, and has to be before the
    /// next is sent.
    pub(super) async fn send(
        &self,
        address: &Address,
        tor: Option<&Tor>,
        request: Request<Full<Bytes>>,
    ) -> Result<Response<Incoming>, ApiError> {
        let held = self.0.take();
        if let Some(mut line) = held
            && line.is_open().await
        {
            match patient(line.send(HOST, request.clone())).await? {
                Ok(response) => {
                    self.0.replace(Some(line));
                    return Ok(response);
                }
                // The server hung up meanwhile. What it may have heard is asked again where that changes nothing.
                Err(error) if error.is_canceled() || *request.method() != Method::DELETE => {}
                Err(_) => return Err(HttpError::Broken.into()),
            }
        }
        let mut line = Line::on(connect(address, tor).await?).await?;
        let response = patient(line.send(HOST, request)).await?.map_err(|_| HttpError::Broken)?;
        self.0.replace(Some(line));
        Ok(response)
    }
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
    let answer = async { exchange(stream, HOST, request).await.map_err(ApiError::from) };
    slowly(answer, went, progress).await
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

/// The whole body of an answer, which must be a success.
pub(super) async fn body(response: Response<Incoming>) -> Result<Vec<u8>, ApiError> {
    let status = response.status();
    if !status.is_success() {
        return Err(refusal(response).await);
    }
    Ok(read(response.into_body(), ANSWER_MAX).await?)
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
    let by_code = match read(response.into_body(), REFUSAL_MAX).await {
        Ok(body) => serde_json::from_slice(&body).ok().map(|body: ErrorBody| body.error),
        Err(_) => None,
    };
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
