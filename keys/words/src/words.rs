//! The words of one language.

use std::sync::OnceLock;

use estafette_keys::day::Day;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

use crate::language::usual;
use crate::{Key, Language, Value, value};

/// The message that stands between thousands; where a language has none, its numbers are not parted.
const THOUSANDS: &str = "thousands";
/// Between thousands, until the language's own separator is there; and for a value that is put in later. Both are characters that Unicode
/// keeps for inside a program: no text has them.
const BETWEEN: char = '\u{1fffe}';
const LATER: &str = "\u{1ffff}";

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

    /// A message in two parts, before and behind its value of this name: so that what stands there can be marked up, as in another
    /// language than the message. A message without that value has nothing behind.
    #[must_use]
    pub fn around(&self, key: Key, name: &str) -> (String, String) {
        let whole = self.say(key, &[(name, LATER.into())]);
        match whole.split_once(LATER) {
            Some((before, behind)) => (before.to_owned(), behind.to_owned()),
            None => (whole, String::new()),
        }
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
    // By this tag, Fluent chooses plurals.
    let tag: LanguageIdentifier = usual(language.tag).parse().unwrap_or_default();
    let mut bundle = FluentBundle::new_concurrent(vec![tag]);
    // `bidi` isolates only what runs against the line: other marks would be copied along with a word.
    bundle.set_use_isolating(false);
    bundle.set_formatter(Some(|value, _| parted(value)));
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
        values.iter().map(|(name, value)| ((*name).to_owned(), value.in_line(language))).collect();
    let text = bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned();
    if !text.contains(BETWEEN) {
        return Some(text);
    }
    let separator = bundle.get_message(THOUSANDS).and_then(|message| message.value());
    let separator = separator.map(|pattern| bundle.format_pattern(pattern, None, &mut Vec::new()));
    Some(text.replace(BETWEEN, separator.as_deref().unwrap_or_default()))
}

/// A number in digits, its thousands apart if it is whole.
fn parted(value: &FluentValue<'_>) -> Option<String> {
    let FluentValue::Number(number) = value else { return None };
    let digits = value::digits(number);
    if digits.len() < 4 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return Some(digits);
    }
    let mut parted = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            parted.push(BETWEEN);
        }
        parted.push(digit);
    }
    Some(parted)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Direction, Keys};

    const FRENCH_FILES: &[&str] = &[
        "thousands = {\" \"}\nhello = Bonjour { $name }\nitems = { $count ->\n    [one] un envoi\n   *[other] { $count } envois\n    }\n",
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

    #[test]
    fn arabic_has_six_forms() {
        static COUNTING: Language = Language {
            tag: "ar",
            name: "العربية",
            direction: Direction::RightToLeft,
            texts: &[
                "items = { $count ->\n [zero] zero\n [one] one\n [two] two\n [few] few { $count }\n [many] many { $count }\n\
                    *[other] other { $count }\n }\n",
            ],
        };
        let words = Words::new(&COUNTING, &FRENCH);
        let said = |count: usize| words.say(ITEMS, &[("count", count.into())]);
        assert_eq!([0, 1, 2].map(said), ["zero", "one", "two"]);
        assert_eq!([3, 10, 103].map(said), ["few 3", "few 10", "few 103"]);
        assert_eq!([11, 99, 56_123].map(said), ["many 11", "many 99", "many 56123"]);
        assert_eq!([100, 102, 56_000].map(said), ["other 100", "other 102", "other 56000"]);
        let exactly: &'static Language = Box::leak(Box::new(Language {
            texts: &["thousands = {\",\"}\nitems = { $count ->\n [11] eleven\n *[other] { $count }\n }\n"],
            ..ARABIC
        }));
        let said = |count: usize| Words::new(exactly, &FRENCH).say(ITEMS, &[("count", count.into())]);
        assert_eq!([11, 111, 1_011].map(said), ["eleven", "111", "1,011"]);
    }

    #[test]
    fn kurmanji_counts_by_either_tag() {
        for tag in ["ku", "kmr"] {
            let language: &'static Language = Box::leak(Box::new(Language {
                tag,
                name: "Kurmancî",
                direction: Direction::LeftToRight,
                texts: &["items = { $count ->\n    [one] peyamek\n   *[other] { $count } peyam\n }\n"],
            }));
            let words = Words::new(language, &FRENCH);
            let said = [0, 1, 2].map(|count| words.say(ITEMS, &[("count", count.into())]));
            assert_eq!(said, ["0 peyam", "peyamek", "2 peyam"]);
        }
    }

    #[test]
    fn each_language_says_a_day_in_its_own_way() {
        const FIRST: &[&str] = &["day = x\nmonth = x\n"];
        static KEYS: Keys<2> = Keys::of(FIRST);
        let keys = DayKeys { day: KEYS.key("day"), months: [KEYS.key("month"); 12] };
        let said = |tag, direction, texts: &'static [&'static str], day: &str| {
            let language = Box::leak(Box::new(Language { tag, name: tag, direction, texts }));
            Words::new(language, &FRENCH).day(day.parse().expect("a day"), &keys)
        };
        let arabic = &["day = { $number } { $month } { $year }\nmonth = آب / أغسطس\n"];
        assert_eq!(said("ar", Direction::RightToLeft, arabic, "2026-08-03"), "3 آب / أغسطس 2026");
        let kurmanji = &[
            "day = { $number ->\n [one] { $number }ê\n *[other] { $number }yê\n } { $month } { $year }an\nmonth = Tebaxa\n",
        ];
        assert_eq!(said("ku", Direction::LeftToRight, kurmanji, "2026-08-01"), "1ê Tebaxa 2026an");
        assert_eq!(said("ku", Direction::LeftToRight, kurmanji, "2026-08-03"), "3yê Tebaxa 2026an");
    }

    #[test]
    fn thousands_stand_apart_as_the_language_has_it() {
        let said = |count: usize| Words::new(&FRENCH, &FRENCH).say(ITEMS, &[("count", count.into())]);
        assert_eq!([999, 1_000, 1_000_007].map(said), ["999 envois", "1 000 envois", "1 000 007 envois"]);
        // A number that is text stays as it is.
        assert_eq!(Words::new(&FRENCH, &FRENCH).say(HELLO, &[("name", "2026".into())]), "Bonjour 2026");
    }

    #[test]
    fn a_sentence_stands_around_its_value() {
        let around = |language, key| Words::new(language, &FRENCH).around(key, "name");
        assert_eq!(around(&FRENCH, HELLO), ("Bonjour ".to_owned(), String::new()));
        assert_eq!(around(&ARABIC, HELLO), ("مرحبا ".to_owned(), String::new()));
        assert_eq!(around(&FRENCH, ITEMS).1, "");
    }
}
