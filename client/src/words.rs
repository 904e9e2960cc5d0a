//! Words that people read, in their language, from `locales/`. Only `cli` and `output` say any.

use std::str::FromStr;

use estafette_keys::day::Day;
use fluent_bundle::concurrent::FluentBundle;
use fluent_bundle::{FluentArgs, FluentResource, FluentValue};
use unic_langid::LanguageIdentifier;

/// The languages there are words in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// français
    French,
    /// English
    English,
}

/// No words in this language.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the program has no words in this language")]
pub struct LanguageError;

impl Language {
    /// All of them.
    pub const ALL: &'static [Self] = &[Self::French, Self::English];

    /// Its tag.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }

    /// From a POSIX locale such as `fr_CH.UTF-8`.
    #[must_use]
    pub fn of_locale(locale: &str) -> Self {
        if locale.starts_with("fr") { Self::French } else { Self::English }
    }

    fn texts(self) -> &'static [&'static str] {
        match self {
            Self::French => &[
                include_str!("../locales/fr/answers.ftl"),
                include_str!("../locales/fr/errors.ftl"),
                include_str!("../locales/fr/help.ftl"),
                include_str!("../locales/fr/names.ftl"),
                include_str!("../locales/fr/usage.ftl"),
            ],
            Self::English => &[
                include_str!("../locales/en/answers.ftl"),
                include_str!("../locales/en/errors.ftl"),
                include_str!("../locales/en/help.ftl"),
                include_str!("../locales/en/names.ftl"),
                include_str!("../locales/en/usage.ftl"),
            ],
        }
    }
}

impl FromStr for Language {
    type Err = LanguageError;

    fn from_str(text: &str) -> Result<Self, LanguageError> {
        Self::ALL.iter().copied().find(|language| language.tag() == text).ok_or(LanguageError)
    }
}

/// One language's words.
pub struct Words {
    language: Language,
    bundle: FluentBundle<FluentResource>,
}

impl Words {
    /// Reads the words of this language, which are built in.
    #[must_use]
    pub fn new(language: Language) -> Self {
        let tag: LanguageIdentifier = language.tag().parse().unwrap_or_default();
        let mut bundle = FluentBundle::new_concurrent(vec![tag]);
        // What comes from outside is isolated where it is escaped (terminal.rs), and only where it must be.
        bundle.set_use_isolating(false);
        for text in language.texts() {
            // Mistakes are found by the tests below; what can be read is used.
            let resource = FluentResource::try_new((*text).to_owned()).unwrap_or_else(|(partial, _)| partial);
            bundle.add_resource_overriding(resource);
        }
        Self { language, bundle }
    }

    /// Which language.
    #[must_use]
    pub fn language(&self) -> Language {
        self.language
    }

