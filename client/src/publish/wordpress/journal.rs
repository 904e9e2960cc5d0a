//! What is remembered of a post: before each request, so that one whose answer was lost is found again and never made
//! twice. No word of the source is in it.

use estafette_keys::day::Day;
use estafette_keys::hex;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::letters::meaning;
use crate::publish::SiteName;

/// A post of ours on a site.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Posted {
    /// The site's name.
    pub site: SiteName,
    /// When it was begun.
    pub day: Day,
    /// What it is found by until its number is known.
    pub token: String,
    /// Its number on the site.
    pub post: Option<u64>,
    /// The whole of it as it was when we last wrote it: SHA-256, in hex.
    pub known: Option<String>,
    /// The text of what is being sent, while no answer came.
    pub sending: Option<String>,
    /// Its pictures.
    pub pictures: Vec<PostedPicture>,
    /// What it was when we last looked.
    pub status: Status,
    /// Where it is public.
    pub link: Option<String>,
    /// The day on which we first saw it public.
    pub since: Option<Day>,
}

/// A picture of a post.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct PostedPicture {
    /// SHA-256 of the file, in hex.
    pub hash: String,
    /// What it is found by, and called.
    pub token: String,
    /// Its number on the site.
    pub media: Option<u64>,
    /// Its address there.
    pub source: Option<String>,
}

/// What a post is on the site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Status {
    /// Not there yet.
    Begun,
    /// For the editors to see.
    Draft,
    /// Waits to be looked through.
    Pending,
    /// Will be public by itself.
    Scheduled,
    /// Public.
    Public,
    /// Only for those who are logged in.
    Private,
    /// In the bin, or deleted.
    Gone,
}

impl Status {
    /// As WordPress says it.
    #[must_use]
    pub fn of(name: &str) -> Self {
        match name {
            "draft" | "auto-draft" => Self::Draft,
            "pending" => Self::Pending,
            "future" => Self::Scheduled,
            "publish" => Self::Public,
            "private" => Self::Private,
            _ => Self::Gone,
        }
    }

    /// Its name.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Begun => "begun",
            Self::Draft => "draft",
            Self::Pending => "pending",
            Self::Scheduled => "scheduled",
            Self::Public => "public",
            Self::Private => "private",
            Self::Gone => "gone",
        }
    }
}

impl Posted {
    /// One that is about to be made.
    #[must_use]
    pub fn begin(site: SiteName, day: Day, token: String) -> Self {
        Self {
            site,
            day,
            token,
            post: None,
            known: None,
            sending: None,
            pictures: Vec::new(),
            status: Status::Begun,
            link: None,
            since: None,
        }
    }
}

/// A text on the site.
pub(crate) fn text_hash(title: &str, content: &str) -> String {
    hash(&[title, content])
}

/// The same, by what it means: sites write one letter in more than one way.
pub(super) fn meaning_hash(title: &str, content: &str) -> String {
    text_hash(&meaning(title), &meaning(content))
}

/// Is this the text of a request that had no answer? Older versions remembered it letter by letter.
pub(super) fn is_text(remembered: &str, title: &str, content: &str) -> bool {
    remembered == meaning_hash(title, content) || remembered == text_hash(title, content)
}

/// Everything of a post that a person may change.
pub(super) fn whole_hash(post: &Value) -> String {
    let raw =
        |field: &str| post.pointer(&format!("/{field}/raw")).and_then(Value::as_str).unwrap_or_default();
    let rest = ["categories", "tags", "featured_media"]
        .map(|field| post.get(field).map(Value::to_string).unwrap_or_default())
        .join(";");
    hash(&[raw("title"), raw("content"), raw("excerpt"), &rest])
}

/// Of several texts, each told from the next.
pub(super) fn hash(texts: &[&str]) -> String {
    let mut hasher = Sha256::new();
    for text in texts {
        hasher.update(u64::try_from(text.len()).unwrap_or(u64::MAX).to_be_bytes());
        hasher.update(text);
    }
    hex::encode(&hasher.finalize())
}
