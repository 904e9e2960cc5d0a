//! `POST /v1/mailbox` and below: answers, sealed as they are, for who has the mailbox's key.

use estafette_keys::ids::ReplyId;
use serde::{Deserialize, Serialize};

use crate::Base64;

/// What to sign.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Challenge {
    /// Base64 of the bytes to sign; good for a minute.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub challenge: Base64,
}

/// Who has the mailbox's key, has the mailbox.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Proof {
    /// The public key, 32 bytes in base64: the mailbox is its hash.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub key: Base64,
    /// As it was given.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub challenge: Base64,
    /// The signature of the challenge, 64 bytes in base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub signature: Base64,
}

/// The answers after this one.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Read {
    /// Whose answers.
    pub mailbox: Proof,
    /// The last id of the page before.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub after: Option<ReplyId>,
}

/// An answer to take away.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Delete {
    /// In whose mailbox.
    pub mailbox: Proof,
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub reply: ReplyId,
}

/// A page of answers, in the (random) order of their ids.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answers {
    /// Some two megabytes of them, and one at least where there are any.
    pub replies: Vec<Answer>,
    /// Whether there are more behind the last.
    pub more: bool,
}

/// A sealed answer.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Answer {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: ReplyId,
    /// From which section.
    pub section: String,
    /// The item key, sealed to the source's reply recipient; base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub slot: Base64,
    /// The sealed message; base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub content: Base64,
}
