//! Why a server refuses a request: codes that a program can act on, and nothing that was sent.

use serde::{Deserialize, Serialize};

/// What a server refuses a request with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Refusal {
    /// Not logged in, or not on the roster.
    Unauthorised,
    /// Not this editor's.
    Forbidden,
    /// Not there, or no longer.
    NotFound,
    /// Not understood.
    Malformed,
    /// Over a limit.
    TooLarge,
    /// Too much at once: try again later.
    Busy,
    /// No space.
    Full,
    /// As much as there may be of its kind is there already, or this editor left as much as one may in a day.
    Quota,
    /// Another thing is there already.
    Conflict,
    /// Too late.
    Expired,
}

/// An error's body.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct ErrorBody {
    /// `unauthorised`, `forbidden`, `not-found`, `malformed`, `too-large`, `busy`, `full`, `quota`, `conflict` or `expired`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub error: Refusal,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_code_is_written_as_it_is_documented() {
        for (refusal, code) in [
            (Refusal::Unauthorised, "unauthorised"),
            (Refusal::Forbidden, "forbidden"),
            (Refusal::NotFound, "not-found"),
            (Refusal::Malformed, "malformed"),
            (Refusal::TooLarge, "too-large"),
            (Refusal::Busy, "busy"),
            (Refusal::Full, "full"),
            (Refusal::Quota, "quota"),
            (Refusal::Conflict, "conflict"),
            (Refusal::Expired, "expired"),
        ] {
            let body = serde_json::to_string(&ErrorBody { error: refusal }).expect("JSON");
            assert_eq!(body, format!("{{\"error\":\"{code}\"}}"));
            let read: ErrorBody = serde_json::from_str(&body).expect("a code");
            assert_eq!(read.error, refusal);
        }
    }
}
