//! What one editor tells the others of an item: the text of a note. `FORMAT.md` §12.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::day::Day;
use crate::ids::ReplyId;
use crate::marks::Marks;
use crate::silence::Silence;

/// The version that is written.
pub const VERSION: u64 = 1;
/// The longest text of a note, in bytes: readers keep what they don't know, so it has to be bounded.
pub const TEXT_MAX: usize = 64 * 1024;

const VERSION_FIELD: &str = "version";

/// What an editor tells the others of an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Note {
    /// Where this editor published it.
    pub places: Vec<Place>,
    /// This editor has a draft of it.
    pub drafted: bool,
    /// The days on which this editor answered its source.
    pub replies: Vec<Day>,
    /// What this editor showed its source before publishing.
    pub proofs: Vec<Proof>,
    /// Who holds it, how far it is, tags and comments, by this editor.
    pub marks: Marks,
    /// Where others published it, and how they marked it. Only a note to an editor who lacked the item has this.
    pub heard: Vec<Relayed>,
    /// What a newer version added; all of the note where the newer version is the note's own.
    pub newer: Newer,
}

/// Where an item is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// A page's folder in its site, a branch, or a site's name.
    pub place: String,
    /// What it is there, where the site has such a word: `draft`, `public`, …
    pub status: Option<String>,
    /// Since when it is there, or public.
    pub since: Option<Day>,
    /// Its public address.
    pub link: Option<String>,
    /// What a newer version added.
    #[serde(flatten)]
    pub newer: Newer,
}

/// What an item's source was shown before it is published.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proof {
    /// The reply that it went with.
    pub id: ReplyId,
    /// When it was sent.
    pub day: Day,
    /// The source was asked to answer before this day.
    pub until: Day,
    /// SHA-256 over all that was shown, in hex.
    pub hash: String,
    /// SHA-256 over its title and text alone; the first version did not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What the source was told that its silence means; versions before this field did not say it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence: Option<Silence>,
    /// What a newer version added.
    #[serde(flatten)]
    pub newer: Newer,
}

/// Where another editor published the item, and how they marked it, as the note's author read it in that editor's note: for an editor
/// who is new, or whose machine was lost with everything on it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Relayed {
    /// The handle of the editor who published it.
    pub editor: String,
    /// The day on which that editor said so.
    pub day: Day,
    /// Where it is published.
    pub places: Vec<Place>,
    /// How that editor marked it.
    #[serde(default, skip_serializing_if = "Marks::is_empty")]
    pub marks: Marks,
    /// What a newer version added.
    #[serde(flatten)]
    pub newer: Newer,
}

/// Fields that this version does not know: kept and passed on as they were read.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Newer(BTreeMap<String, Value>);

impl Newer {
    /// Whether this version knows everything.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Of what two notes of one editor added: the same one, whichever came first.
    pub(crate) fn join(&mut self, other: &Self) {
        let text = |newer: &Self| serde_json::to_string(newer).unwrap_or_default();
        if self.is_empty() || text(other) > text(self) {
            *self = other.clone();
        }
    }
}

/// Why a text is not a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum NoteError {
    /// It is longer than [`TEXT_MAX`].
    #[error("the note is longer than 64 KiB")]
    TooLong,
    /// It is not JSON of this form.
    #[error("not a note")]
    Malformed,
}

#[derive(Serialize, Deserialize)]
struct NoteForm {
    /// Notes had no version at first; what they said is what version 1 says.
    #[serde(default)]
    version: Option<u64>,
    places: Vec<Place>,
    #[serde(default)]
    drafted: bool,
    #[serde(default)]
    replies: Vec<Day>,
    #[serde(default)]
    proofs: Vec<Proof>,
    #[serde(default, skip_serializing_if = "Marks::is_empty")]
    marks: Marks,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    heard: Vec<Relayed>,
    #[serde(flatten)]
    newer: Newer,
}

impl Note {
    /// Whether it says nothing.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// The text of the note.
    ///
    /// # Errors
    /// [`NoteError::TooLong`].
    pub fn to_text(&self) -> Result<String, NoteError> {
        let text = if self.newer.0.contains_key(VERSION_FIELD) {
            serde_json::to_string(&self.newer)
        } else {
            serde_json::to_string(&NoteForm {
                version: Some(VERSION),
                places: self.places.clone(),
                drafted: self.drafted,
                replies: self.replies.clone(),
                proofs: self.proofs.clone(),
                marks: self.marks.clone(),
                heard: self.heard.clone(),
                newer: self.newer.clone(),
            })
        };
        text.ok().filter(|text| text.len() <= TEXT_MAX).ok_or(NoteError::TooLong)
    }

