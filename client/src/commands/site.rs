//! The sites that things are published on.

use std::path::{Path, PathBuf};

use super::publish::{look_at_repository, post};
use crate::config::{PassphraseFileError, passphrase_from};
use crate::failure::{Cause, Details, Explained};
use crate::person::Asked as Secret;
use crate::publish::git::Repository;
use crate::publish::site::Folder;
use crate::publish::wordpress::account::{Account, look};
use crate::publish::wordpress::journal::Posted;
use crate::publish::wordpress::rest::Rest;
use crate::publish::wordpress::{Password, WordPress};
use crate::publish::{Generator, PublishError, Site, SiteName};
use crate::request::site::{Add, Site as Asked, Step};
use crate::session::Session;
use crate::vault::{ShortId, Vault};
use crate::words::{Key, key};

/// A PEM file is shorter.
const AUTHORITY_MAX: u64 = 256 * 1024;

/// Why a site is not remembered.
#[derive(Debug, thiserror::Error)]
pub enum SiteError {
    /// Not `NAME <ADDRESS>`.
    #[error("the author is not of the form NAME <ADDRESS>")]
    Author,
    /// The certificate can't be read.
    #[error("could not read the certificate")]
    Authority(#[source] std::io::Error),
    /// The password can't be read.
    #[error("could not read the password")]
    Password(#[source] PassphraseFileError),
}

impl Explained for SiteError {
    fn key(&self) -> Key {
        match self {
            Self::Author => key!("error-site-author"),
            Self::Authority(_) => key!("error-site-authority"),
            Self::Password(_) => key!("error-site-password"),
        }
    }

    fn details(&self) -> Details<'_> {
        match self {
            Self::Authority(cause) => Details::of_system(cause),
            Self::Author | Self::Password(_) => Details::default(),
        }
    }
}

/// What came of it.
pub enum Outcome {
    /// It is remembered; what the account may do, where there is one.
    Added(SiteName, Option<Account>),
    /// It was looked at.
    Checked(SiteName, Option<Account>),
    /// The sites.
    Listed(Vec<Line>),
    /// What became of the posts.
    Followed(Vec<Followed>),
    /// It is forgotten.
    Removed(SiteName),
}

/// A site, in short. No password is in it.
pub struct Line {
    /// Its name.
    pub name: SiteName,
    /// `hugo`, `zola`, `git` or `wordpress`
    pub kind: &'static str,
    /// Where it is.
    pub place: String,
    /// Whose account.
    pub login: Option<String>,
    /// Rules for categories and tags.
    pub rules: Vec<String>,
}

/// A post of ours.
pub struct Followed {
    /// The item.
    pub short: ShortId,
    /// What is known of it.
    pub posted: Posted,
    /// Somebody could not be asked.
    pub error: Option<Cause>,
}

/// Runs `estafette site`.
///
/// # Errors
/// [`Cause`].
pub fn run(session: &mut Session<'_>, asked: &Asked) -> Result<Outcome, Cause> {
    let vault = session.open_vault()?;
    match &asked.step {
        Step::Add(add) => {
            let site = site(session, add)?;
            // A repository was looked at to know what builds it.
            let account = if matches!(site, Site::Git(_)) { None } else { check(session, &site)? };
            vault.keep_site(add.name.clone(), site)?;
            Ok(Outcome::Added(add.name.clone(), account))
        }
        Step::Check { name } => {
            let site = vault.sites()?.remove(name).ok_or(PublishError::UnknownSite)?;
            Ok(Outcome::Checked(name.clone(), check(session, &site)?))
        }
        Step::Show => {
            Ok(Outcome::Listed(vault.sites()?.into_iter().map(|(name, site)| line(name, &site)).collect()))
        }
        Step::Follow => Ok(Outcome::Followed(followed(session, &vault)?)),
        Step::Remove { name } => {
            if vault.remove_site(name)? {
                Ok(Outcome::Removed(name.clone()))
            } else {
                Err(PublishError::UnknownSite.into())
            }
        }
    }
}

fn site(session: &mut Session<'_>, add: &Add) -> Result<Site, Cause> {
    let folder = |generator, folder: &Path| {
        let folder = folder.canonicalize().map_err(|_| PublishError::NotASite)?;
        Ok::<_, Cause>(Site::Folder(Folder { generator, folder }))
    };
    if let Some(at) = &add.hugo {
        return folder(Generator::Hugo, at);
    }
    if let Some(at) = &add.zola {
        return folder(Generator::Zola, at);
    }
    if let Some(remote) = &add.git {
        let author =
            add.author.as_deref().and_then(|author| author.trim().strip_suffix('>')?.split_once('<'));
        let (name, email) = author.ok_or(SiteError::Author)?;
        let here = remote.strip_prefix("file://").unwrap_or(remote);
        let remote = match Path::new(here).canonicalize() {
            Ok(path) => path.to_string_lossy().into_owned(),
            Err(_) if is_elsewhere(remote) => remote.clone(),
            Err(_) => return Err(PublishError::NoRepository.into()),
        };
        let mut repository = Repository {
            generator: Generator::Hugo,
            remote,
            branch: add.branch.clone(),
            name: name.trim().to_owned(),
            email: email.trim().to_owned(),
        };
        let wanted = add.built_by_zola.then_some(Generator::Zola);
        repository.generator = look_at_repository(session, &repository, wanted)?;
        return Ok(Site::Git(repository));
    }
    let (Some(address), Some(login)) = (&add.wordpress, &add.login) else {
        unreachable!("the grammar asks for one of the four, and for the login")
    };
    let typed = match &add.password {
        Some(file) => passphrase_from(file).map_err(SiteError::Password)?,
        None => session.person.passphrase(Secret::Site)?,
    };
    Ok(Site::WordPress(WordPress {
        address: address.clone(),
        authority: add.authority.as_ref().map(authority).transpose()?,
        login: login.clone(),
        password: Password::typed(typed.expose_secret()),
        categories: add.category.clone(),
        tags: add.tag.clone(),
        language: add.language.clone(),
    }))
}

/// `https://host/…`, or ssh's `name@host:…`: not a folder of this machine.
fn is_elsewhere(remote: &str) -> bool {
    let host = remote.split_once(':').map(|(host, _)| host);
    !remote.starts_with("file:") && host.is_some_and(|host| !host.is_empty() && !host.contains('/'))
}

fn authority(file: &PathBuf) -> Result<String, SiteError> {
    use std::io::Read;
    let mut text = String::new();
    let read = std::fs::File::open(file).and_then(|file| file.take(AUTHORITY_MAX).read_to_string(&mut text));
    read.map(|_| text).map_err(SiteError::Authority)
}

fn check(session: &mut Session<'_>, site: &Site) -> Result<Option<Account>, Cause> {
    match site {
        Site::Folder(at) => {
            at.generator.check_site(&at.folder)?;
            Ok(None)
        }
        Site::Git(repository) => {
            look_at_repository(session, repository, Some(repository.generator))?;
            Ok(None)
        }
        Site::WordPress(site) => {
            let web = post::web(session, site)?;
            Ok(Some(look(&Rest::new(&web, site))?))
        }
    }
}

fn line(name: SiteName, site: &Site) -> Line {
    match site {
        Site::Folder(at) => Line {
            name,
            kind: at.generator.name(),
            place: at.folder.display().to_string(),
            login: None,
            rules: Vec::new(),
        },
        Site::Git(repository) => Line {
            name,
            kind: "git",
            place: repository.remote.clone(),
            login: Some(format!("{} <{}>", repository.name, repository.email)),
            rules: Vec::new(),
        },
        Site::WordPress(site) => Line {
            name,
            kind: "wordpress",
            place: site.address.to_string(),
            login: Some(site.login.clone()),
            rules: site.categories.iter().chain(&site.tags).map(ToString::to_string).collect(),
        },
    }
}

/// Each site is asked once, for all that is there.
fn followed(session: &mut Session<'_>, vault: &Vault) -> Result<Vec<Followed>, Cause> {
    let sites = vault.sites()?;
    let ids = vault.ids()?;
    let mut followed = Vec::new();
    for (name, site) in &sites {
        let Site::WordPress(site) = site else { continue };
        let mut web = None;
        // What is past its time may still be published.
        for item in vault.items()?.into_iter().chain(vault.records()?) {
            let state = item.state()?;
            for posted in state.posts.iter().filter(|posted| posted.site == *name) {
                let mut posted = posted.clone();
                let reached = match web.take() {
                    Some(reached) => Ok(reached),
                    None => post::web(session, site),
                };
                let error = match reached {
                    Ok(reached) => {
                        let looked = post::look(session, &item, &mut posted, &reached, site);
                        web = Some(reached);
                        looked.err().map(Cause::from)
                    }
                    Err(error) => Some(error),
                };
                followed.push(Followed { short: ShortId::of(item.id(), &ids), posted, error });
            }
        }
    }
    Ok(followed)
}
