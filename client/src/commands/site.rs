//! The sites that things are published on.

use std::path::{Path, PathBuf};

use estafette_files::read_small_text;

use super::ending::{Ending, Ends};
use super::publish::on_machine;
use crate::config::{PassphraseFileError, passphrase_from};
use crate::failure::{Cause, Details, Explained};
use crate::person::Asked as Secret;
use crate::publish::gancio::Gancio;
use crate::publish::git::Repository;
use crate::publish::password::Password;
use crate::publish::site::folder::Folder;
use crate::publish::target::{self, Summary};
use crate::publish::web::WebAddress;
use crate::publish::wordpress::WordPress;
use crate::publish::wordpress::account::Account;
use crate::publish::wordpress::terms::Rule;
use crate::publish::zone::Zone;
use crate::publish::{self, Generator, PublishError, SiteName, site};
use crate::session::Session;
use crate::vault::{Publication, ShortId, Vault};
use crate::words::{Key, key};

/// The sites you publish on.
pub(crate) struct Site {
    /// What to do.
    pub step: Step,
}

/// What can be done with sites.
pub(crate) enum Step {
    /// Remember a site under a name, once it was checked
    Add(Box<Add>),
    /// Say what an account may do on a WordPress, or whether a folder holds a site
    Check {
        /// The site's name
        name: SiteName,
    },
    /// Say in which time zone a site's hours are
    Set {
        /// The site's name
        name: SiteName,
        /// The time zone of its readers
        zone: Zone,
    },
    /// List the sites
    Show,
    /// Look what became of what is on each WordPress and Gancio
    Follow,
    /// Forget a site; what is published there stays
    Remove {
        /// The site's name
        name: SiteName,
    },
}

/// A site to remember.
pub(crate) struct Add {
    /// A name of your own for it
    pub name: SiteName,
    /// The folder of a Hugo site
    pub hugo: Option<PathBuf>,
    /// The folder of a Zola site
    pub zola: Option<PathBuf>,
    /// A repository with a static site; each item gets a branch
    pub git: Option<String>,
    /// A WordPress: https://…, http://….onion or http://127.0.0.1:PORT
    pub wordpress: Option<WebAddress>,
    /// A Gancio, which gets events: https://…, http://….onion or http://127.0.0.1:PORT
    pub gancio: Option<WebAddress>,
    /// The account, best one for the whole group
    pub login: Option<String>,
    /// Read its password (on a WordPress, an application password) from a file, or from standard input (-) [default: asked for]
    pub password: Option<PathBuf>,
    /// Trust this certificate, in PEM, besides those that browsers trust
    pub authority: Option<PathBuf>,
    /// The language the site is in
    pub language: String,
    /// A category for a section and a kind, * for any; can be repeated
    pub category: Vec<Rule>,
    /// A tag, likewise
    pub tag: Vec<Rule>,
    /// The time zone of its readers
    pub zone: Option<Zone>,
    /// Whose name is on commits
    pub author: Option<String>,
    /// The branch that new ones begin at
    pub branch: String,
    /// The repository's site is built by Zola, not by Hugo
    pub built_by_zola: bool,
}

/// A PEM file is shorter.
const AUTHORITY_MAX: u64 = 256 * 1024;

/// Why a site is not remembered.
#[derive(Debug, thiserror::Error)]
pub(crate) enum SiteError {
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
pub(crate) enum Outcome {
    /// It is remembered; what the account may do, where there is one; the zone of its hours, where that is known.
    Added(SiteName, Option<Account>, Option<Zone>),
    /// It was looked at.
    Checked(SiteName, Option<Account>),
    /// Its hours are in this zone.
    Zoned(SiteName, Zone),
    /// The sites.
    Listed(Vec<Line>),
    /// What became of the posts.
    Followed(Vec<Followed>),
    /// It is forgotten.
    Removed(SiteName),
}

impl Ends for Outcome {
    fn ending(&self) -> Ending {
        match self {
            Self::Followed(posts) if posts.iter().any(|post| post.error.is_some()) => Ending::InPart,
            _ => Ending::Done,
        }
    }
}

/// A site, under its name.
pub(crate) struct Line {
    /// Its name.
    pub name: SiteName,
    /// What it is.
    pub summary: Summary,
}

/// Something that was published on a site whose own editors may have changed it.
pub(crate) struct Followed {
    /// The item.
    pub short: ShortId,
    /// The site.
    pub site: SiteName,
    /// What is known of it now.
    pub publication: Publication,
    /// Its number on the site.
    pub number: Option<u64>,
    /// Why the site could not be asked.
    pub error: Option<Cause>,
}

/// Runs `estafette site`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Site) -> Result<Outcome, Cause> {
    let vault = session.open_vault()?;
    match &asked.step {
        Step::Add(add) => {
            let mut site = added(session, add)?;
            if let Some(zone) = &add.zone {
                site.set_zone(zone.clone());
            }
            // A repository was looked at to know what builds it.
            let account = if matches!(site, publish::Site::Git(_)) { None } else { check(session, &site)? };
            // What a site says of its own clocks holds unless the person said otherwise.
            let said = account.as_ref().and_then(|account| account.zone.clone());
            if let Some(zone) = said.filter(|_| site.target().zone().is_none()) {
                site.set_zone(zone);
            }
            let zone = site.target().zone().cloned();
            site::keep(&vault, add.name.clone(), site)?;
            Ok(Outcome::Added(add.name.clone(), account, zone))
        }
        Step::Check { name } => {
            let site = site::all(&vault)?.remove(name).ok_or(PublishError::UnknownSite)?;
            Ok(Outcome::Checked(name.clone(), check(session, &site)?))
        }
        Step::Set { name, zone } => {
            let mut site = site::all(&vault)?.remove(name).ok_or(PublishError::UnknownSite)?;
            site.set_zone(zone.clone());
            site::keep(&vault, name.clone(), site)?;
            Ok(Outcome::Zoned(name.clone(), zone.clone()))
        }
        Step::Show => {
            let line =
                |(name, site): (SiteName, publish::Site)| Line { name, summary: site.target().summary() };
            Ok(Outcome::Listed(site::all(&vault)?.into_iter().map(line).collect()))
        }
        Step::Follow => Ok(Outcome::Followed(followed(session, &vault)?)),
        Step::Remove { name } => {
            if site::remove(&vault, name)? {
                Ok(Outcome::Removed(name.clone()))
            } else {
                Err(PublishError::UnknownSite.into())
            }
        }
    }
}

