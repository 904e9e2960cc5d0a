//! `POST /v1/uploads` and below: a submission that is sealed where it comes from, in as many requests as it takes.

use estafette_keys::ids::{SubmissionId, TransferId};
use estafette_keys::roster::Handle;
use serde::{Deserialize, Serialize};

use crate::Base64;

/// What is about to arrive.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Begin {
    /// A random name for the upload, 32 hex digits: the same one asks how far it came.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub transfer: TransferId,
    /// The submission's id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: SubmissionId,
    /// For which section.
    pub section: String,
}

/// How far it has come.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Begun {
    /// Bytes that are here.
    pub offset: u64,
    /// Whether it is here whole, and kept.
    pub stored: bool,
    /// The most bytes that a request may bring.
    pub piece: u64,
    /// Whether this server takes a memo; those of a version before there were memos don't say it.
    #[serde(default)]
    pub memo: bool,
}

/// What completes it.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct End {
    /// Bytes of the whole.
    pub size: u64,
    /// A slot for each editor of the section.
    pub slots: Vec<Slot>,
    /// What its source is shown of it later, sealed to the source: base64 of 80 bytes. Without it, nothing is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub memo: Option<Base64>,
}

/// An editor's slot.
#[derive(Clone, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Slot {
    /// Their handle.
    pub editor: String,
    /// The item's key, sealed to them; base64, at most 16 KiB.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub slot: Base64,
}

impl Slot {
    /// Of sealed bytes.
    #[must_use]
    pub fn new(editor: &Handle, slot: &[u8]) -> Self {
        Self { editor: editor.as_str().to_owned(), slot: Base64(slot.to_vec()) }
    }
}
