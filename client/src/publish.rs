//! Publishing: an article, and the static sites it can go to. What a source or an editor wrote is made harmless here,
//! whatever a site's own settings let through.

use std::fmt;
use std::io;
use std::str::FromStr;

use estafette_keys::day::Day;
use serde::{Deserialize, Serialize};

pub mod bundle;
pub mod hugo;
pub mod markdown;
pub mod slug;

/// What is published.
pub struct Article {
    /// Its title, plain text.
    pub title: String,
    /// Its text, Markdown that is harmless already.
    pub body: String,
    /// The day that stands on it.
    pub day: Day,
    /// Shown from this day on.
    pub publish_from: Option<Day>,
    /// Left out of the site until somebody says otherwise.
    pub is_draft: bool,
    /// Its language.
    pub language: String,
    /// Who signs it; unsigned when `None`.
    pub signature: Option<String>,
    /// An event's own fields: start, end, place.
    pub event: Option<Event>,
}

/// When and where.
#[derive(Serialize)]
pub struct Event {
    /// `2026-12-05` or `2026-12-05T19:00`
    pub starts: String,
    /// The same.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub ends: Option<String>,
    /// Where.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub place: Option<String>,
}

/// Why something is not published.
#[derive(Debug, thiserror::Error)]
pub enum PublishError {
    /// No mandate came with it.
    #[error("its source gave no mandate")]
    NoMandate,
    /// Its source gave it for the editors to know.
    #[error("its source allows no publication: background only")]
    Background,
    /// Its source asked to wait.
    #[error("not before {0}")]
    NotBefore(Day),
    /// It must stay as it was written, and was changed.
    #[error("it must be published as it was written, and the draft changed it")]
    Rewritten,
    /// There is no draft, and it is not published as written.
    #[error("there is no draft")]
    NoDraft,
    /// Nothing is left to publish.
    #[error("the text is empty")]
    Empty,
    /// It has no title.
    #[error("it has no title")]
    NoTitle,
    /// The folder holds no Hugo site.
    #[error("the folder holds no Hugo site")]
    NotASite,
    /// No site was remembered under this name.
    #[error("no site has this name")]
    UnknownSite,
    /// Somebody changed the page since.
    #[error("the page was changed by hand")]
    ChangedByHand,
    /// There is a symbolic link on the way.
    #[error("a folder of the site is a symbolic link")]
    Link,
    /// It was not published there.
    #[error("it was not published there")]
    NotPublished,
    /// There is no file with this number.
    #[error("it has no file with this number")]
    NoSuchFile,
    /// The file is a picture.
    #[error("pictures are not published: they must be rebuilt, and faces covered, first")]
    Picture,
    /// The file is something else than plain text.
    #[error("only plain text is published as a file")]
    NotText,
    /// The file system failed.
    #[error("could not {action}")]
    File {
        /// What we were doing.
        action: &'static str,
        /// Why it failed.
        #[source]
        cause: io::Error,
    },
}

/// A site's name in the vault: 1 to 32 of a-z, 0-9 and hyphens.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct SiteName(String);

/// The text is no such name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("a site's name is 1 to 32 of a-z, 0-9 and hyphens")]
pub struct SiteNameError;

impl FromStr for SiteName {
    type Err = SiteNameError;

    fn from_str(text: &str) -> Result<Self, SiteNameError> {
        let fits = (1..=32).contains(&text.len())
            && text.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
        if fits { Ok(Self(text.to_owned())) } else { Err(SiteNameError) }
    }
}

impl TryFrom<String> for SiteName {
    type Error = SiteNameError;

    fn try_from(text: String) -> Result<Self, SiteNameError> {
        text.parse()
    }
}

impl From<SiteName> for String {
    fn from(name: SiteName) -> Self {
        name.0
    }
}

impl fmt::Display for SiteName {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}
