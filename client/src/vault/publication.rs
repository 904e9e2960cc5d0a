//! Where an item is published, and what is about to be written there: one record for every kind of site. No word of the source
//! is in it, and nothing here knows what any kind of site is.

use std::fmt;
use std::path::PathBuf;

use estafette_keys::day::Day;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::site_name::SiteName;

pub(super) mod earlier;

/// A site, and of which kind it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct SiteRef {
    /// The name of the kind.
    pub kind: String,
    /// Which one of the kind.
    pub at: At,
}

/// What a site is found by.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum At {
    /// Its name in the vault.
    Named(SiteName),
    /// Its folder on this machine.
    Folder(PathBuf),
}

impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Named(name) => name.fmt(f),
            Self::Folder(folder) => folder.display().fmt(f),
        }
    }
}

/// What is on a site at one time, by its hashes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Snapshot {
    /// SHA-256 of each file, in hex, by the file's name.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub files: Vec<(String, String)>,
    /// The whole, where the site has one hash for it: a commit, a post.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revision: Option<String>,
}

/// What calendars know an event by. It stays the same wherever the event is published, and after it was taken back: in a calendar, a
/// change is a change, and not a second event.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Listing {
    /// A random id.
    pub uid: String,
    /// So many changes were made since it was first told.
    pub sequence: u32,
    /// The day of the last one.
    pub day: Day,
    /// SHA-256 of what was told last, in hex.
    pub said: String,
}

/// What this editor brought to a site, or is about to bring there. `pending` is the journal: whatever is about to be written
/// stands there first, so that a process that is killed leaves nothing on a site that the next one does not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Publication {
    /// Where it is published.
    pub site: SiteRef,
    /// The day that it bears on the site, or on which it was begun.
    pub day: Day,
    /// Its place on the site, as other editors are told; `None` before there is one.
    pub place: Option<String>,
    /// What it is on the site, where the site has a word for that.
    pub status: Option<String>,
    /// Since when it is there, or public.
    pub since: Option<Day>,
    /// Its public address.
    pub link: Option<String>,
    /// What was written last.
    pub written: Option<Snapshot>,
    /// What may be there besides: it was about to be written, and nothing says that it was.
    pub pending: Vec<Snapshot>,
    /// What its kind of site remembers of it, in a form of its own.
    pub memory: Value,
}

impl Publication {
    /// One that is about to be made.
    #[must_use]
    pub(crate) fn begin(site: SiteRef, day: Day) -> Self {
        Self {
            site,
            day,
            place: None,
            status: None,
            since: None,
            link: None,
            written: None,
            pending: Vec::new(),
            memory: Value::Null,
        }
    }

    /// Everything that this editor wrote there, or may have written.
    pub(crate) fn snapshots(&self) -> impl Iterator<Item = &Snapshot> {
        self.written.iter().chain(&self.pending)
    }

    /// The files of all of those; one name may be there with several hashes.
    #[must_use]
    pub(crate) fn files(&self) -> Vec<(String, String)> {
        self.snapshots().flat_map(|snapshot| snapshot.files.clone()).collect()
    }
}
