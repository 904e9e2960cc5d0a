//! What is wrong with a program's languages. Its test asserts that nothing is.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use crate::plurals::plurals;
use crate::sheet::{Messages, Parts, Sheet};
use crate::{Direction, Language, bidi, language};

/// What was found in a language.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The message; empty for the whole file.
    pub key: String,
    /// What is to say of it.
    pub what: Found,
}

/// What there is to say of a message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Found {
    /// A line that is no Fluent.
    NoFluent(String),
    /// It is there more than once.
    Twice,
    /// The first language has it, and this one does not.
    Missing,
    /// The first language has no such message.
    Beyond,
    /// It uses other values than in the first language.
    Values(BTreeSet<String>, BTreeSet<String>),
    /// It has other elements, terms or functions than in the first language.
    Markup(BTreeSet<String>, BTreeSet<String>),
    /// Nothing can be read in it.
    Empty,
    /// It has more characters than its place.
    Long(usize, usize),
    /// Some numbers need a form of their own, and it has none: its name, and the first such number.
    Plural(&'static str, u32),
    /// A hint: it has forms in the first language, and none here.
    NoPlural,
    /// A hint: it has the very words of the first language.
    Same,
    /// A hint: it has digits whose groups change places where the line runs from right to left.
    Digits,
}

impl Found {
    /// Whether it has to be put right; else it is worth a look.
    #[must_use]
    pub const fn is_fault(&self) -> bool {
        !matches!(self, Self::NoPlural | Self::Same | Self::Digits)
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let key = &self.key;
        match &self.what {
            Found::NoFluent(line) => write!(f, "a line is not Fluent: {line}"),
            Found::Twice => write!(f, "{key} is there twice"),
            Found::Missing => write!(f, "{key} is missing"),
            Found::Beyond => write!(f, "{key} is not in the first language"),
            Found::Values(has, expected) => write!(f, "{key} uses {has:?}, not {expected:?}"),
            Found::Markup(has, expected) => write!(f, "{key} has {has:?} in it, not {expected:?}"),
            Found::Empty => write!(f, "{key} is empty"),
            Found::Long(has, most) => write!(f, "{key} has {has} characters, and place for {most}"),
            Found::Plural(form, number) => write!(f, "{key} has no form [{form}], as for {number}"),
            Found::NoPlural => write!(f, "{key} has no plural forms, and the first language has"),
            Found::Same => write!(f, "{key} has the very words of the first language"),
            Found::Digits => {
                write!(
                    f,
                    "{key} has digits that are not isolated (U+2066 … U+2069): their groups change places"
                )
            }
        }
    }
}

/// One line for each mistake in languages that are built in. `optional` says which messages a language need not have.
#[must_use]
pub fn faults(languages: &[Language], optional: impl Fn(&str) -> bool) -> Vec<String> {
    let Some(first) = languages.first().map(Sheet::from) else { return Vec::new() };
    let mut faults = Vec::new();
    for language in languages {
        let found = findings(&Sheet::from(language), &first, &optional);
        let found = found.iter().filter(|finding| finding.what.is_fault());
        faults.extend(found.map(|finding| format!("{}: {finding}", language.tag)));
    }
    faults
}

/// What there is to say of a language beside the first one: faults, and hints.
#[must_use]
pub fn findings(sheet: &Sheet, first: &Sheet, optional: impl Fn(&str) -> bool) -> Vec<Finding> {
    let (messages, expected) = (sheet.read(), first.read());
    let mut findings = Findings(whole(&messages));
    let is_first = sheet.tag == first.tag;
    let (forms, direction) = (plurals(&sheet.tag), Direction::of_tag(language::usual(&sheet.tag)));
    for (key, parts) in &messages.parts {
        findings.alone(key, parts, &forms, direction);
        match expected.parts.get(key) {
            Some(expected) => findings.beside(key, parts, expected, is_first, forms.len() > 1),
            None => findings.add(key, Found::Beyond),
        }
    }
    for key in expected.parts.keys().filter(|key| !messages.parts.contains_key(*key) && !optional(key)) {
        findings.add(key, Found::Missing);
    }
    findings.0
}

/// What is wrong with a file as a whole.
fn whole(messages: &Messages) -> Vec<Finding> {
    let junk =
        messages.junk.iter().map(|line| Finding { key: String::new(), what: Found::NoFluent(line.clone()) });
    let twice = messages.twice.iter().map(|key| Finding { key: key.clone(), what: Found::Twice });
    junk.chain(twice).collect()
}

struct Findings(Vec<Finding>);

impl Findings {
    fn add(&mut self, key: &str, what: Found) {
        self.0.push(Finding { key: key.to_owned(), what });
    }

