//! What the editors of a section tell one another of an item, as the vault keeps it.

use estafette_keys::day::Day;
use estafette_keys::ids::NoteId;
use estafette_keys::note::{self, Newer, Note, Place, Relayed};
use serde::{Deserialize, Serialize};

use super::{Proof, Publication, State};

/// What another editor says of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Elsewhere {
    /// The other editor's handle.
    pub editor: String,
    /// The day on which they said it.
    pub day: Day,
    /// Where they published it.
    pub places: Vec<Place>,
    /// They wrote a draft of it.
    #[serde(default)]
    pub drafted: bool,
    /// The days on which they answered its source.
    #[serde(default)]
    pub replies: Vec<Day>,
    /// What they showed its source.
    #[serde(default)]
    pub proofs: Vec<Proof>,
    /// What a newer version of the program said besides.
    #[serde(default, skip_serializing_if = "Newer::is_empty")]
    pub newer: Newer,
}

impl Elsewhere {
    /// What a note of this editor says, and what it passes on of others.
    #[must_use]
    pub(crate) fn of(editor: String, day: Day, note: Note) -> (Self, Vec<Relayed>) {
        let Note { places, drafted, replies, proofs, heard, newer } = note;
        let proofs = proofs.into_iter().map(Proof::from).collect();
        (Self { editor, day, places, drafted, replies, proofs, newer }, heard)
    }

    /// Where they published it, and nothing else.
    #[must_use]
    pub(crate) fn only_places(&self) -> Self {
        let relayed = Relayed {
            editor: self.editor.clone(),
            day: self.day,
            places: self.places.clone(),
            newer: Newer::default(),
        };
        relayed.into()
    }

    /// Did they do anything that whoever publishes it should know? What a newer version says may be just that.
    #[must_use]
    pub(crate) fn is_at_it(&self) -> bool {
        let did =
            !self.places.is_empty() || self.drafted || !self.replies.is_empty() || !self.proofs.is_empty();
        did || self.is_newer()
    }

    /// Whether they say anything that only a newer version of the program understands.
    #[must_use]
    pub(crate) fn is_newer(&self) -> bool {
        let mut places = self.places.iter().map(|place| &place.newer);
        let mut proofs = self.proofs.iter().map(|proof| &proof.newer);
        !self.newer.is_empty()
            || places.any(|newer| !newer.is_empty())
            || proofs.any(|newer| !newer.is_empty())
    }
}

impl From<Relayed> for Elsewhere {
    fn from(Relayed { editor, day, places, newer }: Relayed) -> Self {
        Self { editor, day, places, drafted: false, replies: Vec::new(), proofs: Vec::new(), newer }
    }
}

impl From<note::Proof> for Proof {
    fn from(note::Proof { id, day, until, hash, text, newer }: note::Proof) -> Self {
        Self { id, day, until, hash, text, answer: None, newer }
    }
}

/// The note that tells the others of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Told {
    /// The note.
    pub note: NoteId,
    /// What it says: SHA-256, in hex.
    pub hash: String,
    /// The server has it.
    pub arrived: bool,
    /// The note that it takes the place of.
    pub instead_of: Option<NoteId>,
}

impl State {
    /// Where this editor published it. No folder of this machine is named.
    #[must_use]
    pub(crate) fn places(&self) -> Vec<Place> {
        let place = |one: &Publication| {
            Some(Place {
                place: one.place.clone()?,
                status: one.status.clone(),
                since: one.since,
                link: one.link.clone(),
                newer: Newer::default(),
            })
        };
        self.publications.iter().filter_map(place).collect()
    }

    /// What the other editors are told. What waits to be sent is told once it arrived.
    #[must_use]
    pub(crate) fn note(&self) -> Note {
        let is_proof = |id| self.proofs.iter().any(|proof| proof.id == id);
        let replies = self.replies.iter().filter(|reply| !is_proof(reply.id));
        let proofs = self.proofs.iter().filter(|proof| self.has_arrived(proof)).cloned();
        Note {
            places: self.places(),
            drafted: self.drafted,
            replies: replies.map(|reply| reply.day).collect(),
            // Each editor reads for themselves what its source says of it.
            proofs: proofs
                .map(|Proof { id, day, until, hash, text, newer, .. }| note::Proof {
                    id,
                    day,
                    until,
                    hash,
                    text,
                    newer,
                })
                .collect(),
            heard: Vec::new(),
            newer: Newer::default(),
        }
    }

    /// Where others published it.
    #[must_use]
    pub(crate) fn relayed(&self) -> Vec<Relayed> {
        let others = self.elsewhere.iter().filter(|other| !other.places.is_empty());
        let relayed = |other: &Elsewhere| Relayed {
            editor: other.editor.clone(),
            day: other.day,
            places: other.places.clone(),
            newer: Newer::default(),
        };
        others.map(relayed).collect()
    }

    /// Whether it is in its source's mailbox.
    #[must_use]
    pub(crate) fn has_arrived(&self, proof: &Proof) -> bool {
        self.replies.iter().any(|reply| reply.id == proof.id)
    }

    /// Whether this editor brought it to a site, or on its way there.
    #[must_use]
    pub(crate) fn is_ours(&self) -> bool {
        !self.publications.is_empty()
    }

    /// Whether anybody brought it to a site, or on its way there.
    #[must_use]
    pub(crate) fn is_published(&self) -> bool {
        let elsewhere = self.elsewhere.iter().flat_map(|other| &other.places);
        !self.places().is_empty() || elsewhere.count() > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_newer_version_says_is_kept_in_the_vault_and_known_to_be_newer() {
        let text = "{\"version\":1,\"places\":[],\"comment\":\"wait\"}";
        let day = "2026-11-20".parse().expect("a day");
        let (said, _) = Elsewhere::of("anna".into(), day, Note::parse(text).expect("a note"));
        assert!(said.is_newer() && said.is_at_it());
        let kept = serde_json::to_string(&said).expect("a text");
        assert!(kept.contains("\"comment\":\"wait\""), "{kept}");
        assert_eq!(serde_json::from_str::<Elsewhere>(&kept).ok(), Some(said));
        let before = "{\"editor\":\"anna\",\"day\":\"2026-11-20\",\"places\":[]}";
        let before: Elsewhere = serde_json::from_str(before).expect("as earlier versions kept it");
        assert!(!before.is_newer() && !before.is_at_it());
    }
}