fn added(session: &mut Session<'_>, add: &Add) -> Result<publish::Site, Cause> {
    if let Some(at) = &add.hugo {
        return Ok(publish::Site::Folder(Folder::at(at, Some(Generator::Hugo))?));
    }
    if let Some(at) = &add.zola {
        return Ok(publish::Site::Folder(Folder::at(at, Some(Generator::Zola))?));
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
            zone: None,
        };
        let wanted = add.built_by_zola.then_some(Generator::Zola);
        repository.generator =
            on_machine(session, |machine, _| Ok(repository.generator_of(wanted, machine)?))?;
        return Ok(publish::Site::Git(repository));
    }
    let (Some(address), Some(login)) = (add.wordpress.as_ref().or(add.gancio.as_ref()), &add.login) else {
        unreachable!("the grammar asks for one of the five, and for the login")
    };
    let typed = match &add.password {
        Some(file) => passphrase_from(file).map_err(SiteError::Password)?,
        None => session.person.passphrase(Secret::Site)?,
    };
    if add.gancio.is_some() {
        let Some(zone) = add.zone.clone() else { unreachable!("the grammar asks for the zone") };
        return Ok(publish::Site::Gancio(Gancio {
            address: address.clone(),
            authority: add.authority.as_deref().map(authority).transpose()?,
            login: login.clone(),
            password: Password::chosen(typed.expose_secret()),
            tags: add.tag.clone(),
            zone,
        }));
    }
    Ok(publish::Site::WordPress(WordPress {
        address: address.clone(),
        authority: add.authority.as_deref().map(authority).transpose()?,
        login: login.clone(),
        password: Password::typed(typed.expose_secret()),
        categories: add.category.clone(),
        tags: add.tag.clone(),
        language: add.language.clone(),
        zone: None,
    }))
}

/// `https://host/…`, or ssh's `name@host:…`: not a folder of this machine.
fn is_elsewhere(remote: &str) -> bool {
    let host = remote.split_once(':').map(|(host, _)| host);
    !remote.starts_with("file:") && host.is_some_and(|host| !host.is_empty() && !host.contains('/'))
}

fn authority(file: &Path) -> Result<String, SiteError> {
    read_small_text(file, AUTHORITY_MAX).map_err(SiteError::Authority)
}

fn check(session: &mut Session<'_>, site: &publish::Site) -> Result<Option<Account>, Cause> {
    on_machine(session, |machine, _| Ok(site.target().check(machine)?))
}

/// Looks what became of everything on every site.
fn followed(session: &mut Session<'_>, vault: &Vault) -> Result<Vec<Followed>, Cause> {
    let ids = vault.ids()?;
    let mut all = Vec::new();
    for (name, site) in site::all(vault)? {
        if !site.target().has_editors() {
            continue;
        }
        let reference = site.target().site(Some(&name))?;
        let (mut shorts, mut publications) = (Vec::new(), Vec::new());
        // What is past its time may still be published.
        for item in vault.items()?.into_iter().chain(vault.records()?) {
            if let Some(publication) = item.state()?.publication(&reference) {
                shorts.push(ShortId::of(item.id(), &ids));
                publications.push((item, publication.clone()));
            }
        }
        let followed = on_machine(session, |machine, _| Ok(site.target().follow(publications, machine)))?;
        all.extend(shorts.into_iter().zip(followed).map(|(short, followed)| {
            let target::Followed { publication, number, error } = followed;
            Followed { short, site: name.clone(), publication, number, error: error.map(Cause::from) }
        }));
    }
    Ok(all)
}
