//! Notes between the editors of a section, sealed to each.

use estafette_keys::day::Day;
use estafette_keys::ids::NoteId;
use estafette_keys::message::SectionName;

/// The most notes in a section.
pub(crate) const NOTES_MAX: i64 = 20_000;
/// The most bytes of all of them.
pub(crate) const NOTES_BYTES_MAX: i64 = 2_000_000_000;
/// The most bytes of the notes in one page of a list, unless its first is larger.
pub(crate) const NOTES_PAGE_BYTES: i64 = 4 * 1024 * 1024;

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
