//! Which categories and tags an item has on a site: by its section and its kind.

use std::fmt;
use std::str::FromStr;

use serde::{Deserialize, Serialize};
use serde_json::json;

use super::WordPressError;
use super::rest::{Rest, number};

/// `SECTION/KIND=SLUG`, with `*` for any.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Rule {
    section: String,
    kind: String,
    slug: String,
}

/// The text is no such rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not SECTION/KIND=SLUG; * stands for any section, or any kind")]
pub struct RuleError;

impl Rule {
    /// Whether it holds for this section and this kind.
    #[must_use]
    pub fn holds(&self, section: &str, kind: &str) -> bool {
        (self.section == "*" || self.section == section) && (self.kind == "*" || self.kind == kind)
    }

    /// The term's slug.
    #[must_use]
    pub fn slug(&self) -> &str {
        &self.slug
    }
}

impl FromStr for Rule {
    type Err = RuleError;

    fn from_str(text: &str) -> Result<Self, RuleError> {
        let (whom, slug) = text.split_once('=').ok_or(RuleError)?;
        let (section, kind) = whom.split_once('/').unwrap_or((whom, "*"));
        let is_name = |name: &str| {
            name == "*"
                || (!name.is_empty()
                    && name.len() <= 64
                    && name
                        .bytes()
                        .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-'))
        };
        let is_slug = slug != "*" && is_name(slug);
        if !is_name(section) || !is_name(kind) || !is_slug {
            return Err(RuleError);
        }
        Ok(Self { section: section.to_owned(), kind: kind.to_owned(), slug: slug.to_owned() })
    }
}

impl TryFrom<String> for Rule {
    type Error = RuleError;

    fn try_from(text: String) -> Result<Self, RuleError> {
        text.parse()
    }
}

impl From<Rule> for String {
    fn from(rule: Rule) -> Self {
        rule.to_string()
    }
}

impl fmt::Display for Rule {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}={}", self.section, self.kind, self.slug)
    }
}

/// The slugs that hold for an item, each once.
#[must_use]
pub(crate) fn slugs(rules: &[Rule], section: &str, kind: &str) -> Vec<String> {
    let mut slugs: Vec<String> = Vec::new();
    for rule in rules.iter().filter(|rule| rule.holds(section, kind)) {
        if !slugs.iter().any(|slug| slug == rule.slug()) {
            slugs.push(rule.slug().to_owned());
        }
    }
    slugs
}

/// Terms of a site.
pub(super) struct Terms {
    pub(super) ids: Vec<u64>,
    pub(super) missing: Vec<String>,
}

/// Looks terms up, and makes those that are missing where the account may.
pub(super) fn terms(
    rest: &Rest<'_>,
    kind: &str,
    slugs: &[String],
    language: Option<&str>,
) -> Result<Terms, WordPressError> {
    let route = format!("/wp/v2/{kind}");
    let mut terms = Terms { ids: Vec::new(), missing: Vec::new() };
    for slug in slugs {
        let mut query = vec![("slug", slug.as_str())];
        query.extend(language.map(|language| ("lang", language)));
        let heard = rest.get(&route, &query)?;
        if let Some(found) = heard.value.as_array().and_then(|found| found.first()) {
            terms.ids.push(number(found, "id")?);
            continue;
        }
        let query: Vec<(&str, &str)> = language.iter().map(|language| ("lang", *language)).collect();
        match rest.post(&route, &query, &json!({ "name": slug, "slug": slug })) {
            Ok(heard) => terms.ids.push(number(&heard.value, "id")?),
            Err(WordPressError::MayNotWrite | WordPressError::Refused(_) | WordPressError::NotLoggedIn) => {
                terms.missing.push(slug.clone());
            }
            Err(error) => return Err(error),
        }
    }
    Ok(terms)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_hold_for_a_section_a_kind_or_all() {
        let rules = ["*/*=news", "bruxelles=bxl", "*/event=agenda", "geneve/event=gva", "*=news"];
        let rules: Vec<Rule> = rules.iter().map(|rule| rule.parse().expect("a rule")).collect();
        assert_eq!(slugs(&rules, "bruxelles", "event"), ["news", "bxl", "agenda"]);
        assert_eq!(slugs(&rules, "geneve", "tip"), ["news"]);
        for wrong in ["", "news", "a/b/c=d", "*=*", "*=", "Bxl=a", "a=b c", "a=<b>"] {
            assert_eq!(wrong.parse::<Rule>(), Err(RuleError), "{wrong}");
        }
    }
}
