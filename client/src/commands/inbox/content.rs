//! What an item says, in short.

use estafette_keys::day::Day;
use estafette_keys::message::{Detail, Kind, Publish, What};
use serde::{Deserialize, Serialize};

use crate::commands::days::Days;
use crate::vault::{Index, Item, Keyring, Opened, Opener, State, VaultError};

/// So much of a text is its first words.
const FIRST_WORDS: usize = 200;

/// What an item says, in short.
#[derive(Clone, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Content {
    /// Its kind.
    #[serde(with = "named")]
    pub kind: Kind,
    /// Its language.
    pub language: String,
    /// What may be published.
    #[serde(with = "maybe_named")]
    pub publish: Option<Publish>,
    /// Not before this day.
    pub not_before: Option<Day>,
    /// The first day to announce it.
    pub publish_from: Option<Day>,
    /// Its own days, as far as it may be published.
    pub days: Days,
    /// The last day of an event.
    pub over: Option<Day>,
    /// There are files with it.
    pub has_files: bool,
    /// What comes first is its title.
    pub has_title: bool,
    /// Its title, else its first words, as they are.
    pub first_words: String,
}

/// What an item says, unless it was refused or does not open any more.
///
/// # Errors
/// [`VaultError::Broken`].
pub(in crate::commands) fn content(
    item: &Item<'_>,
    keyring: &Keyring,
    state: &State,
    index: &mut Index<Option<Content>>,
) -> Result<Option<Content>, VaultError> {
    if state.opened == Opened::Refused {
        return Ok(None);
    }
    match index.of(item, keyring, state, &[], |opener, _| Ok(read(opener))) {
        Ok(content) => Ok(content.clone()),
        Err(error @ VaultError::Broken(_)) => Err(error),
        Err(_) => Ok(None),
    }
}

fn read(mut opener: Opener) -> Option<Content> {
    let What::Submission(kind) = opener.header().what else { return None };
    let mandate = opener.header().mandate.as_ref();
    Some(Content {
        kind,
        language: opener.header().language.as_str().to_owned(),
        publish: mandate.map(|mandate| mandate.publish),
        not_before: mandate.and_then(|mandate| mandate.not_before),
        publish_from: opener.header().detail(Detail::PublishFrom).and_then(|day| day.parse().ok()),
        days: Days::of(opener.header()),
        over: opener
            .header()
            .detail(Detail::Ends)
            .or_else(|| opener.header().detail(Detail::Starts))
            .filter(|_| kind == Kind::Event)
            .and_then(|moment| moment.get(..10)?.parse().ok()),
        has_title: opener.header().detail(Detail::Subject).is_some(),
        first_words: first_words(&opener),
        has_files: opener.next_file().is_ok_and(|file| file.is_some()),
    })
}

fn first_words(opener: &Opener) -> String {
    let subject = opener.header().detail(Detail::Subject);
    let first_line = || opener.text().lines().find(|line| !line.trim().is_empty()).unwrap_or_default();
    subject.unwrap_or_else(first_line).trim().chars().take(FIRST_WORDS).collect()
}

/// One of a closed list, by its name.
pub(in crate::commands) mod named {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::{Deserialize, Deserializer, Serializer};

    pub(in crate::commands) fn serialize<T: Display, S: Serializer>(
        value: &T,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        serializer.collect_str(value)
    }

    pub(in crate::commands) fn deserialize<'de, T: FromStr, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<T, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(|_| serde::de::Error::custom("no such name"))
    }
}

/// The same, or nothing.
mod maybe_named {
    use std::fmt::Display;
    use std::str::FromStr;

    use serde::{Deserialize, Deserializer, Serialize, Serializer};

    #[expect(clippy::ref_option, reason = "serde calls it")]
    pub(super) fn serialize<T: Display, S: Serializer>(
        value: &Option<T>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        value.as_ref().map(ToString::to_string).serialize(serializer)
    }

    pub(super) fn deserialize<'de, T: FromStr, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<T>, D::Error> {
        let name = Option::<String>::deserialize(deserializer)?;
        name.map(|name| name.parse()).transpose().map_err(|_| serde::de::Error::custom("no such name"))
    }
}
