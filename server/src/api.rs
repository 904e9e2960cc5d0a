//! How both APIs refuse a request: with a status and a code that a program can act on, and nothing that was sent.

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use estafette_keys::alive::AliveError;
use estafette_wire::{ErrorBody, Refusal};

use crate::store::StoreError;

/// Why a request is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ApiError {
    /// No session, or one that ended.
    Unauthorised,
    /// Of a section this editor does not read.
    Forbidden,
    /// Not there, or no longer.
    NotFound,
    /// Not of its form.
    Malformed,
    /// No byte there to begin at.
    Range,
    /// Too late: it counts for nothing any more.
    Expired,
    /// Over the limit.
    TooLarge,
    /// Another thing is there under this id.
    Conflict,
    /// No space.
    Full,
    /// No more of these than there are, or than this editor left today.
    Quota,
    /// Too much at once: try again soon.
    Busy,
    /// The server's own fault.
    Broken,
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, error) = match self {
            Self::Unauthorised => (StatusCode::UNAUTHORIZED, Refusal::Unauthorised),
            Self::Forbidden => (StatusCode::FORBIDDEN, Refusal::Forbidden),
            Self::NotFound => (StatusCode::NOT_FOUND, Refusal::NotFound),
            Self::Malformed => (StatusCode::BAD_REQUEST, Refusal::Malformed),
            Self::Range => (StatusCode::RANGE_NOT_SATISFIABLE, Refusal::Malformed),
            Self::Expired => (StatusCode::GONE, Refusal::Expired),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, Refusal::TooLarge),
            Self::Conflict => (StatusCode::CONFLICT, Refusal::Conflict),
            Self::Full => (StatusCode::INSUFFICIENT_STORAGE, Refusal::Full),
            Self::Quota => (StatusCode::TOO_MANY_REQUESTS, Refusal::Quota),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, Refusal::Busy),
            Self::Broken => (StatusCode::INTERNAL_SERVER_ERROR, Refusal::Busy),
        };
        (status, Json(ErrorBody { error })).into_response()
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::Full,
            StoreError::Busy | StoreError::Away => Self::Busy,
            _ => Self::Broken,
        }
    }
}

impl From<AliveError> for ApiError {
    fn from(error: AliveError) -> Self {
        match error {
            AliveError::Expired => Self::Expired,
            AliveError::Unwanted | AliveError::Signature | AliveError::Early => Self::Malformed,
        }
    }
}

impl From<JsonRejection> for ApiError {
    fn from(rejection: JsonRejection) -> Self {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE { Self::TooLarge } else { Self::Malformed }
    }
}

impl From<PathRejection> for ApiError {
    fn from(_: PathRejection) -> Self {
        Self::Malformed
    }
}

impl From<QueryRejection> for ApiError {
    fn from(_: QueryRejection) -> Self {
        Self::Malformed
    }
}