    /// Reads the text of a note. Of a newer version nothing is believed but that it is newer: all of it is in `newer`.
    ///
    /// # Errors
    /// [`NoteError`].
    pub fn parse(text: &str) -> Result<Self, NoteError> {
        if text.len() > TEXT_MAX {
            return Err(NoteError::TooLong);
        }
        // The first notes were the list of places alone.
        if text.trim_start().starts_with('[') {
            let places = serde_json::from_str(text).map_err(|_| NoteError::Malformed)?;
            return Ok(Self { places, ..Self::default() });
        }
        let newer: Newer = serde_json::from_str(text).map_err(|_| NoteError::Malformed)?;
        match newer.0.get(VERSION_FIELD).map(Value::as_u64) {
            None | Some(Some(VERSION)) => {}
            Some(Some(version)) if version > VERSION => return Ok(Self { newer, ..Self::default() }),
            Some(_) => return Err(NoteError::Malformed),
        }
        let form: NoteForm = serde_json::from_str(text).map_err(|_| NoteError::Malformed)?;
        Ok(Self {
            places: form.places,
            drafted: form.drafted,
            replies: form.replies,
            proofs: form.proofs,
            marks: form.marks.bounded(),
            heard: form.heard.into_iter().map(|one| Relayed { marks: one.marks.bounded(), ..one }).collect(),
            newer: form.newer,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        text.parse().expect("a day")
    }

    fn place() -> Place {
        Place {
            place: "blog".into(),
            status: Some("draft".into()),
            since: None,
            link: None,
            newer: Newer::default(),
        }
    }

    #[test]
    fn a_note_comes_back_with_its_version_in_front() {
        let heard = Relayed {
            editor: "anna".into(),
            day: day("2026-11-21"),
            places: vec![place()],
            marks: Marks::default(),
            newer: Newer::default(),
        };
        let note =
            Note { drafted: true, replies: vec![day("2026-11-20")], heard: vec![heard], ..Note::default() };
        let text = note.to_text().expect("a text");
        assert!(text.starts_with("{\"version\":1,\"places\":[],"), "{text}");
        assert_eq!(Note::parse(&text), Ok(note));
    }

    #[test]
    fn notes_of_before_the_version_are_read() {
        let list = "[{\"place\":\"blog\",\"status\":\"draft\",\"since\":null,\"link\":null}]";
        let places = Note { places: vec![place()], ..Note::default() };
        assert_eq!(Note::parse(list), Ok(places.clone()));
        assert_eq!(Note::parse(&format!("{{\"places\":{list}}}")), Ok(places));
    }

    #[test]
    fn what_a_newer_version_added_is_kept_and_passed_on() {
        let text = "{\"version\":1,\"places\":[{\"place\":\"blog\",\"status\":\"embargoed\",\"since\":null,\"link\":null,\
                    \"views\":3}],\"drafted\":true,\"replies\":[],\"proofs\":[],\"comment\":\"wait\"}";
        let note = Note::parse(text).expect("a note");
        assert!(note.drafted && !note.newer.is_empty() && !note.places[0].newer.is_empty());
        assert_eq!(note.to_text().as_deref(), Ok(text));
    }

    #[test]
    fn what_a_source_was_told_of_its_silence_is_passed_on() {
        let proof = |silence: &str| {
            format!(
                "{{\"version\":1,\"places\":[],\"drafted\":false,\"replies\":[],\"proofs\":[{{\"id\":\"{}\",\
                 \"day\":\"2026-11-20\",\"until\":\"2026-11-25\",\"hash\":\"00\"{silence}}}]}}",
                "07".repeat(16)
            )
        };
        for (written, silence) in [
            ("", None),
            (",\"silence\":\"no\"", Some(Silence::No)),
            (",\"silence\":\"yes\"", Some(Silence::Yes)),
        ] {
            let note = Note::parse(&proof(written)).expect("a note");
            assert_eq!(note.proofs[0].silence, silence);
            assert_eq!(note.to_text(), Ok(proof(written)));
        }
        assert_eq!(Note::parse(&proof(",\"silence\":\"maybe\"")), Err(NoteError::Malformed));
    }

    #[test]
    fn a_number_is_the_same_however_often_it_is_passed_on() {
        for number in ["1.9999999999999999e+79", "0.1", "-0.0", "5e-324", "18446744073709551615", "1e400"] {
            let text = format!("{{\"version\":1,\"places\":[],\"weight\":{number}}}");
            let Ok(note) = Note::parse(&text) else {
                assert_eq!(number, "1e400", "beyond every number");
                continue;
            };
            let passed_on = note.to_text().expect("a text");
            assert_eq!(Note::parse(&passed_on), Ok(note), "{number}");
        }
        let long = format!("{{\"version\":1,\"places\":[],\"weight\":1{}}}", "9".repeat(80));
        let note = Note::parse(&long).expect("a note");
        assert_eq!(Note::parse(&note.to_text().expect("a text")), Ok(note));
    }

    #[test]
    fn nothing_of_a_newer_version_is_believed() {
        let text = "{\"drafted\":{\"by\":\"anna\"},\"version\":2}";
        let note = Note::parse(text).expect("a note");
        assert!(!note.drafted && !note.is_empty());
        assert_eq!(note.to_text().as_deref(), Ok(text));
    }

    #[test]
    fn a_text_that_is_too_long_is_refused() {
        let text = format!("{{\"places\":[]{}}}", " ".repeat(TEXT_MAX));
        assert_eq!(Note::parse(&text), Err(NoteError::TooLong));
        let places = vec![Place { place: "x".repeat(TEXT_MAX), ..place() }];
        assert_eq!(Note { places, ..Note::default() }.to_text(), Err(NoteError::TooLong));
    }
}
