//! The languages that a picture is read in, as tesseract names them.

use std::fmt;
use std::str::FromStr;

/// Languages as they are known elsewhere, and their names here.
const KNOWN: [(&str, &str); 12] = [
    ("fr", "fra"),
    ("ar", "ara"),
    ("tr", "tur"),
    ("de", "deu"),
    ("ku", "kmr"),
    ("en", "eng"),
    ("es", "spa"),
    ("it", "ita"),
    ("nl", "nld"),
    ("pt", "por"),
    ("el", "ell"),
    ("fa", "fas"),
];
/// More at once only confuse it.
const MOST: usize = 4;
/// A name such as `chi_sim_vert` is no longer.
const NAME_MAX: usize = 16;

/// One language, or several, the likeliest first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Languages(Vec<String>);

/// The text names no languages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not LANG or LANG+LANG, such as fra+ara")]
pub(crate) struct LanguagesError;

impl Languages {
    /// That of an item, by its tag.
    #[must_use]
    pub(crate) fn of_tag(tag: &str) -> Option<Self> {
        let tag = tag.split('-').next().unwrap_or_default();
        let known = KNOWN.iter().find(|(known, name)| *known == tag || *name == tag)?;
        Some(Self(vec![known.1.to_owned()]))
    }

    /// Their names.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

impl FromStr for Languages {
    type Err = LanguagesError;

    fn from_str(text: &str) -> Result<Self, LanguagesError> {
        let named = |name: &str| match KNOWN.iter().find(|(known, _)| *known == name) {
            Some((_, name)) => Ok((*name).to_owned()),
            None if is_name(name) => Ok(name.to_owned()),
            None => Err(LanguagesError),
        };
        let names: Result<Vec<String>, LanguagesError> = text.split('+').map(named).collect();
        names.ok().filter(|names| names.len() <= MOST).map(Self).ok_or(LanguagesError)
    }
}

/// Letters that name a file, and lead to no other.
fn is_name(name: &str) -> bool {
    let letters = name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
    letters && (3..=NAME_MAX).contains(&name.len()) && !name.starts_with('_')
}

impl fmt::Display for Languages {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.join("+"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_language_has_its_name_whichever_way_it_is_called() {
        let named = |text: &str| text.parse::<Languages>().map(|languages| languages.to_string());
        assert_eq!(named("fr+ara").as_deref(), Ok("fra+ara"));
        assert_eq!(named("chi_sim").as_deref(), Ok("chi_sim"));
        for wrong in
            ["", "+", "fra+", "../x", "FRA", "xx", "-l", "fra+ara+tur+deu+eng", "/etc/passwd", "a\0b"]
        {
            assert!(named(wrong).is_err(), "{wrong}");
        }
        let of_tag = |tag| Languages::of_tag(tag).map(|languages| languages.to_string());
        assert_eq!(of_tag("ku").as_deref(), Some("kmr"));
        assert_eq!(of_tag("fr-BE").as_deref(), Some("fra"));
        assert_eq!(of_tag("xx"), None);
    }
}
