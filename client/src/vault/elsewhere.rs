//! What the other editors of a section say of an item, and what they were told of it, as the vault keeps it.

use estafette_keys::day::Day;
use estafette_keys::ids::NoteId;
use estafette_keys::marks::Marks;
use estafette_keys::note::{Newer, Note, Place, Relayed};
use serde::{Deserialize, Serialize};

use super::proof::Proof;

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
    /// Who holds it by their word, how far it is, tags and comments.
    #[serde(default, skip_serializing_if = "Marks::is_empty")]
    pub marks: Marks,
    /// Who passed their marks on, where they were not read in a note of their own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub by: Option<String>,
    /// What a newer version of the program said besides.
    #[serde(default, skip_serializing_if = "Newer::is_empty")]
    pub newer: Newer,
}

impl Elsewhere {
    /// What a note of this editor says, and what it passes on of others.
    #[must_use]
    pub(crate) fn of(editor: String, day: Day, note: Note) -> (Self, Vec<Relayed>) {
        let Note { places, drafted, replies, proofs, marks, heard, newer } = note;
        let proofs = proofs.into_iter().map(Proof::from).collect();
        (Self { editor, day, places, drafted, replies, proofs, marks, by: None, newer }, heard)
    }

    /// How they marked it, and nothing else; `by` is who passed that on.
    #[must_use]
    pub(crate) fn only_marks(editor: String, day: Day, marks: Marks, by: Option<String>) -> Self {
        let (places, newer) = (Vec::new(), Newer::default());
        Self { marks, by, ..Self::from(Relayed { editor, day, places, marks: Marks::default(), newer }) }
    }

    /// Where they published it, and nothing else.
    #[must_use]
    pub(crate) fn only_places(&self) -> Self {
        let relayed = Relayed {
            editor: self.editor.clone(),
            day: self.day,
            places: self.places.clone(),
            marks: Marks::default(),
            newer: Newer::default(),
        };
        relayed.into()
    }

    /// Adds what the same editor said in another section.
    pub(crate) fn join(&mut self, other: Self) {
        self.day = self.day.max(other.day);
        self.drafted |= other.drafted;
        self.marks.join(&other.marks);
        let places: Vec<Place> =
            other.places.into_iter().filter(|place| !self.places.contains(place)).collect();
        self.places.extend(places);
        let replies: Vec<Day> = other.replies.into_iter().filter(|day| !self.replies.contains(day)).collect();
        self.replies.extend(replies);
        let is_new = |proof: &Proof| self.proofs.iter().all(|known| known.id != proof.id);
        let proofs: Vec<Proof> = other.proofs.into_iter().filter(is_new).collect();
        self.proofs.extend(proofs);
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
    fn from(Relayed { editor, day, places, marks: _, newer }: Relayed) -> Self {
        Self {
            editor,
            day,
            places,
            drafted: false,
            replies: Vec::new(),
            proofs: Vec::new(),
            marks: Marks::default(),
            by: None,
            newer,
        }
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
    /// The devices to which it was sealed.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub to: Vec<String>,
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
