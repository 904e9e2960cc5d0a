//! Where things are published, as the vault knows it.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::git::Repository;
use super::wordpress::WordPress;
use super::{Article, PublishError, hugo, zola};

/// A site.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Site {
    /// A folder on this machine.
    Folder(Folder),
    /// A repository that a branch is pushed to.
    Git(Repository),
    /// A WordPress.
    WordPress(WordPress),
}

/// A static site's folder.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Folder {
    /// What builds it.
    pub generator: Generator,
    /// Where it is.
    pub folder: PathBuf,
}

/// What builds a static site.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Generator {
    /// Hugo.
    Hugo,
    /// Zola.
    Zola,
}

impl Generator {
    /// Its name, and its program's.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Hugo => "hugo",
            Self::Zola => "zola",
        }
    }

    /// Is there a site of its in this folder?
    ///
    /// # Errors
    /// [`PublishError::NotASite`].
    pub fn check_site(self, folder: &Path) -> Result<(), PublishError> {
        match self {
            Self::Hugo => hugo::check_site(folder),
            Self::Zola => zola::check_site(folder),
        }
    }

    /// The page.
    #[must_use]
    pub fn page(self, article: &Article) -> String {
        match self {
            Self::Hugo => hugo::page(article),
            Self::Zola => zola::page(article),
        }
    }
}
