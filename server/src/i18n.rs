//! Words in people's languages: Fluent files, in the program.

use estafette_keys::day::Day;
use estafette_words::{DayKeys, Direction, Key, Keys, Language, Value};

mod accepted;

/// A language: a file below `locales/`, and a line below.
macro_rules! language {
    ($tag:literal, $name:literal, $direction:ident) => {
        Language {
            tag: $tag,
            name: $name,
            direction: Direction::$direction,
            texts: &[include_str!(concat!("../locales/", $tag, ".ftl"))],
        }
    };
}

/// The languages that the pages are in. The first is complete, and a test asks that of the others: what a page says is in its language,
/// but for what a section says in its own words (`source/said.rs`). Their tags are those of the languages of texts, below.
pub const LANGUAGES: &[Language] = &[
    language!("fr", "Français", LeftToRight),
    language!("en", "English", LeftToRight),
    language!("nl", "Nederlands", LeftToRight),
    language!("de", "Deutsch", LeftToRight),
    language!("it", "Italiano", LeftToRight),
    language!("es", "Español", LeftToRight),
    language!("tr", "Türkçe", LeftToRight),
    language!("ar", "العربية", RightToLeft),
    language!("ku", "Kurmancî", LeftToRight),
];

const FIRST: &[&str] = LANGUAGES[0].texts;
static KEYS: Keys<{ Keys::count(FIRST) }> = Keys::of(FIRST);

/// The [`Key`] of a message, in code and in templates. One that has no words does not compile.
macro_rules! key {
    ($id:expr) => {
        const {
            // An item, which `cargo check` evaluates, too.
            const KEY: estafette_words::Key = $crate::i18n::checked($id);
            KEY
        }
    };
}
pub(crate) use key;

/// For [`key!`], which has this evaluated as the program is built.
pub(crate) const fn checked(id: &'static str) -> Key {
    KEYS.key(id)
}

/// What every number has between its thousands: the engine asks for it by this name.
const _: Key = key!("thousands");

const DAY: DayKeys = DayKeys {
    day: key!("day"),
    months: [
        key!("month-1"),
        key!("month-2"),
        key!("month-3"),
        key!("month-4"),
        key!("month-5"),
        key!("month-6"),
        key!("month-7"),
        key!("month-8"),
        key!("month-9"),
        key!("month-10"),
        key!("month-11"),
        key!("month-12"),
    ],
};

/// The languages that a text may be in, as they call themselves: those the network's groups and sources write.
pub const TEXT_LANGUAGES: &[(&str, &str)] = &[
    ("fr", "Français"),
    ("en", "English"),
    ("de", "Deutsch"),
    ("it", "Italiano"),
    ("es", "Español"),
    ("pt", "Português"),
    ("nl", "Nederlands"),
    ("ca", "Català"),
    ("eu", "Euskara"),
    ("el", "Ελληνικά"),
    ("tr", "Türkçe"),
    ("ku", "Kurmancî"),
    ("ckb", "کوردیی ناوەندی"),
    ("ar", "العربية"),
    ("fa", "فارسی"),
    ("pl", "Polski"),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("ro", "Română"),
    ("sq", "Shqip"),
];

/// The language that a text written on a page of this language is in, as a rule.
#[must_use]
pub(crate) fn text_language(page: &str) -> &'static str {
    TEXT_LANGUAGES.iter().find(|(tag, _)| *tag == page).map_or("und", |(tag, _)| tag)
}

/// The words of all languages.
pub struct Words(Vec<estafette_words::Words>);

/// The words of one.
#[derive(Clone, Copy)]
pub struct Locale<'a> {
    /// The language.
    pub language: &'static Language,
    words: &'a estafette_words::Words,
}

impl Words {
    /// The words that are in the program.
    #[must_use]
    pub fn new() -> Self {
        Self(LANGUAGES.iter().map(|language| estafette_words::Words::new(language, &LANGUAGES[0])).collect())
    }

    /// A language by its tag.
    #[must_use]
    pub fn locale(&self, tag: &str) -> Option<Locale<'_>> {
        let words = self.0.iter().find(|words| words.language().tag == tag)?;
        Some(Locale { language: words.language(), words })
    }

    /// The language a browser asks for, else the first.
    #[must_use]
    pub fn accepted(&self, header: Option<&str>) -> &'static Language {
        header.and_then(|header| accepted::accepted(header, LANGUAGES)).unwrap_or(&LANGUAGES[0])
    }
}

impl Default for Words {
    fn default() -> Self {
        Self::new()
    }
}

