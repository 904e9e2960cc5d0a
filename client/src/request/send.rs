//! `estafette send`.

use std::path::PathBuf;

use estafette_keys::day::Day;
use estafette_keys::message::{Detail, Kind, LanguageTag, Line, Publish, SectionName};

use super::correspondence::Correspondence;

/// Write to a section, sealed on this machine to its editors.
#[expect(clippy::struct_excessive_bools, reason = "each is an option of its own")]
pub(crate) struct Send {
    /// The section
    pub section: Option<SectionName>,
    /// Files to send with it
    pub files: Vec<PathBuf>,
    /// What it is: tip, communique, prisoner, event, offer, invite, contact or correction
    pub kind: Kind,
    /// What may be published: as-written, edited, or background (nothing)
    pub publish: Option<Publish>,
    /// Not to be published before this day
    pub not_before: Option<Day>,
    /// Sign as this [default: unsigned]
    pub sign_as: Option<Line>,
    /// A field of its kind: subject, prison, starts, ends, place, publish-from, offers or page; can be repeated
    pub details: Vec<(Detail, Line)>,
    /// The language it is written in [default: that of the answers]
    pub language: Option<LanguageTag>,
    /// The text itself; your shell may keep it in its history
    pub message: Option<String>,
    /// The text is in this file, or on standard input (-)
    pub file: Option<PathBuf>,
    /// With a codename that you have already: a next message of the same source
    pub again: bool,
    /// Go on with what was interrupted
    pub resume: bool,
    /// Seconds to go on trying while nothing comes through
    pub patience: u64,
    /// Throw away what was interrupted
    pub discard: bool,
    /// Where to, and as whom.
    pub way: Correspondence,
    /// Write on a disk where no memory-backed folder is found
    pub allow_disk: bool,
    /// Don't ask before sending
    pub yes: bool,
}
