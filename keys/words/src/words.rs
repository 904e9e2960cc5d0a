//! The words of one language.

use std::sync::OnceLock;

use estafette_keys::day::Day;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource};
use unic_langid::LanguageIdentifier;

use crate::{Key, Language, Value};

/// The words of one language, and those of a complete one where it has none.
pub struct Words {
    language: &'static Language,
    fallback: &'static Language,
    bundle: OnceLock<FluentBundle<FluentResource>>,
    fallback_bundle: OnceLock<FluentBundle<FluentResource>>,
}

/// A message as it came out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    /// Its text.
    pub text: String,
    /// The language it is in: another than was asked for where that has no such message.
    pub language: &'static Language,
}

/// The messages that a day is said with: `day` has the values `number`, `month` and `year`.
#[derive(Debug, Clone, Copy)]
pub struct DayKeys {
    /// The whole.
    pub day: Key,
    /// The names of the months, from January.
    pub months: [Key; 12],
}

impl Words {
    /// The words of this language; those of `fallback`, which is complete, where it has none.
    #[must_use]
    pub const fn new(language: &'static Language, fallback: &'static Language) -> Self {
        Self { language, fallback, bundle: OnceLock::new(), fallback_bundle: OnceLock::new() }
    }

    /// The language.
    #[must_use]
    pub const fn language(&self) -> &'static Language {
        self.language
    }

    /// A message.
    #[must_use]
    pub fn say(&self, key: Key, values: &[(&str, Value<'_>)]) -> String {
        self.said(key, values).text
    }

    /// A message, and the language it is in.
    #[must_use]
    pub fn said(&self, key: Key, values: &[(&str, Value<'_>)]) -> Said {
        if let Some(text) = self.find(key.id(), values) {
            return Said { text, language: self.language };
        }
        let bundle = self.fallback_bundle.get_or_init(|| bundle(self.fallback));
        let text = format(bundle, self.fallback, key.id(), values).unwrap_or_default();
        Said { text, language: self.fallback }
    }

    /// A message by a name that is only known while the program runs, if this language has one.
    #[must_use]
    pub fn find(&self, id: &str, values: &[(&str, Value<'_>)]) -> Option<String> {
        format(self.bundle.get_or_init(|| bundle(self.language)), self.language, id, values)
    }

    /// A day as people say it: `28 novembre 2026`.
    #[must_use]
    pub fn day(&self, day: Day, keys: &DayKeys) -> String {
        let (year, month, number) = day.civil();
        let months = keys.months.iter().zip(1..).find(|(_, of)| *of == month);
        let month = months.map(|(key, _)| self.say(*key, &[])).unwrap_or_default();
        // The year as text: numbers may have separators.
        let values = [("number", number.into()), ("month", month.into()), ("year", year.to_string().into())];
        self.say(keys.day, &values)
    }
}

fn bundle(language: &Language) -> FluentBundle<FluentResource> {
    let tag: LanguageIdentifier = language.tag.parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // `bidi` isolates only what runs against the line: other marks would be copied along with a word.
    bundle.set_use_isolating(false);
    for text in language.texts {
        // A program's test finds mistakes (`faults`); what can be read is used.
        let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(partial, _)| partial);
        bundle.add_resource_overriding(resource);
    }
    bundle
}

fn format(
    bundle: &FluentBundle<FluentResource>,
    language: &Language,
    id: &str,
    values: &[(&str, Value<'_>)],
) -> Option<String> {
    let pattern = bundle.get_message(id)?.value()?;
    let arguments: FluentArgs<'_> =
        values.iter().map(|(name, value)| ((*name).to_owned(), value.in_line(language.direction))).collect();
    Some(bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Direction, Keys};

    const FRENCH_FILES: &[&str] = &[
        "hello = Bonjour { $name }\nitems = { $count ->\n    [one] un envoi\n   *[other] { $count } envois\n    }\n",
    ];
    static FRENCH: Language =
        Language { tag: "fr", name: "Français", direction: Direction::LeftToRight, texts: FRENCH_FILES };
    static ARABIC: Language = Language {
        tag: "ar",
        name: "العربية",
        direction: Direction::RightToLeft,
        texts: &["hello = مرحبا { $name }\n"],
    };
    static KEYS: Keys<{ Keys::count(FRENCH_FILES) }> = Keys::of(FRENCH_FILES);
    const HELLO: Key = KEYS.key("hello");
    const ITEMS: Key = KEYS.key("items");

    #[test]
    fn what_a_language_lacks_comes_in_the_complete_one_and_says_so() {
        let words = Words::new(&ARABIC, &FRENCH);
        let said = words.said(ITEMS, &[("count", 2.into())]);
        assert_eq!((said.text.as_str(), said.language), ("2 envois", &FRENCH));
        assert_eq!(words.said(HELLO, &[("name", "Anna".into())]).language, &ARABIC);
        assert_eq!(words.find("items", &[]), None);
    }

    #[test]
    fn a_value_against_the_line_is_isolated() {
        let said = |language, name: &str| Words::new(language, &FRENCH).say(HELLO, &[("name", name.into())]);
        assert_eq!(said(&FRENCH, "Anna"), "Bonjour Anna");
        assert_eq!(said(&FRENCH, "مريم"), "Bonjour \u{2068}مريم\u{2069}");
        assert_eq!(said(&ARABIC, "Anna"), "مرحبا \u{2068}Anna\u{2069}");
    }

    #[test]
    fn numbers_choose_their_plural() {
        let words = Words::new(&FRENCH, &FRENCH);
        assert_eq!(words.say(ITEMS, &[("count", 1_u64.into())]), "un envoi");
        assert_eq!(words.say(ITEMS, &[("count", 12_usize.into())]), "12 envois");
    }
}