    /// The words under this key; the key itself where there are none (a test sees to it that there are).
    #[must_use]
    pub fn say(&self, key: &str, values: &[(&str, FluentValue<'_>)]) -> String {
        let Some(pattern) = self.bundle.get_message(key).and_then(|message| message.value()) else {
            return key.to_owned();
        };
        let arguments: FluentArgs<'_> =
            values.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect();
        self.bundle.format_pattern(pattern, Some(&arguments), &mut Vec::new()).into_owned()
    }

    /// A day as people write it: `28 novembre 2026`.
    #[must_use]
    pub fn day(&self, day: Day) -> String {
        let (year, month, number) = day.civil();
        let month = self.say(&format!("date-month-{month}"), &[]);
        let values = [("number", number.into()), ("month", month.into()), ("year", year.to_string().into())];
        self.say("date-day", &values)
    }

    /// The words under this key, if there are any.
    #[must_use]
    pub fn find(&self, key: &str) -> Option<String> {
        self.bundle.has_message(key).then(|| self.say(key, &[]))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::path::Path;

    use super::*;

    fn keys(language: Language) -> BTreeSet<String> {
        let mut keys = BTreeSet::new();
        for text in language.texts() {
            let resource = FluentResource::try_new((*text).to_owned());
            assert!(resource.is_ok(), "a locale file of {} has a mistake", language.tag());
            let names = text.lines().filter_map(|line| line.split_once(" ="));
            for (name, _) in names.filter(|(name, _)| name.starts_with(|c: char| c.is_ascii_lowercase())) {
                assert!(keys.insert(name.to_owned()), "{name} twice in {}", language.tag());
            }
        }
        keys
    }

    fn sources(folder: &Path, found: &mut String) {
        for entry in std::fs::read_dir(folder).expect("a folder of sources") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                sources(&path, found);
            } else {
                found.push_str(&std::fs::read_to_string(path).expect("a source file"));
            }
        }
    }

    #[test]
    fn both_languages_say_the_same_things() {
        let not_help = |keys: BTreeSet<String>| -> BTreeSet<String> {
            keys.into_iter().filter(|key| !key.starts_with("help-")).collect()
        };
        assert_eq!(not_help(keys(Language::French)), not_help(keys(Language::English)));
    }

    #[test]
    fn whatever_the_code_says_there_are_words_for() {
        let mut code = String::new();
        sources(Path::new("src"), &mut code);
        let known = keys(Language::French);
        // A key is a literal with one of these beginnings.
        for beginning in
            ["say-", "ask-", "error-", "hint-", "doing-", "label-", "check-", "next-", "template-"]
        {
            for (at, _) in code.match_indices(&format!("\"{beginning}")) {
                let rest = code.get(at + 1..).unwrap_or_default();
                let key = rest.split('"').next().unwrap_or_default();
                let whole = key.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'-');
                // One that ends in a hyphen is put together: the tests below have those.
                assert!(!whole || key.ends_with('-') || known.contains(key), "no words for {key}");
            }
        }
    }

    /// The names that a `match` gives, behind this line of a source file.
    fn names_in(file: &str, behind: &str) -> Vec<String> {
        let code = std::fs::read_to_string(file).expect("a source file");
        let code = code.split(behind).nth(1).expect("the line is there").to_owned();
        let block = code.split("\n    }\n").next().unwrap_or_default().to_owned();
        block.split("=> \"").skip(1).filter_map(|rest| rest.split('"').next()).map(str::to_owned).collect()
    }

    /// The literals that these calls of a source file begin with.
    fn literals(file: &str, calls: &[&str]) -> Vec<String> {
        let code = std::fs::read_to_string(file).expect("a source file");
        let found = calls.iter().flat_map(|call| code.split(call).skip(1).collect::<Vec<_>>());
        found
            .filter_map(|rest| rest.trim_start().strip_prefix('"')?.split('"').next())
            .map(str::to_owned)
            .collect()
    }

