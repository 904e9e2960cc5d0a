//! The environment, of which only `demo` takes notice: in which language it speaks, and whether in colour. How a server runs does not
//! depend on the environment.

use std::ffi::OsString;

/// How the person who runs a demo wants to be spoken to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Environment {
    /// The language.
    pub language: Language,
    /// Whether texts may be coloured.
    pub colour: bool,
}

/// A language that a demo speaks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// For a French locale.
    French,
    /// For every other locale.
    English,
}

impl Language {
    /// The language's tag, as it stands in the addresses of pages.
    #[must_use]
    pub fn tag(self) -> &'static str {
        match self {
            Self::French => "fr",
            Self::English => "en",
        }
    }
}

impl Environment {
    /// Reads this process's environment.
    #[must_use]
    pub fn read() -> Self {
        #[expect(clippy::disallowed_methods, reason = "this is where the environment is read")]
        Self::of(|name| std::env::var_os(name))
    }

    fn of(variable: impl Fn(&str) -> Option<OsString>) -> Self {
        let set = |name: &&str| variable(name).is_some_and(|value| !value.is_empty());
        // POSIX's order: the first of these variables that is set decides.
        let locale =
            ["LC_ALL", "LC_MESSAGES", "LANG"].iter().find(|name| set(name)).and_then(|name| variable(name));
        let is_french = locale.is_some_and(|locale| locale.as_encoded_bytes().starts_with(b"fr"));
        Self {
            language: if is_french { Language::French } else { Language::English },
            colour: !set(&"NO_COLOR"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(set: &[(&str, &str)]) -> Environment {
        Environment::of(|name| set.iter().find(|(known, _)| *known == name).map(|(_, value)| value.into()))
    }

    #[test]
    fn the_first_locale_that_is_set_decides() {
        assert_eq!(of(&[]).language, Language::English);
        assert_eq!(of(&[("LANG", "fr_BE.UTF-8")]).language, Language::French);
        assert_eq!(of(&[("LANG", "fr_BE.UTF-8"), ("LC_ALL", "de_DE")]).language, Language::English);
        assert_eq!(of(&[("LANG", "fr_BE.UTF-8"), ("LC_ALL", "")]).language, Language::French);
    }

    #[test]
    fn no_color_means_none() {
        assert!(of(&[]).colour && of(&[("NO_COLOR", "")]).colour);
        assert!(!of(&[("NO_COLOR", "1")]).colour);
    }
}
