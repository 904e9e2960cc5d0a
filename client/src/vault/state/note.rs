//! What the other editors of a section are told of an item.

use estafette_keys::marks::{Merged, Said, merged};
use estafette_keys::note::{self, Newer, Note, Place, Relayed};

use super::State;
use crate::vault::elsewhere::Elsewhere;
use crate::vault::proof::Proof;
use crate::vault::publication::Publication;

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
                .map(|Proof { id, day, until, hash, text, silence, newer, .. }| note::Proof {
                    id,
                    day,
                    until,
                    hash,
                    text,
                    silence,
                    newer,
                })
                .collect(),
            marks: self.marks.clone(),
            heard: Vec::new(),
            newer: Newer::default(),
        }
    }

    /// What all editors' marks say together: `own` is this editor, `is_here` says who is an editor of its section.
    #[must_use]
    pub(crate) fn merged(&self, own: &str, is_here: impl Fn(&str) -> bool) -> Merged {
        let others = self.elsewhere.iter().map(|other| Said {
            editor: &other.editor,
            by: other.by.as_deref(),
            marks: &other.marks,
        });
        let own_marks = Said { editor: own, by: None, marks: &self.marks };
        merged(&others.chain([own_marks]).collect::<Vec<_>>(), own, is_here)
    }

    /// Where others published it, and how they marked it.
    #[must_use]
    pub(crate) fn relayed(&self) -> Vec<Relayed> {
        let says = |other: &&Elsewhere| !other.places.is_empty() || !other.marks.is_empty();
        let others = self.elsewhere.iter().filter(says);
        let relayed = |other: &Elsewhere| Relayed {
            editor: other.editor.clone(),
            day: other.day,
            places: other.places.clone(),
            marks: other.marks.clone(),
            newer: Newer::default(),
        };
        others.map(relayed).collect()
    }
}
