//! Notes between the editors of a section, sealed to each.

use estafette_keys::day::Day;
use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;

/// A note between editors, sealed to each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredNote {
    /// Its id.
    pub id: NoteId,
    /// The section whose editors read it.
    pub section: SectionName,
    /// The day it was written.
    pub day: Day,
    /// The slot of the editor who asks.
    pub slot: Option<Vec<u8>>,
    /// The message, sealed.
    pub content: Vec<u8>,
}
