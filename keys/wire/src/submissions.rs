//! `/v1/submissions` and below: what waits for an editor, still sealed.

use std::collections::BTreeMap;

use estafette_keys::day::Day;
use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::ids::{NoteId, SubmissionId};
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::removed::UntrustedRestoration;
use serde::{Deserialize, Serialize};

use crate::Base64;

/// A page of submissions, in the (random) order of their ids.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Submissions {
    /// At most a hundred.
    pub items: Vec<Item>,
    /// Whether there are more behind the last.
    pub more: bool,
}

/// One submission, still sealed.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Item {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: SubmissionId,
    /// For which section its source sent it.
    pub section: String,
    /// The day it came, `2026-11-20`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub day: Day,
    /// Bytes of content.
    pub size: u64,
    /// Base64; null when it was not sealed to this editor.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub slot: Option<Base64>,
    /// The editors of its sections it is not sealed to: who can open it may add a slot for them.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub without: Vec<String>,
    /// That it is kept past its section's retention; null when it is not.
    pub kept: Option<Kept>,
    /// That an editor brought it back after another had deleted it; null when nobody had.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub restored: Option<Restored>,
    /// To which other sections it was handed.
    #[serde(default)]
    #[cfg_attr(feature = "openapi", schema(required = true))]
    pub forwarded: Vec<Forwarded>,
}

/// That a submission was handed to another section; `keys/FORMAT.md` §20.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Forwarded {
    /// The other section.
    pub section: String,
    /// The editor who handed it on.
    pub editor: String,
    /// Signature of their device, base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub proof: Base64,
}

impl From<UntrustedForwarding> for Forwarded {
    fn from(UntrustedForwarding { to, editor, proof, .. }: UntrustedForwarding) -> Self {
        Self {
            section: to.as_str().to_owned(),
            editor: editor.as_str().to_owned(),
            proof: Base64(proof.to_vec()),
        }
    }
}

/// At most so many contents are asked for at once.
pub const CONTENTS_MAX: usize = 256;
/// A content that is larger is asked for alone.
pub const SMALL_MAX: u64 = 1024 * 1024;
/// At most so many bytes of contents are asked for at once.
pub const BATCH_MAX: u64 = 4 * 1024 * 1024;

/// Small contents, asked for at once.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Contents {
    /// At most 256 ids.
    #[cfg_attr(feature = "openapi", schema(value_type = Vec<String>))]
    pub ids: Vec<SubmissionId>,
}

/// What stands before each content of an answer: its id, and its length as eight bytes, the highest first.
#[must_use]
pub fn content_head(id: SubmissionId, length: u64) -> [u8; CONTENT_HEAD] {
    let mut head = [0; CONTENT_HEAD];
    let (of, long) = head.split_at_mut(16);
    of.copy_from_slice(id.as_bytes());
    long.copy_from_slice(&length.to_be_bytes());
    head
}

/// Bytes of [`content_head`].
pub const CONTENT_HEAD: usize = 24;

/// That a deleted submission is brought back; `keys/FORMAT.md` §15.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Restored {
    /// The editor who brought it back.
    pub editor: String,
    /// The signature that had deleted it, base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub deletion: Base64,
    /// Signature of their device, base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub proof: Base64,
}

impl From<UntrustedRestoration> for Restored {
    fn from(UntrustedRestoration { editor, deletion, proof, .. }: UntrustedRestoration) -> Self {
        let (deletion, proof) = (Base64(deletion), Base64(proof.to_vec()));
        Self { editor: editor.as_str().to_owned(), deletion, proof }
    }
}

/// A page of what editors deleted and may still be brought back, in the (random) order of the ids.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeletedPage {
    /// At most a hundred.
    pub items: Vec<DeletedItem>,
    /// Whether there are more behind the last.
    pub more: bool,
}

/// One that an editor deleted.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct DeletedItem {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: SubmissionId,
    /// For which section.
    pub section: String,
    /// The day it came, `2026-11-20`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub day: Day,
    /// The editor who deleted it.
    pub editor: String,
    /// Signature of their device, base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub proof: Base64,
}

/// That a submission is kept for longer; `keys/FORMAT.md` §17.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Kept {
    /// The last day, a Sunday: `2027-01-31`.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub until: Day,
    /// The editor who states it.
    pub editor: String,
    /// Signature of their device, base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub proof: Base64,
}

impl From<&UntrustedKeeping> for Kept {
    fn from(keeping: &UntrustedKeeping) -> Self {
        Self {
            until: keeping.until,
            editor: keeping.editor.as_str().to_owned(),
            proof: Base64(keeping.proof.to_vec()),
        }
    }
}

/// To have a submission kept.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewKept {
    /// The last day, a Sunday, at most 366 days after it came.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub until: Day,
    /// Signature of the device of the editor who asks, base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub proof: Base64,
    /// By editor of the section: the item's key, sealed to a later week's key; base64. It takes the place of the slot that is
    /// there; slots of editors who are not named stay.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, String>))]
    pub slots: BTreeMap<String, Base64>,
}

/// To hand a submission to another section.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewForwarding {
    /// Signature of the device of the editor who asks, base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub proof: Base64,
    /// By editor of the other section: the item's key, sealed to them; base64. Who has a slot keeps the one they have.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, String>))]
    pub slots: BTreeMap<String, Base64>,
    /// What is told to the other section's editors.
    pub note: ForwardedNote,
}

/// A note in the other section, left by an editor who may not read it.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ForwardedNote {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: NoteId,
    /// A slot for each editor of the other section, by handle; base64.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, String>))]
    pub slots: BTreeMap<String, Base64>,
    /// The sealed message; base64, at most 256 KiB.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub content: Base64,
}

/// A slot for another editor.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewSlot {
    /// The item's key, sealed to them; base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub slot: Base64,
}

/// What proves to the other editors who brought it back.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Restoration {
    /// The signature that deleted it, base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub deletion: Base64,
    /// Signature of the device of the editor who asks, base64; `keys/FORMAT.md` §15.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub proof: Base64,
}

/// What proves to the other editors who deleted it.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct Deletion {
    /// Signature of the device of the editor who asks, base64; `keys/FORMAT.md` §15.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub proof: Base64,
}
