//! What is remembered of an event on an agenda: before each request, so that one whose answer was lost is found again and never made
//! twice. No word of the source is in it.

use estafette_keys::day::Day;
use serde::{Deserialize, Serialize};

use crate::publish::SiteName;
use crate::publish::status::Status;
use crate::vault::{At, Item, Publication, SiteRef, Snapshot, VaultError};

/// An event of this editor's on an agenda.
pub(super) struct Posted {
    /// What of it is the same on any site.
    pub(super) publication: Publication,
    pub(super) memory: Memory,
}

#[derive(Clone, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Memory {
    /// Its number there.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) event: Option<u64>,
    /// What is found again if the answer is lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) begun: Option<Begun>,
    /// SHA-256 of its picture, in hex.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) picture: Option<String>,
}

/// An event that was sent, while no answer came.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Begun {
    /// When it begins, in seconds since 1970.
    pub(super) starts: i64,
    /// SHA-256 of what a list of events shows of it, in hex.
    pub(super) face: String,
}

const DAMAGED: VaultError = VaultError::Damaged("state.age");

impl Posted {
    pub(super) fn begin(site: &SiteRef, day: Day) -> Self {
        Self { publication: Publication::begin(site.clone(), day), memory: Memory::default() }
    }

    pub(super) fn of(publication: Publication) -> Result<Self, VaultError> {
        let memory = serde_json::from_value(publication.memory.clone()).map_err(|_| DAMAGED)?;
        Ok(Self { publication, memory })
    }

    pub(super) fn name(&self) -> Option<&SiteName> {
        match &self.publication.site.at {
            At::Named(name) => Some(name),
            At::Folder(_) => None,
        }
    }

    pub(super) fn status(&self) -> Status {
        self.publication.status.as_deref().and_then(Status::named).unwrap_or(Status::Begun)
    }

    pub(super) fn is(&mut self, status: Status, today: Day) {
        self.publication.status = Some(status.name().to_owned());
        if status == Status::Public {
            self.publication.since.get_or_insert(today);
        } else {
            (self.publication.since, self.publication.link) = (None, None);
        }
    }

    /// Whether this is there because we wrote it.
    pub(super) fn wrote(&self, hash: &str) -> bool {
        self.publication.snapshots().any(|snapshot| snapshot.revision.as_deref() == Some(hash))
    }

    pub(super) fn sends(&mut self, hash: String) {
        self.publication.pending = vec![snapshot(hash)];
    }

    pub(super) fn sent(&mut self, hash: String) {
        (self.publication.written, self.publication.pending) = (Some(snapshot(hash)), Vec::new());
        self.memory.begun = None;
    }

    pub(super) fn keep(&mut self, item: &Item<'_>) -> Result<(), VaultError> {
        let publication = &mut self.publication;
        publication.memory = serde_json::to_value(&self.memory).map_err(|_| DAMAGED)?;
        if let (Some(_), At::Named(name)) = (self.memory.event, &publication.site.at) {
            publication.place = Some(name.to_string());
        }
        item.keep_publication(publication)
    }
}

fn snapshot(revision: String) -> Snapshot {
    Snapshot { files: Vec::new(), revision: Some(revision) }
}
