//! `/v1/notes`: what editors of a section leave for one another, sealed.

use std::collections::BTreeMap;

use estafette_keys::day::Day;
use estafette_keys::ids::NoteId;
use serde::{Deserialize, Serialize};

use crate::Base64;

/// A page of notes, in the (random) order of their ids.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Notes {
    /// At most a hundred.
    pub items: Vec<Note>,
    /// Whether there may be more behind the last.
    pub more: bool,
}

/// A sealed note.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Note {
    /// Its id.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub id: NoteId,
    /// Its section.
    pub section: String,
    /// The day it came.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub day: Day,
    /// Base64; null when it was not sealed to this editor.
    #[cfg_attr(feature = "openapi", schema(value_type = Option<String>))]
    pub slot: Option<Base64>,
    /// The sealed message; base64.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub content: Base64,
}

/// A note to leave.
#[derive(Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct NewNote {
    /// Its section.
    pub section: String,
    /// A slot for each editor of the section, by handle; base64.
    #[cfg_attr(feature = "openapi", schema(value_type = BTreeMap<String, String>))]
    pub slots: BTreeMap<String, Base64>,
    /// The sealed message; base64, at most 2 MiB.
    #[cfg_attr(feature = "openapi", schema(value_type = String))]
    pub content: Base64,
}
