//! One term for one thing in each language, and words that are not used.

use std::collections::BTreeMap;

use serde::Deserialize;

/// The one that is built in.
pub(super) const GLOSSARY: &str = include_str!("../../locales/glossary.toml");

/// As its file has it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Glossary {
    /// What a thing is called: the beginnings of its words, by language.
    #[serde(default)]
    terms: BTreeMap<String, BTreeMap<String, Vec<String>>>,
    /// By language, a word that is not used, and what to say instead.
    #[serde(default)]
    avoid: BTreeMap<String, BTreeMap<String, String>>,
}

impl Glossary {
    /// Words of a message that are not used, each with what to say instead.
    pub(super) fn avoided<'a>(&'a self, tag: &str, text: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
        let text = text.to_lowercase();
        let words = self.avoid.get(tag).into_iter().flatten();
        words.filter(move |(word, _)| text.contains(*word)).map(|(word, say)| (word.as_str(), say.as_str()))
    }

    /// Terms that a message of the first language has, and that of another lacks: its own words for each.
    pub(super) fn lacking<'a>(
        &'a self,
        (first, expected): (&str, &str),
        (tag, text): (&str, &str),
    ) -> impl Iterator<Item = &'a [String]> {
        let has = |text: &str, words: &[String]| words.iter().any(|word| text.contains(word.as_str()));
        let (text, expected) = (text.to_lowercase(), expected.to_lowercase());
        self.terms.values().filter_map(move |term| {
            let (theirs, ours) = (term.get(first)?, term.get(tag)?);
            (has(&expected, theirs) && !has(&text, ours)).then_some(ours.as_slice())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn terms_are_the_same_everywhere_and_some_words_are_nowhere() {
        let glossary: Glossary = toml::from_str(GLOSSARY).expect("a glossary");
        let avoided = |tag, text| glossary.avoided(tag, text).collect::<Vec<_>>();
        assert_eq!(avoided("fr", "La Rédaction décide"), [("rédaction", "la section")]);
        assert!(avoided("en", "La rédaction").is_empty());
        let lacking = |text| glossary.lacking(("fr", "À quelle section ?"), ("en", text)).count();
        assert_eq!((lacking("To which Section?"), lacking("To which group?")), (0, 1));
        assert_eq!(glossary.lacking(("fr", "section"), ("xx", "")).count(), 0);
    }
}
