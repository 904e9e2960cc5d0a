//! Answers that an editor keeps at hand, by name, for a section and in a language.

use serde::{Deserialize, Serialize};

use super::{Vault, VaultError};

const TEMPLATES: &str = "templates.age";

/// An answer at hand.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Template {
    /// Its name.
    pub name: String,
    /// For this section alone.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub section: Option<String>,
    /// For who wrote in this language.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// What it says.
    pub text: String,
}

impl Template {
    /// It takes the place of the other.
    #[must_use]
    pub(crate) fn is_for_the_same(&self, other: &Self) -> bool {
        (&self.name, &self.section, &self.language) == (&other.name, &other.section, &other.language)
    }

    /// How well it is meant for a section and a language; `None` for one that is meant for others.
    #[must_use]
    fn fits(&self, section: &str, language: &str) -> Option<u8> {
        let fits = |own: &Option<String>, asked: &str| match own.as_deref() {
            None => Some(0),
            Some(own) => (own == asked).then_some(1),
        };
        Some(2 * fits(&self.section, section)? + fits(&self.language, language)?)
    }
}

/// Of those with this name, the one that is meant best for a section and a language.
#[must_use]
pub(crate) fn best<'a>(
    templates: &'a [Template],
    name: &str,
    section: &str,
    language: &str,
) -> Option<&'a Template> {
    let named = templates.iter().filter(|template| template.name == name);
    named
        .filter_map(|template| Some((template.fits(section, language)?, template)))
        .max_by_key(|(fits, _)| *fits)
        .map(|(_, best)| best)
}

impl Vault {
    /// The answers at hand.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn templates(&self) -> Result<Vec<Template>, VaultError> {
        self.open_json(TEMPLATES)
    }

    /// Changes them, while no other process does.
    ///
    /// # Errors
    /// [`VaultError`].
    pub(crate) fn update_templates<T>(
        &self,
        change: impl FnOnce(&mut Vec<Template>) -> T,
    ) -> Result<T, VaultError> {
        let _lock = self.lock()?;
        let mut templates = self.templates()?;
        let result = change(&mut templates);
        self.seal_json(TEMPLATES, &templates)?;
        Ok(result)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_one_that_is_meant_best_is_taken() {
        let template = |section: Option<&str>, language: Option<&str>, text: &str| Template {
            name: "received".into(),
            section: section.map(str::to_owned),
            language: language.map(str::to_owned),
            text: text.into(),
        };
        let all = [
            template(None, None, "any"),
            template(None, Some("ar"), "arabic"),
            template(Some("bruxelles"), None, "bruxelles"),
            template(Some("bruxelles"), Some("ar"), "both"),
        ];
        for (section, language, text) in [
            ("bruxelles", "ar", "both"),
            ("bruxelles", "fr", "bruxelles"),
            ("geneve", "ar", "arabic"),
            ("geneve", "fr", "any"),
        ] {
            assert!(best(&all, "received", section, language).is_some_and(|best| best.text == text));
        }
        assert!(best(&all, "declined", "geneve", "fr").is_none());
        assert!(best(&all[1..2], "received", "geneve", "fr").is_none());
    }
}
