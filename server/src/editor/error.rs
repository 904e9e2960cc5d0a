//! Errors as codes: what a program can act on, and nothing that was sent.

use axum::Json;
use axum::extract::rejection::{JsonRejection, PathRejection, QueryRejection};
use axum::http::StatusCode;
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use estafette_keys::alive::AliveError;

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
    /// Too much at once: try again soon.
    Busy,
    /// The server's own fault.
    Broken,
}

/// An error's body.
#[derive(Serialize, utoipa::ToSchema)]
pub struct ErrorBody {
    /// `unauthorised`, `forbidden`, `not-found`, `malformed`, `too-large`, `busy`, `full`, `conflict` or `expired`.
    error: &'static str,
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let (status, error) = match self {
            Self::Unauthorised => (StatusCode::UNAUTHORIZED, "unauthorised"),
            Self::Forbidden => (StatusCode::FORBIDDEN, "forbidden"),
            Self::NotFound => (StatusCode::NOT_FOUND, "not-found"),
            Self::Malformed => (StatusCode::BAD_REQUEST, "malformed"),
            Self::Range => (StatusCode::RANGE_NOT_SATISFIABLE, "malformed"),
            Self::Expired => (StatusCode::GONE, "expired"),
            Self::TooLarge => (StatusCode::PAYLOAD_TOO_LARGE, "too-large"),
            Self::Conflict => (StatusCode::CONFLICT, "conflict"),
            Self::Full => (StatusCode::INSUFFICIENT_STORAGE, "full"),
            Self::Busy => (StatusCode::SERVICE_UNAVAILABLE, "busy"),
            Self::Broken => (StatusCode::INTERNAL_SERVER_ERROR, "busy"),
        };
        (status, Json(ErrorBody { error })).into_response()
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Full => Self::Full,
            StoreError::Busy => Self::Busy,
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
