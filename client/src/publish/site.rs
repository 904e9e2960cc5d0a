//! The sites that things are published on, as the vault keeps them: the list of every kind there is.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::gancio::Gancio;
use super::git::Repository;
use super::target::Target;
use super::wordpress::WordPress;
use super::zone::Zone;
use super::{Generator, SiteName};
use crate::vault::{Vault, VaultError};
use folder::Folder;

pub(crate) mod branch;
pub(crate) mod export;
pub(crate) mod folder;

/// A site.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Site {
    /// A folder on this machine.
    Folder(Folder),
    /// A repository that a branch is pushed to.
    Git(Repository),
    /// A WordPress.
    WordPress(WordPress),
    /// An agenda.
    Gancio(Gancio),
}

impl Site {
    /// What can be done with it.
    #[must_use]
    pub(crate) fn target(&self) -> &dyn Target {
        match self {
            Self::Folder(folder) => folder,
            Self::Git(repository) => repository,
            Self::WordPress(site) => site,
            Self::Gancio(site) => site,
        }
    }

    /// A folder that something was published in, whatever is in it now.
    #[must_use]
    pub(crate) fn in_folder(folder: &Path) -> Self {
        Self::Folder(Folder { generator: Generator::Hugo, folder: folder.to_owned(), zone: None })
    }

    /// Says in which zone its hours are.
    pub(crate) fn set_zone(&mut self, zone: Zone) {
        match self {
            Self::Folder(folder) => folder.zone = Some(zone),
            Self::Git(repository) => repository.zone = Some(zone),
            Self::WordPress(site) => site.zone = Some(zone),
            Self::Gancio(site) => site.zone = zone,
        }
    }
}

/// The sites that have a name.
///
/// # Errors
/// [`VaultError`].
pub(crate) fn all(vault: &Vault) -> Result<BTreeMap<SiteName, Site>, VaultError> {
    vault.sites()
}

/// Remembers a site under a name.
///
/// # Errors
/// [`VaultError`].
pub(crate) fn keep(vault: &Vault, name: SiteName, site: Site) -> Result<(), VaultError> {
    vault.update_sites(|sites| sites.insert(name, site)).map(drop)
}

/// The name and the zone of the site in this folder, where one has a name: this one, or whichever.
///
/// # Errors
/// [`VaultError`].
pub(crate) fn named(
    vault: &Vault,
    name: Option<&SiteName>,
    folder: &Path,
) -> Result<Option<(SiteName, Option<Zone>)>, VaultError> {
    let folders = all(vault)?.into_iter().filter_map(|(known, site)| match site {
        Site::Folder(site) => Some((known, site)),
        Site::Git(_) | Site::WordPress(_) | Site::Gancio(_) => None,
    });
    let (mut asked, mut others) = (None, None);
    for (known, site) in folders {
        if name == Some(&known) {
            asked = Some((known, site.zone));
        } else if site.folder == folder {
            others = others.or(Some((known, site.zone)));
        }
    }
    Ok(asked.or(others))
}

/// Forgets a site; says whether there was one.
///
/// # Errors
/// [`VaultError`].
pub(crate) fn remove(vault: &Vault, name: &SiteName) -> Result<bool, VaultError> {
    vault.update_sites(|sites: &mut BTreeMap<SiteName, Site>| sites.remove(name).is_some())
}
