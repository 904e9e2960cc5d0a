//! Words that people read, in their language, from `locales/`. Only `cli` and `output` say any.

use std::str::FromStr;

use estafette_keys::day::Day;
use estafette_words::{DayKeys, Direction, Keys};
pub(crate) use estafette_words::{Key, Value};

/// A language: a folder below `locales/`, and a line below.
macro_rules! language {
    ($tag:literal, $name:literal, $direction:ident) => {
        estafette_words::Language {
            tag: $tag,
            name: $name,
            direction: Direction::$direction,
            texts: &[
                include_str!(concat!("../locales/", $tag, "/answers.ftl")),
                include_str!(concat!("../locales/", $tag, "/desk.ftl")),
                include_str!(concat!("../locales/", $tag, "/errors.ftl")),
                include_str!(concat!("../locales/", $tag, "/help.ftl")),
                include_str!(concat!("../locales/", $tag, "/names.ftl")),
                include_str!(concat!("../locales/", $tag, "/usage.ftl")),
            ],
        }
    };
}

/// The languages that the program speaks. The first is complete.
const LANGUAGES: &[estafette_words::Language] =
    &[language!("fr", "Français", LeftToRight), language!("en", "English", LeftToRight)];

const FIRST: &[&str] = LANGUAGES[0].texts;
static KEYS: Keys<{ Keys::count(FIRST) }> = Keys::of(FIRST);

/// The [`Key`] of a message. One that has no words does not compile.
macro_rules! key {
    ($id:expr) => {
        const {
            // An item, which `cargo check` evaluates, too.
            const KEY: $crate::words::Key = $crate::words::checked("", $id);
            KEY
        }
    };
}
pub(crate) use key;

/// The [`Key`]s of a list that names its entries: those of `keys!("kind-", Kind)` are `kind-tip`, `kind-event` and so on, each at the
/// number of its entry. One that has no words does not compile.
macro_rules! keys {
    ($prefix:literal, $list:ty) => {
        const {
            const KEYS: [$crate::words::Key; <$list>::ALL.len()] = {
                let mut keys = [$crate::words::checked($prefix, <$list>::ALL[0].name()); <$list>::ALL.len()];
                let mut at = 1;
                while at < keys.len() {
                    keys[at] = $crate::words::checked($prefix, <$list>::ALL[at].name());
                    at += 1;
                }
                keys
            };
            &KEYS
        }
    };
}
pub(crate) use keys;

/// For [`key!`] and [`keys!`], which have this evaluated as the program is built.
pub(crate) const fn checked(prefix: &str, name: &str) -> Key {
    KEYS.key_of(prefix, name)
}

const DAY: DayKeys = DayKeys {
    day: key!("date-day"),
    months: [
        key!("date-month-1"),
        key!("date-month-2"),
        key!("date-month-3"),
        key!("date-month-4"),
        key!("date-month-5"),
        key!("date-month-6"),
        key!("date-month-7"),
        key!("date-month-8"),
        key!("date-month-9"),
        key!("date-month-10"),
        key!("date-month-11"),
        key!("date-month-12"),
    ],
};

/// A language that the program speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Language(&'static estafette_words::Language);

/// The program has no words in this language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the program has no words in this language")]
pub(crate) struct LanguageError;

impl Language {
    /// français
    pub(crate) const FRENCH: Self = Self(estafette_words::Language::of(LANGUAGES, "fr"));
    /// English
    pub(crate) const ENGLISH: Self = Self(estafette_words::Language::of(LANGUAGES, "en"));

    /// All of them.
    pub(crate) fn all() -> impl Iterator<Item = Self> {
        LANGUAGES.iter().map(Self)
    }

    /// Its tag.
    #[must_use]
    pub(crate) fn tag(self) -> &'static str {
        self.0.tag
    }

    /// From a POSIX locale such as `fr_CH.UTF-8`; English for one that the program has no words in.
    #[must_use]
    pub(crate) fn of_locale(locale: &str) -> Self {
        Self::all().find(|language| locale.starts_with(language.tag())).unwrap_or(Self::ENGLISH)
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        Self::all().find(|language| language.tag() == text).ok_or(LanguageError)
    }
}

/// One language's words.
pub(crate) struct Words(estafette_words::Words);

impl Words {
    /// The words of this language, which are built in.
    #[must_use]
    pub(crate) fn new(language: Language) -> Self {
        Self(estafette_words::Words::new(language.0, Language::FRENCH.0))
    }

    /// The language.
    #[must_use]
    pub(crate) fn language(&self) -> Language {
        Language(self.0.language())
    }

    /// A message.
    #[must_use]
    pub(crate) fn say(&self, key: Key, values: &[(&str, Value<'_>)]) -> String {
        self.0.say(key, values)
    }

    /// A day as people write it: `28 novembre 2026`.
    #[must_use]
    pub(crate) fn day(&self, day: Day) -> String {
        self.0.day(day, &DAY)
    }

    /// A message whose name follows from the grammar: help, and the names of what stands for values.
    #[must_use]
    pub(crate) fn find(&self, id: &str) -> Option<String> {
        self.0.find(id, &[])
    }

    /// A message whose name follows from that of an error.
    #[must_use]
    pub(crate) fn find_with(&self, id: &str, values: &[(&str, Value<'_>)]) -> Option<String> {
        self.0.find(id, values)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_language_is_whole() {
        // The grammar itself has the English help.
        let faults = estafette_words::faults(LANGUAGES, |key| key.starts_with("help-"));
        assert_eq!(faults, Vec::<String>::new());
    }

    #[test]
    fn days_are_written_as_people_write_them() {
        let day = |text: &str, language| Words::new(language).day(text.parse().expect("a day"));
        assert_eq!(day("2026-11-28", Language::FRENCH), "28 novembre 2026");
        assert_eq!(day("2027-05-01", Language::FRENCH), "1er mai 2027");
        assert_eq!(day("2026-11-28", Language::ENGLISH), "28 November 2026");
    }

    #[test]
    fn numbers_have_their_plural() {
        let words = Words::new(Language::ENGLISH);
        assert_eq!(words.say(key!("say-fetch-new"), &[("count", 1.into())]), "1 new item");
        assert_eq!(words.say(key!("say-fetch-new"), &[("count", 2.into())]), "2 new items");
    }
}
