//! What is wrong with a program's languages. Its test asserts that nothing is.

use std::collections::{BTreeMap, BTreeSet};

use fluent_bundle::FluentResource;

use crate::Language;

/// One line for each mistake: a file that is no Fluent, a message that a language has twice, lacks, or has beyond those of
/// the first, and one that uses other values than in the first. `optional` says which messages a language need not have.
#[must_use]
pub fn faults(languages: &[Language], optional: impl Fn(&str) -> bool) -> Vec<String> {
    let mut faults = Vec::new();
    let read: Vec<_> = languages.iter().map(|language| messages(language, &mut faults)).collect();
    let Some((first, others)) = read.split_first() else { return faults };
    for (language, messages) in languages.iter().skip(1).zip(others) {
        let tag = language.tag;
        for (key, values) in messages {
            match first.get(key) {
                Some(expected) if expected != values => {
                    faults.push(format!("{tag}: {key} uses {values:?}, not {expected:?}"));
                }
                Some(_) => {}
                None => faults.push(format!("{tag}: {key} is not in the first language")),
            }
        }
        let lacking = first.keys().filter(|key| !messages.contains_key(*key) && !optional(key));
        faults.extend(lacking.map(|key| format!("{tag}: {key} is missing")));
    }
    faults
}

/// The values that each message uses.
fn messages(language: &Language, faults: &mut Vec<String>) -> BTreeMap<String, BTreeSet<String>> {
    let tag = language.tag;
    let mut found: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for text in language.texts {
        if FluentResource::try_new((*text).to_owned()).is_err() {
            faults.push(format!("{tag}: a file is not Fluent"));
        }
        let mut key = String::new();
        for line in text.lines() {
            if line.starts_with(|letter: char| letter.is_ascii_lowercase())
                && let Some((name, _)) = line.split_once(" =")
            {
                name.clone_into(&mut key);
                if found.insert(key.clone(), BTreeSet::new()).is_some() {
                    faults.push(format!("{tag}: {key} is there twice"));
                }
            }
            if key.is_empty() || line.starts_with('#') {
                continue;
            }
            let values = line.split('$').skip(1).map(|rest| {
                rest.chars().take_while(|letter| letter.is_ascii_alphanumeric() || *letter == '-').collect()
            });
            found.entry(key.clone()).or_default().extend(values);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Direction;

    fn of(other: &'static [&'static str]) -> Vec<String> {
        let language = |tag, texts| Language { tag, name: tag, direction: Direction::LeftToRight, texts };
        let first = language("fr", &["one = Un { $name }\nhelp-two = Deux\n"]);
        faults(&[first, language("en", other)], |key| key.starts_with("help-"))
    }

    #[test]
    fn languages_that_say_the_same_have_no_faults() {
        assert_eq!(of(&["one = One { $name }\n"]), Vec::<String>::new());
        assert_eq!(of(&["help-two = Two\n", "one = One { $name }\n"]), Vec::<String>::new());
    }

    #[test]
    fn each_mistake_is_named() {
        assert_eq!(of(&[]), ["en: one is missing"]);
        assert_eq!(of(&["one = One { $nom }\n"]), [r#"en: one uses {"nom"}, not {"name"}"#]);
        assert_eq!(of(&["one = { $name }\none = { $name }\n"]), ["en: one is there twice"]);
        assert_eq!(of(&["one = { $name }\nthree = 3\n"]), ["en: three is not in the first language"]);
        assert_eq!(of(&["one = { $name }\n{{\n"]), ["en: a file is not Fluent"]);
    }
}
