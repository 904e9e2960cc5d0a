//! What goes into the store, and what comes out.

use estafette_keys::day::{Day, Week};
use estafette_keys::epoch::UntrustedEpochs;
use estafette_keys::ids::{NoteId, ReplyId, SubmissionId};
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::message::SectionName;
use estafette_keys::roster::Handle;

use super::upload::{Upload, UploadId};
use super::{CHUNK, Reservation};

/// The tag of what a form says: the same words and files of the same form have the same one for as long as the process
/// lives; two tags tell nothing about each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct FormTag(pub [u8; 16]);

/// A submission whose content has all been appended.
pub struct NewSubmission {
    /// Its id, and its tag.
    pub reservation: Reservation,
    /// For whom.
    pub section: SectionName,
    /// When, to the day.
    pub day: Day,
    /// Its content.
    pub upload: Upload,
    /// A slot per editor.
    pub slots: Vec<(Handle, Vec<u8>)>,
}

/// A submission as an editor's list shows it.
#[derive(Debug, PartialEq, Eq)]
pub struct StoredSubmission {
    /// Its id.
    pub id: SubmissionId,
    /// For whom.
    pub section: SectionName,
    /// When, to the day.
    pub day: Day,
    /// Bytes of content.
    pub size: u64,
    /// The slot of the editor who asks.
    pub slot: Option<Vec<u8>>,
    /// Everyone who has a slot.
    pub editors: Vec<Handle>,
    /// That it is kept past its section's retention, as an editor stated it.
    pub kept: Option<UntrustedKeeping>,
}

/// A submission that is still on the server.
#[derive(Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its id.
    pub id: SubmissionId,
    /// For whom.
    pub section: SectionName,
    /// When, to the day.
    pub day: Day,
}

/// A content to read: pieces of [`CHUNK`] bytes, the last one shorter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Content {
    pub(super) upload: UploadId,
    /// Bytes of all pieces.
    pub size: u64,
}

impl Content {
    /// The piece that holds this byte, and where in it.
    #[must_use]
    pub fn locate(self, byte: u64) -> (u16, usize) {
        let chunk = CHUNK as u64;
        let within = usize::try_from(byte % chunk).unwrap_or_default();
        (u16::try_from(byte / chunk).unwrap_or(u16::MAX), within)
    }
}

/// A reply, sealed to its source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredReply {
    /// Its id.
    pub id: ReplyId,
    /// From which section.
    pub section: SectionName,
    /// When, to the day.
    pub day: Day,
    /// The item key, sealed.
    pub slot: Vec<u8>,
    /// The message, sealed.
    pub content: Vec<u8>,
}

/// A note between editors, sealed to each.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoredNote {
    /// Its id.
    pub id: NoteId,
    /// In which section.
    pub section: SectionName,
    /// When, to the day.
    pub day: Day,
    /// The slot of the editor who asks.
    pub slot: Option<Vec<u8>>,
    /// The message, sealed.
    pub content: Vec<u8>,
}

/// An editor's epoch statement.
#[derive(Clone)]
pub struct StoredStatement {
    /// Whose.
    pub editor: Handle,
    /// As it was published.
    pub statement: UntrustedEpochs,
    /// The weeks it counts for: those that no later statement has a key for.
    pub weeks: Vec<Week>,
}

/// Whether a thing was put, or was there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Put {
    /// It is new.
    Created,
    /// The same was there.
    Same,
    /// Another was there under its id: nothing was changed.
    Conflict,
    /// There is no room where it should go: nothing was changed.
    Crowded,
}
