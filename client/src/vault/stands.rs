//! Where an item stands: what the editors of a section tell one another of it.

use estafette_keys::day::Day;
use estafette_keys::ids::NoteId;
use serde::{Deserialize, Serialize};

use super::{Proof, State};
use crate::publish::wordpress::journal::Status;

/// Where an item stands.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Stands {
    /// A page's folder in its site, a branch, or a site's name.
    pub place: String,
    /// What it is on a WordPress.
    pub status: Option<Status>,
    /// Since when it is there, or public.
    pub since: Option<Day>,
    /// Where it is public.
    pub link: Option<String>,
}

/// What another editor says of an item.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Elsewhere {
    /// Who.
    pub editor: String,
    /// The day they said it.
    pub day: Day,
    /// Where it stands.
    pub places: Vec<Stands>,
    /// They wrote a draft of it.
    #[serde(default)]
    pub drafted: bool,
    /// The days on which they answered its source.
    #[serde(default)]
    pub replies: Vec<Day>,
    /// What they showed its source.
    #[serde(default)]
    pub proofs: Vec<Proof>,
}

/// Where an editor published something, as a colleague heard it: for a machine that was lost with all that was written on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Heard {
    /// Who published it.
    pub editor: String,
    /// The day they said so.
    pub day: Day,
    /// Where it stands.
    pub places: Vec<Stands>,
}

/// What a note says of an item. What a later version adds to it is skipped.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Where it stands.
    pub places: Vec<Stands>,
    /// There is a draft.
    #[serde(default)]
    pub drafted: bool,
    /// The days on which its source was answered.
    #[serde(default)]
    pub replies: Vec<Day>,
    /// What its source was shown.
    #[serde(default)]
    pub proofs: Vec<Proof>,
    /// Where others published it; said to who lacked the item alone.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub heard: Vec<Heard>,
}

impl Said {
    /// Is there nothing to say?
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// As a note has it. Where there are places alone it is the list of them, as earlier versions read it.
    ///
    /// # Errors
    /// [`serde_json::Error`].
    pub fn to_text(&self) -> serde_json::Result<String> {
        let only_places = Self { places: self.places.clone(), ..Self::default() };
        if *self == only_places { serde_json::to_string(&self.places) } else { serde_json::to_string(self) }
    }

    /// Reads a note of this version, or of an earlier one.
    #[must_use]
    pub fn parse(text: &str) -> Option<Self> {
        if text.trim_start().starts_with('[') {
            let places = serde_json::from_str(text).ok()?;
            return Some(Self { places, ..Self::default() });
        }
        serde_json::from_str(text).ok()
    }
}

impl From<Heard> for Elsewhere {
    fn from(Heard { editor, day, places }: Heard) -> Self {
        Self { editor, day, places, drafted: false, replies: Vec::new(), proofs: Vec::new() }
    }
}

impl Elsewhere {
    /// Where they published it, and nothing else.
    #[must_use]
    pub fn only_places(&self) -> Self {
        Self {
            editor: self.editor.clone(),
            day: self.day,
            places: self.places.clone(),
            drafted: false,
            replies: Vec::new(),
            proofs: Vec::new(),
        }
    }

    /// Did they do anything that whoever publishes it should know?
    #[must_use]
    pub fn is_at_it(&self) -> bool {
        !self.places.is_empty() || self.drafted || !self.replies.is_empty() || !self.proofs.is_empty()
    }
}

/// What was said of an item to the others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Told {
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
    /// Everything that this editor made of it. No folder of this machine is named.
    #[must_use]
    pub fn stands(&self) -> Vec<Stands> {
        let pages = self.published.iter().map(|page| Stands {
            place: match &page.branch {
                Some(branch) => branch.name.clone(),
                None => page.bundle.display().to_string(),
            },
            status: None,
            since: Some(page.day),
            link: None,
        });
        let posts = self.posts.iter().filter(|post| post.post.is_some()).map(|post| Stands {
            place: post.site.to_string(),
            status: Some(post.status),
            since: post.since,
            link: post.link.clone(),
        });
        pages.chain(posts).collect()
    }

    /// All that the other editors are told. What waits to be sent is told once it arrived.
    #[must_use]
    pub fn said(&self) -> Said {
        let is_proof = |id| self.proofs.iter().any(|proof| proof.id == id);
        let replies = self.replies.iter().filter(|reply| !is_proof(reply.id));
        let proofs = self.proofs.iter().filter(|proof| self.has_arrived(proof));
        Said {
            places: self.stands(),
            drafted: self.drafted,
            replies: replies.map(|reply| reply.day).collect(),
            // What its source says of it, each editor reads for themselves.
            proofs: proofs.map(|proof| Proof { answer: None, ..proof.clone() }).collect(),
            heard: Vec::new(),
        }
    }

    /// Where others published it.
    #[must_use]
    pub fn heard(&self) -> Vec<Heard> {
        let others = self.elsewhere.iter().filter(|other| !other.places.is_empty());
        let heard = |other: &Elsewhere| Heard {
            editor: other.editor.clone(),
            day: other.day,
            places: other.places.clone(),
        };
        others.map(heard).collect()
    }

    /// Is it in its source's mailbox?
    #[must_use]
    pub fn has_arrived(&self, proof: &Proof) -> bool {
        self.replies.iter().any(|reply| reply.id == proof.id)
    }

    /// Did this editor bring it to a site, or on its way there?
    #[must_use]
    pub fn is_ours(&self) -> bool {
        !self.published.is_empty() || !self.posts.is_empty()
    }

    /// Is it on a site, or on its way there, by anybody's hand?
    #[must_use]
    pub fn is_published(&self) -> bool {
        let elsewhere = self.elsewhere.iter().flat_map(|other| &other.places);
        !self.stands().is_empty() || elsewhere.count() > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn stands() -> Stands {
        Stands { place: "blog".into(), status: Some(Status::Draft), since: None, link: None }
    }

    #[test]
    fn a_note_of_places_alone_is_as_it_was_first() {
        let said = Said { places: vec![stands()], ..Said::default() };
        let text = said.to_text().expect("text");
        assert_eq!(text, serde_json::to_string(&[stands()]).expect("text"));
        assert_eq!(Said::parse(&text), Some(said));
    }

    #[test]
    fn a_note_says_all_of_it_and_what_is_new_in_it_is_skipped() {
        let said = Said { drafted: true, replies: vec![day("2026-11-20")], ..Said::default() };
        let text = said.to_text().expect("text");
        assert_eq!(Said::parse(&text), Some(said.clone()));
        let heard = Heard { editor: "anna".into(), day: day("2026-11-21"), places: vec![stands()] };
        let again = Said { heard: vec![heard], ..said.clone() };
        assert_eq!(Said::parse(&again.to_text().expect("text")), Some(again));
        let newer = text.replacen('{', "{\"mood\":\"good\",", 1);
        assert_eq!(Said::parse(&newer), Some(said));
        for other in ["", "3", "{}", "[3]"] {
            assert_eq!(Said::parse(other), None, "{other}");
        }
    }
}
