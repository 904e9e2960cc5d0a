//! WordPress, by its own REST interface and nothing else: drafts, their images, their terms. What a site answers is compared
//! with what was asked: it drops much in silence.

use serde::{Deserialize, Serialize};

use super::password::Password;
use super::web::{WebAddress, WebError};
use super::zone::Zone;

pub(crate) mod account;
pub(crate) mod after;
mod answer;
pub(crate) mod blocks;
mod calendar;
mod event;
pub(crate) mod guard;
pub(crate) mod journal;
mod letters;
mod media;
pub(crate) mod push;
pub(crate) mod rest;
mod shown;
mod target;
pub(crate) mod terms;
mod tree;
mod tribe;

/// The kind's name.
pub(crate) const KIND: &str = "wordpress";

/// A site, as the vault knows it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct WordPress {
    /// Where it answers.
    pub address: WebAddress,
    /// A certificate in PEM, where browsers would not trust it.
    #[serde(default)]
    pub authority: Option<String>,
    /// The account's name.
    pub login: String,
    /// Its application password, without spaces.
    pub password: Password,
    /// Categories by section and kind.
    #[serde(default)]
    pub categories: Vec<terms::Rule>,
    /// Tags by section and kind.
    #[serde(default)]
    pub tags: Vec<terms::Rule>,
    /// The language that the site is in.
    pub language: String,
    /// The zone that its hours are in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
}

/// Why a site did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub enum WordPressError {
    /// It is not reached.
    #[error(transparent)]
    Web(#[from] WebError),
    /// It sends elsewhere: to this address, if it is a plain one.
    #[error("the site sends elsewhere")]
    Moved(Option<String>),
    /// It sends to a page to log in.
    #[error("the site sends to a page to log in")]
    LoginPage,
    /// Something else answers in its place.
    #[error("something else answers in the site's place")]
    Instead(guard::Instead),
    /// The REST interface, or a part of it, is closed; with the word that says so.
    #[error("the REST interface is closed: {0}")]
    Closed(String),
    /// Its database takes no such text.
    #[error("the site's database does not take the text")]
    Database,
    /// It is closed for a while.
    #[error("the site is being maintained")]
    Maintenance,
    /// What answers is no WordPress, or none that can be asked.
    #[error("no WordPress answers")]
    NotWordPress,
    /// It takes no application passwords.
    #[error("the site takes no application passwords")]
    NoPasswords,
    /// Name or password are wrong, or something on the way took them off.
    #[error("the site does not know the account")]
    NotLoggedIn,
    /// The account may not write.
    #[error("the account may not write")]
    MayNotWrite,
    /// The account may not upload.
    #[error("the account may not upload")]
    MayNotUpload,
    /// The account may not publish, nor schedule.
    #[error("the account may not publish")]
    MayNotPublish,
    /// The account may not change this post (any more).
    #[error("the account may not change it")]
    MayNotChange,
    /// The post is not there any more.
    #[error("the post is gone")]
    Gone,
    /// A file is too large for the site.
    #[error("a file is too large for the site")]
    FileTooLarge,
    /// The site takes no such file.
    #[error("the site does not take the file")]
    FileRefused,
    /// Somebody changed the post on the site.
    #[error("the post was changed on the site")]
    Changed,
    /// It is public already.
    #[error("the post is public")]
    Public,
    /// Too soon to be scheduled, by the site's clock.
    #[error("too soon to be scheduled")]
    TooSoon,
    /// It was published instead of scheduled, and was set back to a draft.
    #[error("the site published it at once; it is a draft again")]
    PublishedAtOnce,
    /// It does not say what time it has.
    #[error("the site does not say what time it has")]
    NoClock,
    /// It refuses, and says why in a word of its own.
    #[error("the site refuses: {0}")]
    Refused(String),
    /// Its answer lacks what it should have.
    #[error("not an answer of WordPress")]
    Malformed,
    /// What must be remembered could not be written.
    #[error("could not remember it")]
    Journal(#[source] Box<crate::vault::VaultError>),
}
