//! Gancio, an agenda that groups share, by its own interface: events alone, each with an hour and a place. What an account brings is
//! public at once, so nothing goes there before its day. What it has no words for is said to the person.

use serde::{Deserialize, Serialize};

use super::password::Password;
use super::web::{WebAddress, WebError};
use super::wordpress::terms::Rule;
use super::zone::Zone;

mod api;
mod form;
mod journal;
mod place;
mod target;

/// The kind's name.
pub(crate) const KIND: &str = "gancio";

/// A site, as the vault knows it.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Gancio {
    /// Where it answers.
    pub address: WebAddress,
    /// A certificate in PEM, where browsers would not trust it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authority: Option<String>,
    /// The account's address.
    pub login: String,
    /// Its password.
    pub password: Password,
    /// Tags by section and kind.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub tags: Vec<Rule>,
    /// The zone that its hours are in: an hour is an instant there.
    pub zone: Zone,
}

/// Why an agenda did not do what it was asked.
#[derive(Debug, thiserror::Error)]
pub(crate) enum GancioError {
    /// It is not reached.
    #[error(transparent)]
    Web(#[from] WebError),
    /// What answers is no Gancio.
    #[error("no Gancio answers")]
    NotGancio,
    /// It does not know the account, or the password is wrong.
    #[error("the agenda does not know the account")]
    NotLoggedIn,
    /// The event belongs to another account.
    #[error("the account may not change it")]
    MayNotChange,
    /// The event was hidden or deleted there.
    #[error("the agenda does not show it any more")]
    Gone,
    /// Somebody changed the event there.
    #[error("the event was changed on the agenda")]
    Changed,
    /// It refuses, with this status.
    #[error("the agenda refuses: {0}")]
    Refused(u16),
    /// Its answer lacks what it should have.
    #[error("not an answer of Gancio")]
    Malformed,
}
