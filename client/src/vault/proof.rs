//! What a source was asked before its text is published, and what it said.

use estafette_keys::day::Day;
use estafette_keys::ids::ReplyId;
use estafette_keys::note::{self, Newer};
use estafette_keys::silence::Silence;
use serde::{Deserialize, Serialize};

/// A proof that was sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Proof {
    /// The answer that it went with.
    pub id: ReplyId,
    /// When.
    pub day: Day,
    /// An answer was asked for before this day.
    pub until: Day,
    /// What was shown, all of it: SHA-256, in hex.
    pub hash: String,
    /// Title and text of it alone, likewise; `None` in what earlier versions wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// What the source was told that no answer means; `None` in what earlier versions wrote.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub silence: Option<Silence>,
    /// What the source said.
    pub answer: Option<ProofAnswer>,
    /// What a newer version of the program told of it besides, where another editor sent it.
    #[serde(default, skip_serializing_if = "Newer::is_empty")]
    pub newer: Newer,
}

impl From<note::Proof> for Proof {
    fn from(note::Proof { id, day, until, hash, text, silence, newer }: note::Proof) -> Self {
        Self { id, day, until, hash, text, silence, answer: None, newer }
    }
}

/// What a source says of something it was shown, as an item of its own.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct AnswerTo {
    /// What it was shown: an answer of an editor's.
    pub reply: ReplyId,
    /// Yes, or no.
    pub says: ProofAnswer,
    /// There are words beside it, or files.
    pub words: bool,
}

/// What a source says of a proof.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum ProofAnswer {
    /// Print it.
    Yes,
    /// Don't.
    No,
}
