//! Submissions: sealed content in pieces, a slot per editor, and what is known beside them.

use estafette_keys::day::Day;
use estafette_keys::forwarded::UntrustedForwarding;
use estafette_keys::ids::SubmissionId;
use estafette_keys::kept::UntrustedKeeping;
use estafette_keys::memo::SealedMemo;
use estafette_keys::message::SectionName;
use estafette_keys::removed::{UntrustedRemoval, UntrustedRestoration};
use estafette_keys::roster::Handle;

use super::upload::{CHUNK, Upload, UploadId};
use crate::shared::Reservation;

/// A submission whose content has all been appended.
pub struct NewSubmission {
    /// Its id, and its tag.
    pub reservation: Reservation,
    /// The section it is for.
    pub section: SectionName,
    /// The day it came.
    pub day: Day,
    /// Its content.
    pub upload: Upload,
    /// A slot per editor.
    pub slots: Vec<(Handle, Vec<u8>)>,
    /// What its source is told of it later; as many random bytes, where that is nothing.
    pub memo: SealedMemo,
}

/// A submission as an editor's list shows it.
#[derive(Debug, PartialEq, Eq)]
pub struct StoredSubmission {
    /// Its id.
    pub id: SubmissionId,
    /// The section it is for.
    pub section: SectionName,
    /// The day it came.
    pub day: Day,
    /// Bytes of content.
    pub size: u64,
    /// The slot of the editor who asks.
    pub slot: Option<Vec<u8>>,
    /// Everyone who has a slot.
    pub editors: Vec<Handle>,
    /// That it is kept past its section's retention, as an editor stated it.
    pub kept: Option<UntrustedKeeping>,
    /// That an editor brought it back after another had deleted it.
    pub restored: Option<UntrustedRestoration>,
    /// To which other sections it was handed, in the order of their names.
    pub forwarded: Vec<UntrustedForwarding>,
}

/// A submission that an editor deleted, and that may still be brought back.
#[derive(Clone, PartialEq, Eq)]
pub struct StoredDeletion {
    /// Who deleted it, with the signature.
    pub removal: UntrustedRemoval,
    /// The section it is for.
    pub section: SectionName,
    /// The day it came.
    pub day: Day,
}

/// Who looked for a submission since it came, the less before the more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sought {
    /// Nobody.
    ByNobody,
    /// Its source, by codename.
    BySource,
    /// An editor fetched it.
    ByEditor,
}

/// A submission that is still on the server.
#[derive(Debug, PartialEq, Eq)]
pub struct Waiting {
    /// Its id.
    pub id: SubmissionId,
    /// The section it is for.
    pub section: SectionName,
    /// The day it came.
    pub day: Day,
    /// Who looked for it so far.
    pub sought: Sought,
    /// What its source knows of it, or random bytes.
    pub memo: SealedMemo,
}

/// A content to read: pieces of [`CHUNK`] bytes, the last one shorter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Content {
    pub(crate) upload: UploadId,
    /// Bytes of all pieces.
    pub size: u64,
    /// Who looked for it so far.
    pub sought: Sought,
}

impl Content {
    /// Of what was all appended, and is nobody's submission yet.
    pub(crate) fn of(upload: &Upload) -> Self {
        Self { upload: upload.progress().id(), size: upload.size(), sought: Sought::ByNobody }
    }

    /// The piece that holds this byte, and where in it.
    #[must_use]
    pub fn locate(self, byte: u64) -> (u16, usize) {
        let chunk = CHUNK as u64;
        let within = usize::try_from(byte % chunk).unwrap_or_default();
        (u16::try_from(byte / chunk).unwrap_or(u16::MAX), within)
    }
}
