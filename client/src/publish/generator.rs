//! The programs that build static sites.

use std::path::Path;

use serde::{Deserialize, Serialize};

use super::{Article, PublishError, Spot, hugo, zola};

/// What builds a static site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Generator {
    /// Hugo.
    Hugo,
    /// Zola.
    Zola,
}

impl Generator {
    /// Its name, and its program's.
    #[must_use]
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Hugo => "hugo",
            Self::Zola => "zola",
        }
    }

    /// Whether this folder is a site of this generator.
    ///
    /// # Errors
    /// [`PublishError::NotASite`].
    pub(crate) fn check_site(self, folder: &Path) -> Result<(), PublishError> {
        match self {
            Self::Hugo => hugo::check_site(folder),
            Self::Zola => zola::check_site(folder),
        }
    }

    /// What builds the site in this folder. One that could be both is Hugo's.
    ///
    /// # Errors
    /// [`PublishError::NotASite`].
    pub(crate) fn of(folder: &Path) -> Result<Self, PublishError> {
        match (hugo::check_site(folder), zola::check_site(folder)) {
            (Ok(()), Ok(())) if folder.join("templates").is_dir() && !folder.join("layouts").is_dir() => {
                Ok(Self::Zola)
            }
            (Ok(()), _) => Ok(Self::Hugo),
            (Err(_), Ok(())) => Ok(Self::Zola),
            (Err(error), Err(_)) => Err(error),
        }
    }

    /// Where a page goes in the site, by its language.
    #[must_use]
    pub(crate) fn spots<'a>(
        self,
        site: &'a Path,
        language: &'a str,
        section: &'a str,
    ) -> Box<dyn Fn(&str) -> Spot + 'a> {
        match self {
            Self::Hugo => {
                let contents = hugo::program::Contents::of(site);
                Box::new(move |slug| contents.spot(language, section, slug))
            }
            Self::Zola => Box::new(move |slug| zola::spot(site, language, section, slug)),
        }
    }

    /// The page.
    #[must_use]
    pub(crate) fn page(self, article: &Article) -> String {
        match self {
            Self::Hugo => hugo::page(article),
            Self::Zola => zola::page(article),
        }
    }
}