impl Locale<'_> {
    /// A sentence.
    #[must_use]
    pub(crate) fn say(&self, key: Key) -> String {
        self.words.say(key, &[])
    }

    /// A sentence whose name is made of that of a kind or of a field. That each has words is held by a test: without them, the
    /// name itself is shown.
    #[must_use]
    pub(crate) fn say_named(&self, id: &str) -> String {
        self.find(id).unwrap_or_else(|| id.to_owned())
    }

    /// The same for a sentence that only some kinds and fields have.
    #[must_use]
    pub(crate) fn find(&self, id: &str) -> Option<String> {
        self.words.find(id, &[])
    }

    /// A sentence with one value in it.
    #[must_use]
    pub(crate) fn say_with<'v>(&self, key: Key, name: &'static str, value: impl Into<Value<'v>>) -> String {
        self.words.say(key, &[(name, value.into())])
    }

    /// A sentence with two values in it.
    #[must_use]
    pub(crate) fn say_with_two<'v>(
        &self,
        key: Key,
        one: (&'static str, impl Into<Value<'v>>),
        other: (&'static str, impl Into<Value<'v>>),
    ) -> String {
        self.words.say(key, &[(one.0, one.1.into()), (other.0, other.1.into())])
    }

    /// A sentence with these values in it.
    #[must_use]
    pub(crate) fn say_with_all(&self, key: Key, values: &[(&'static str, Value<'_>)]) -> String {
        self.words.say(key, values)
    }

    /// A sentence before and behind its value of this name, which is marked up.
    #[must_use]
    pub(crate) fn say_around(&self, key: Key, name: &str) -> (String, String) {
        self.words.around(key, name)
    }

    /// A size, as people say it: never less than it is.
    #[must_use]
    pub(crate) fn say_size(&self, bytes: u64) -> String {
        let (key, count) = match bytes {
            0..1_000 => (key!("size-bytes"), bytes),
            1_000..1_000_000 => (key!("size-kilobytes"), bytes.div_ceil(1_000)),
            _ => (key!("size-megabytes"), bytes.div_ceil(1_000_000)),
        };
        self.say_count(key, usize::try_from(count).unwrap_or(usize::MAX))
    }

    /// A sentence with a number, which chooses its form, and which stands in it.
    #[must_use]
    pub(crate) fn say_count(&self, key: Key, count: usize) -> String {
        self.words.say(key, &[("count", count.into()), ("length", count.into())])
    }

    /// A day, as people say it.
    #[must_use]
    pub(crate) fn say_day(&self, day: Day) -> String {
        self.words.day(day, &DAY)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use estafette_keys::message::Form;

    use super::*;

    fn keys(source: &str) -> BTreeSet<&str> {
        let starts = |line: &&str| line.starts_with(|c: char| c.is_ascii_lowercase());
        source.lines().filter(starts).filter_map(|line| line.split(" =").next()).collect()
    }

    #[test]
    fn every_language_is_whole() {
        assert_eq!(estafette_words::faults(LANGUAGES, |_| false), Vec::<String>::new());
    }

    /// A form of a page presets the language of the text, and Fluent would count in English where it has no rules.
    #[test]
    fn every_language_is_one_of_texts_and_can_count() {
        for language in LANGUAGES {
            assert!(TEXT_LANGUAGES.iter().any(|(tag, _)| *tag == language.tag), "no text is in {language:?}");
            assert!(estafette_words::has_plurals(language.tag), "no plural rules for {language:?}");
            assert_eq!(Direction::of_tag(language.tag), language.direction, "{language:?}");
            assert_eq!(estafette_words::usual(language.tag), language.tag);
        }
    }

    #[test]
    fn days_are_said_as_people_say_them() {
        let words = Words::new();
        let said = |tag: &str, day: &str| {
            let locale = words.locale(tag).expect("a language");
            locale.say_day(day.parse().expect("a day"))
        };
        assert_eq!(said("fr", "2026-12-01"), "1er décembre 2026");
        assert_eq!(said("fr", "2026-11-21"), "21 novembre 2026");
        assert_eq!(said("en", "2026-08-03"), "3 August 2026");
    }

    #[test]
    fn the_first_language_known_is_taken() {
        let words = Words::new();
        for (header, tag) in [
            (None, "fr"),
            (Some(""), "fr"),
            (Some("en-US,en;q=0.5"), "en"),
            (Some("pl,fr;q=0.3,en;q=0.5"), "en"),
            (Some("xx;;;,,"), "fr"),
        ] {
            assert_eq!(words.accepted(header).tag, tag);
        }
    }

    /// [`key!`] sees what is written out; these names are made of those of kinds and fields.
    #[test]
    fn every_kind_and_field_has_words() {
        let known = keys(FIRST[0]);
        let mut built = Vec::new();
        for kind in estafette_keys::message::Kind::ALL {
            built.extend([format!("kind-{kind}"), format!("kind-{kind}-line")]);
        }
        for detail in estafette_keys::message::Kind::typed_details() {
            built.push(format!("field-{detail}"));
            match detail.form() {
                Form::LocalTime => built.push(format!("field-{}", detail.time_name())),
                Form::Choice(choices) => {
                    built.extend(choices.iter().map(|choice| format!("field-{detail}-{choice}")));
                }
                _ => {}
            }
        }
        for field in ["language", "text", "publish", "not-before", "sign-as", "files", "codename"] {
            built.push(format!("field-{field}"));
        }
        let missing: Vec<&String> = built.iter().filter(|key| !known.contains(key.as_str())).collect();
        assert_eq!(missing, Vec::<&String>::new());
    }

    #[test]
    fn thousands_stand_apart() {
        let words = Words::new();
        let said = |tag: &str, number: usize| {
            let locale = words.locale(tag).expect("a language");
            locale.say_with(key!("problem-long-text"), "limit", number)
        };
        assert!(said("fr", 56_000).contains("56\u{202f}000"), "{}", said("fr", 56_000));
        assert!(said("en", 1_000_007).contains("1,000,007"), "{}", said("en", 1_000_007));
        assert!(said("fr", 400).contains("400"), "{}", said("fr", 400));
    }
}
