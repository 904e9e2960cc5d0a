//! Words in people's languages: Fluent files, in the program.

use std::collections::BTreeMap;

use estafette_keys::day::Day;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};

/// A language that the pages are complete in.
pub struct Language {
    /// Its tag: `fr`.
    pub tag: &'static str,
    /// What it calls itself.
    pub name: &'static str,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    source: &'static str,
}

/// All of them, French first.
pub const LANGUAGES: &[Language] = &[
    Language { tag: "fr", name: "Français", direction: "ltr", source: include_str!("../locales/fr.ftl") },
    Language { tag: "en", name: "English", direction: "ltr", source: include_str!("../locales/en.ftl") },
];

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
    ("ku", "Kurdî"),
    ("ar", "العربية"),
    ("fa", "فارسی"),
    ("pl", "Polski"),
    ("uk", "Українська"),
    ("ru", "Русский"),
    ("ro", "Română"),
    ("sq", "Shqip"),
];

/// The words of all languages.
pub struct Words(BTreeMap<&'static str, FluentBundle<FluentResource>>);

/// The words of one.
#[derive(Clone, Copy)]
pub struct Locale<'a> {
    /// Which.
    pub language: &'static Language,
    bundle: &'a FluentBundle<FluentResource>,
}

impl Words {
    /// Reads the files; those in the program were read by a test before.
    #[must_use]
    pub fn new() -> Self {
        let bundles = LANGUAGES.iter().filter_map(|language| {
            let tag = language.tag.parse().ok()?;
            let mut bundle = FluentBundle::new_concurrent(vec![tag]);
            // Isolation marks would be typed along when a word is copied.
            bundle.set_use_isolating(false);
            let resource =
                FluentResource::try_new(language.source.to_owned()).unwrap_or_else(|(whole, _)| whole);
            bundle.add_resource_overriding(resource);
            Some((language.tag, bundle))
        });
        Self(bundles.collect())
    }

    /// A language by its tag.
    #[must_use]
    pub fn locale(&self, tag: &str) -> Option<Locale<'_>> {
        let language = LANGUAGES.iter().find(|language| language.tag == tag)?;
        Some(Locale { language, bundle: self.0.get(tag)? })
    }

    /// The language a browser asks for, else the first.
    #[must_use]
    pub fn accepted(&self, header: Option<&str>) -> &'static Language {
        let first = &LANGUAGES[0];
        let wanted = header.unwrap_or_default().split(',').filter_map(|wish| {
            let tag = wish.split(';').next()?.trim();
            LANGUAGES.iter().find(|known| tag.split('-').next() == Some(known.tag))
        });
        wanted.into_iter().next().unwrap_or(first)
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
    pub fn say(&self, key: &str) -> String {
        self.format(key, None)
    }

    /// A sentence that not every language, or not every subject, has.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<String> {
        self.bundle.has_message(key).then(|| self.say(key))
    }

    /// A sentence with one value in it.
    #[must_use]
    pub fn say_with<'v>(&self, key: &str, name: &'static str, value: impl Into<FluentValue<'v>>) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set(name, value);
        self.format(key, Some(&arguments))
    }

    /// A sentence with two texts in it.
    #[must_use]
    pub fn say_with_two(&self, key: &str, one: (&'static str, &str), other: (&'static str, &str)) -> String {
        let mut arguments = FluentArgs::new();
        arguments.set(one.0, one.1);
        arguments.set(other.0, other.1);
        self.format(key, Some(&arguments))
    }

    /// A number, its thousands apart as people write them.
    #[must_use]
    pub fn say_number(&self, number: usize) -> String {
        let (mut rest, mut said) = (number, String::new());
        while rest >= 1_000 {
            said = format!("{}{:03}{said}", self.say("thousands"), rest % 1_000);
            rest /= 1_000;
        }
        format!("{rest}{said}")
    }

    /// A day, as people say it.
    #[must_use]
    pub fn say_day(&self, day: Day) -> String {
        let (year, month, number) = day.civil();
        let mut arguments = FluentArgs::new();
        arguments.set("day", number);
        arguments.set("month", self.say(&format!("month-{month}")));
        // As text: years have no thousands.
        arguments.set("year", year.to_string());
        self.format("day", Some(&arguments))
    }

    /// A key that is missing shows as itself: a test keeps that from happening.
    fn format(&self, key: &str, arguments: Option<&FluentArgs<'_>>) -> String {
        let pattern = self.bundle.get_message(key).and_then(|message| message.value());
        match pattern {
            Some(pattern) => self.bundle.format_pattern(pattern, arguments, &mut Vec::new()).into_owned(),
            None => key.to_owned(),
        }
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
        for language in LANGUAGES {
            assert!(FluentResource::try_new(language.source.to_owned()).is_ok(), "{}", language.tag);
            assert_eq!(keys(language.source), keys(LANGUAGES[0].source), "{}", language.tag);
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
            (Some("de,en;q=0.5,fr;q=0.3"), "en"),
            (Some("xx;;;,,"), "fr"),
        ] {
            assert_eq!(words.accepted(header).tag, tag);
        }
    }

    /// All files of a folder of this package, together.
    fn all_of(folder: &str) -> String {
        let listed = std::fs::read_dir(std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(folder));
        let paths = listed.expect("a folder").map(|entry| entry.expect("an entry").path());
        let text = |path: std::path::PathBuf| std::fs::read_to_string(path).unwrap_or_default();
        paths.map(text).collect()
    }

    /// Whatever a page may say: each literal that looks like a key, and each that is put together.
    #[test]
    fn every_key_that_is_said_has_words() {
        let known = keys(LANGUAGES[0].source);
        let groups: BTreeSet<&str> = known.iter().filter_map(|key| key.split('-').next()).collect();
        let folders = ["templates", "src/source", "src/source/write", "src/source/replies", "src"];
        let said = folders.map(all_of).concat();
        let literals = said.split('"').filter(|literal| {
            let is_key = literal.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
            let group = literal.split('-').next().unwrap_or_default();
            is_key && literal.contains('-') && groups.contains(group) && !literal.ends_with('-')
        });
        // Names of fields, of kinds' details and of files that begin as a group does.
        let others = ["sign-as", "publish-from", "not-before", "publish-as-written", "how-not"];
        let missing: Vec<&str> =
            literals.filter(|key| !known.contains(key) && !others.contains(key)).collect();
        assert_eq!(missing, Vec::<&str>::new());

        let mut built: Vec<String> = (1..=12).map(|month| format!("month-{month}")).collect();
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
    fn every_language_is_told_the_same_of_each_sentence() {
        let named = |source: &str| -> BTreeSet<(String, String)> {
            let mut key = String::new();
            let mut found = BTreeSet::new();
            for line in source.lines() {
                if line.starts_with(|c: char| c.is_ascii_lowercase()) {
                    line.split(" =").next().unwrap_or_default().clone_into(&mut key);
                }
                for value in line.split("{ $").skip(1) {
                    let name: String = value.chars().take_while(char::is_ascii_alphabetic).collect();
                    found.insert((key.clone(), name));
                }
            }
            found
        };
        for language in LANGUAGES {
            assert_eq!(named(language.source), named(LANGUAGES[0].source), "{}", language.tag);
        }
    }

    #[test]
    fn thousands_stand_apart() {
        let words = Words::new();
        let said = |tag: &str, number| words.locale(tag).expect("a language").say_number(number);
        assert_eq!((said("fr", 56_000), said("en", 1_000_007)), ("56\u{202f}000".into(), "1,000,007".into()));
        assert_eq!((said("fr", 400), said("en", 0)), ("400".into(), "0".into()));
    }
}