    /// What is to say of a message by itself.
    fn alone(
        &mut self,
        key: &str,
        parts: &Parts,
        forms: &BTreeMap<&'static str, Vec<u32>>,
        direction: Direction,
    ) {
        if parts.is_empty {
            self.add(key, Found::Empty);
        }
        for has in &parts.plurals {
            for (form, numbers) in forms.iter().filter(|(form, _)| **form != "other") {
                // Numbers that stand there themselves need no form.
                let is_said =
                    has.contains(*form) || numbers.iter().all(|number| has.contains(&number.to_string()));
                if let Some(number) = numbers.first().filter(|_| !is_said) {
                    self.add(key, Found::Plural(form, *number));
                }
            }
        }
        if direction == Direction::RightToLeft && bidi::has_loose_digits(&parts.text) {
            self.add(key, Found::Digits);
        }
    }

    /// What is to say of a message beside that of the first language.
    fn beside(&mut self, key: &str, parts: &Parts, expected: &Parts, is_first: bool, has_forms: bool) {
        if let Some(most) = expected.at_most.filter(|most| parts.length > *most) {
            self.add(key, Found::Long(parts.length, most));
        }
        if is_first {
            return;
        }
        if parts.values != expected.values {
            self.add(key, Found::Values(parts.values.clone(), expected.values.clone()));
        }
        if parts.markup != expected.markup {
            self.add(key, Found::Markup(parts.markup.clone(), expected.markup.clone()));
        }
        if has_forms && parts.plurals.is_empty() && !expected.plurals.is_empty() {
            self.add(key, Found::NoPlural);
        }
        if parts.text == expected.text && parts.text.chars().any(char::is_alphabetic) {
            self.add(key, Found::Same);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FIRST: &str = "one = Un { $name }\nhelp-two = Deux\n";

    fn sheet(tag: &str, text: &str) -> Sheet {
        Sheet { tag: tag.to_owned(), texts: vec![text.to_owned()] }
    }

    fn of(first: &str, tag: &str, other: &str) -> Vec<String> {
        let found = findings(&sheet(tag, other), &sheet("fr", first), |key| key.starts_with("help-"));
        found.iter().map(ToString::to_string).collect()
    }

    #[test]
    fn languages_that_say_the_same_have_no_faults() {
        assert_eq!(of(FIRST, "en", "one = One { $name }\n"), Vec::<String>::new());
        assert_eq!(of(FIRST, "en", "help-two = Two\n\none = One { $name }\n"), Vec::<String>::new());
    }

    #[test]
    fn each_mistake_is_named() {
        assert_eq!(of(FIRST, "en", ""), ["one is missing"]);
        assert_eq!(of(FIRST, "en", "one = One { $nom }\n"), [r#"one uses {"nom"}, not {"name"}"#]);
        assert_eq!(of(FIRST, "en", "one = { $name }\none = { $name }\n"), ["one is there twice"]);
        assert_eq!(of(FIRST, "en", "one = { $name }\nthree = 3\n"), ["three is not in the first language"]);
        assert_eq!(of(FIRST, "en", "one = { $name }\n??\n"), ["a line is not Fluent: ??"]);
        assert_eq!(
            of(FIRST, "en", "one = <b>One</b> { $name }\n"),
            [r#"one has {"</b>", "<b>"} in it, not {}"#]
        );
        assert_eq!(of("say = Dire\n", "en", "say =\n    .x = y\n"), Vec::<String>::new());
    }

    #[test]
    fn a_button_has_so_much_place_in_every_language() {
        let first = "# at most 8\nsend = Envoyer\n";
        assert_eq!(of(first, "fr", first), Vec::<String>::new());
        assert_eq!(of(first, "de", "send = Abschicken\n"), ["send has 10 characters, and place for 8"]);
        // The marks that isolate take no place.
        assert_eq!(of(first, "de", "send = \u{2068}Senden!!\u{2069}\n"), Vec::<String>::new());
    }

    #[test]
    fn a_language_needs_its_plural_forms() {
        let first = "items = { $count ->\n    [one] un envoi\n   *[other] { $count } envois\n }\n";
        let two = "items = { $count ->\n    [one] x\n    [2] x\n    [few] x\n   *[other] { $count }\n }\n";
        assert_eq!(
            of(first, "ar", two),
            ["items has no form [many], as for 11", "items has no form [zero], as for 0"]
        );
        assert_eq!(
            of(first, "tr", "items = { $count } ileti\n"),
            ["items has no plural forms, and the first language has"]
        );
        assert_eq!(of(first, "ja", "items = { $count }\n"), Vec::<String>::new());
    }

    #[test]
    fn hints_are_no_faults() {
        assert_eq!(
            of("day = par 2026-12-05\n", "ar", "day = مثل 2026-12-05\n"),
            ["day has digits that are not isolated (U+2066 … U+2069): their groups change places"]
        );
        assert_eq!(
            of("mail = Contact\n", "en", "mail = Contact\n"),
            ["mail has the very words of the first language"]
        );
        assert!(!Found::Same.is_fault() && !Found::Digits.is_fault() && Found::Missing.is_fault());
    }
}
