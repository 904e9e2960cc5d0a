//! Which plural forms a language has.

use std::collections::BTreeMap;

use intl_pluralrules::{PluralCategory, PluralRuleType, PluralRules};
use unic_langid::LanguageIdentifier;

use crate::language;

/// The whole numbers by which the forms are found. No language has one that begins above them.
const SOUGHT: std::ops::RangeInclusive<u32> = 0..=200;
/// So many numbers are remembered of each: who needs a form for one or two numbers may write those instead.
const EXAMPLES: usize = 3;

/// The forms that whole numbers take in a language, by the names that Fluent has for them, each with the first numbers that take it. Those
/// of English for a language that the rules do not have, as Fluent itself takes them.
#[must_use]
pub(crate) fn plurals(tag: &str) -> BTreeMap<&'static str, Vec<u32>> {
    let mut forms: BTreeMap<&'static str, Vec<u32>> = BTreeMap::new();
    let Some(rules) = rules(tag).or_else(|| rules("en")) else { return forms };
    for number in SOUGHT {
        let Ok(category) = rules.select(number) else { continue };
        let examples = forms.entry(name(&category)).or_default();
        if examples.len() < EXAMPLES {
            examples.push(number);
        }
    }
    forms
}

/// Whether Fluent has plural rules for this language, and not just those of English instead.
#[must_use]
pub fn has_plurals(tag: &str) -> bool {
    rules(tag).is_some()
}

fn rules(tag: &str) -> Option<PluralRules> {
    let tag = language::usual(tag.split('-').next()?);
    let tag: LanguageIdentifier = tag.parse().ok()?;
    PluralRules::create(tag, PluralRuleType::CARDINAL).ok()
}

const fn name(category: &PluralCategory) -> &'static str {
    match category {
        PluralCategory::ZERO => "zero",
        PluralCategory::ONE => "one",
        PluralCategory::TWO => "two",
        PluralCategory::FEW => "few",
        PluralCategory::MANY => "many",
        PluralCategory::OTHER => "other",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_of_the_networks_languages_has_rules() {
        for tag in ["fr", "en", "nl", "de", "it", "es", "tr", "ar", "ku", "kmr", "ckb", "pt-BR"] {
            assert!(has_plurals(tag), "{tag}");
        }
        assert!(!has_plurals("xx"));
    }

    #[test]
    fn forms_are_found_by_numbers() {
        let forms = |tag| plurals(tag).into_keys().collect::<Vec<_>>();
        assert_eq!(forms("fr"), ["one", "other"]);
        assert_eq!(plurals("fr")["one"], [0, 1]);
        assert_eq!(plurals("kmr")["one"], [1]);
        assert_eq!(forms("ar"), ["few", "many", "one", "other", "two", "zero"]);
        assert_eq!(plurals("ar")["few"], [3, 4, 5]);
        assert_eq!(forms("ja"), ["other"]);
    }
}