    /// Every beginning of a key that the code puts an ending to, with all endings there are. A new one belongs here.
    fn put_together() -> Vec<(&'static str, Vec<String>)> {
        use estafette_keys::message::{Detail, Kind, Publish};
        let owned = |names: Vec<&'static str>| names.into_iter().map(str::to_owned).collect::<Vec<_>>();
        let kinds = || owned(Kind::ALL.iter().map(|kind| kind.name()).collect());
        let publish = || owned(Publish::ALL.iter().map(|publish| publish.name()).collect());
        let details = owned(Detail::ALL.iter().map(|detail| detail.name()).collect());
        let fields = crate::commands::roster::Field::ALL;
        let statuses = || names_in("src/publish/wordpress/journal.rs", "fn name(self)");
        let mut states = names_in("src/commands/inbox.rs", "fn name(self)");
        let reasons = names_in("src/vault/gone.rs", "fn name(&self)");
        states.extend(reasons.iter().cloned());
        let heads = std::fs::read_to_string("src/output/inbox.rs").expect("a source file");
        let heads =
            heads.split("let heads = [").nth(1).and_then(|rest| rest.split(']').next()).unwrap_or_default();
        let heads = heads.split('"').skip(1).step_by(2).map(str::to_owned).collect();
        let files = ["src/commands/doctor.rs", "src/commands/doctor/opened.rs"];
        let doctor = files.map(|file| std::fs::read_to_string(file).expect("a source file")).concat();
        let checks = files.iter().flat_map(|file| literals(file, &[".add(", ".add_with(", ".add_if("]));
        // A check that is told at one level only has words for that.
        let is_told = |check: &str, level: &str| {
            let calls = [".add", ".add_with"].map(|call| format!("{call}(\"{check}\", "));
            let told = calls.iter().flat_map(|call| doctor.split(call.as_str()).skip(1));
            told.clone().count() == 0 || told.into_iter().any(|rest| !rest.starts_with(level))
        };
        let endings = |check: String| {
            let well = is_told(&check, "Level::Bad") && is_told(&check, "Level::Warn");
            let ill = is_told(&check, "Level::Ok");
            let both = [(well, "ok"), (ill, "bad")];
            both.into_iter()
                .filter(|(told, _)| *told)
                .map(move |(_, how)| format!("{check}-{how}"))
                .collect::<Vec<_>>()
        };
        let checks = checks.flat_map(endings).collect();
        let verbs = names_in("src/cli.rs", "pub fn name(&self)");
        vec![
            ("kind-", kinds()),
            ("template-kind-", kinds()),
            ("publish-", publish()),
            ("publish-short-", publish()),
            ("detail-", details),
            ("say-change-", owned(fields.iter().map(|field| field.key()).collect())),
            ("post-", statuses()),
            ("post-is-", statuses()),
            ("state-", states),
            ("gone-", reasons),
            ("head-", heads),
            ("check-", checks),
            ("doing-", verbs),
            ("broken-", names_in("src/vault/fault.rs", "fn name(self)")),
            ("say-concern-", names_in("src/publish/consent.rs", "fn name(self)")),
            ("say-absent-", names_in("src/output/publish.rs", "fn absent_key(")),
        ]
    }

    #[test]
    fn every_key_that_is_put_together_has_words_in_every_language() {
        for (beginning, endings) in put_together() {
            assert!(endings.len() > 2, "the endings of {beginning} were not found");
            for language in Language::ALL {
                let known = keys(*language);
                for ending in &endings {
                    assert!(
                        known.contains(&format!("{beginning}{ending}")),
                        "{}: {beginning}{ending}",
                        language.tag()
                    );
                }
            }
        }
    }

    #[test]
    fn no_key_is_put_together_that_the_list_does_not_have() {
        let mut code = String::new();
        sources(Path::new("src/output"), &mut code);
        let listed: Vec<&str> = put_together().iter().map(|(beginning, _)| *beginning).collect();
        // Held by tests of their own: `output/failure.rs`; and those of the help, where the grammar has words, too.
        let elsewhere = ["error-", "hint-", "help-"];
        for (at, _) in code.match_indices("format!(\"") {
            let rest = code.get(at + 9..).unwrap_or_default();
            let beginning = rest.split(['{', '"']).next().unwrap_or_default();
            let is_key = beginning.ends_with('-')
                && beginning.bytes().all(|b| b.is_ascii_lowercase() || b == b'-')
                && rest.get(beginning.len()..).is_some_and(|rest| rest.starts_with('{'));
            let known = listed.contains(&beginning) || elsewhere.contains(&beginning);
            assert!(!is_key || known, "all endings of {beginning} belong into the list");
        }
    }

    #[test]
    fn days_are_written_as_people_write_them() {
        let day = |text: &str, language| Words::new(language).day(text.parse().expect("a day"));
        assert_eq!(day("2026-11-28", Language::French), "28 novembre 2026");
        assert_eq!(day("2027-05-01", Language::French), "1er mai 2027");
        assert_eq!(day("2026-11-28", Language::English), "28 November 2026");
    }

    #[test]
    fn numbers_have_their_plural() {
        let words = Words::new(Language::English);
        assert_eq!(words.say("say-fetch-new", &[("count", 1.into())]), "1 new item");
        assert_eq!(words.say("say-fetch-new", &[("count", 2.into())]), "2 new items");
    }
}
