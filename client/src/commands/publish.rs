//! Publishes an item on a site: what its mandate allows, shown first, and never over somebody's changes.

use std::path::PathBuf;

use estafette_keys::day::Day;
use estafette_keys::message::Mandate;

use crate::failure::Cause;
use crate::person::Question;
use crate::publish::build::Built;
use crate::publish::consent::Concern;
use crate::publish::wordpress::journal::Status;
use crate::publish::wordpress::push::Dropped;
use crate::publish::{Generator, PublishError, Site, SiteName, site::Folder};
use crate::request::publish::Publish;
use crate::session::Session;
use crate::vault::{Gone, ShortId, Vault};

pub(super) use branch::{look as look_at_repository, take_back as take_back_branch};
pub(super) use first::{First, first, is_agreed};
pub(super) use folder::take_back as take_back_from_folder;
pub use known::Known;
pub(super) use material::{Material, material};

mod branch;
mod bundled;
mod checked;
pub mod first;
mod folder;
mod known;
mod material;
pub(super) mod post;
pub(super) mod source;

/// What will be written, to be confirmed.
pub struct Plan {
    /// The item.
    pub short: ShortId,
    /// What its source allows.
    pub mandate: Mandate,
    /// Where.
    pub place: Place,
    /// The title.
    pub title: String,
    /// The day that stands on it; `None` where the site says.
    pub day: Option<Day>,
    /// Shown from this day on.
    pub publish_from: Option<Day>,
    /// Left out of the site for now.
    pub is_draft: bool,
    /// Is it there already, in another version?
    pub is_update: bool,
    /// Who signs.
    pub signature: Option<String>,
    /// The Markdown.
    pub body: String,
    /// Text files that go along.
    pub files: usize,
    /// What the pictures show.
    pub pictures: Vec<String>,
    /// Why it is not on the server any more: its source may have taken it back.
    pub gone: Option<Gone>,
    /// What has to be known of it.
    pub known: Known,
    /// Pictures that were approved, and never shown by this program.
    pub unseen: Vec<u32>,
    /// The section's rules, to look at once more.
    pub rules: Option<String>,
}

/// Where something is published.
#[derive(Clone, PartialEq, Eq)]
pub enum Place {
    /// A page's file.
    Page(PathBuf),
    /// A branch of a repository.
    Branch {
        /// The site's name.
        site: SiteName,
        /// The branch.
        branch: String,
    },
    /// A post.
    Post {
        /// The site's name.
        site: SiteName,
        /// Where it answers.
        address: String,
        /// The post's number, once it is there.
        post: Option<u64>,
    },
}

/// Something that was written or removed.
pub struct Page {
    /// The item.
    pub short: ShortId,
    /// Where.
    pub place: Place,
    /// Was the site built with it?
    pub built: Option<Built>,
    /// What the site left out in silence.
    pub dropped: Vec<Dropped>,
    /// What it is on the site.
    pub status: Option<Status>,
    /// The site has several languages, and not this one.
    pub is_foreign: bool,
    /// The day that stands on it, where it is not the one that was asked about: for the site, that day has not begun.
    pub dated: Option<Day>,
    /// Its branch is gone, and the page is in the branch that the site is built from.
    pub is_merged: bool,
    /// Pages built before, which a site that is built again would still have.
    pub left: Vec<PathBuf>,
}

/// What came of it.
pub enum Outcome {
    /// It was written.
    Published(Page),
    /// It was there, just so.
    Unchanged(Page),
    /// It was removed.
    TakenBack(Page),
    /// The person said no.
    Declined,
}

impl Page {
    fn of(short: ShortId, place: Place) -> Self {
        Self {
            short,
            place,
            built: None,
            dropped: Vec::new(),
            status: None,
            is_foreign: false,
            dated: None,
            is_merged: false,
            left: Vec::new(),
        }
    }
}

/// Runs `estafette publish`.
///
/// # Errors
/// [`Cause`].
pub fn run(session: &mut Session<'_>, asked: &Publish) -> Result<Outcome, Cause> {
    let vault = session.open_vault()?;
    let site = site(&vault, asked)?;
    if asked.schedule.is_some() && !matches!(site, Site::WordPress(_)) {
        return Err(PublishError::NoSchedule.into());
    }
    let first =
        if asked.undo { First::Unheard } else { first(session, &vault, &asked.item, &asked.chosen.knowing)? };
    if matches!(first, First::Declined) {
        return Ok(Outcome::Declined);
    }
    let outcome = match (&site, &asked.site) {
        (Site::Folder(at), _) if asked.undo => {
            folder::take_back(session, &vault, &asked.item, &at.folder, asked.yes)?
        }
        (Site::Folder(at), _) => folder::write(session, &vault, at, asked)?,
        (Site::Git(repository), Some(name)) if asked.undo => {
            branch::take_back(session, &vault, &asked.item, name, repository, asked.yes)?
        }
        (Site::Git(repository), Some(name)) => branch::write(session, &vault, name, repository, asked)?,
        (Site::WordPress(site), Some(name)) if asked.undo => {
            post::take_back(session, &vault, &asked.item, name, site, asked.yes, false)?
        }
        (Site::WordPress(site), Some(name)) => post::write(session, &vault, name, site, asked)?,
        (_, None) => return Err(PublishError::UnknownSite.into()),
    };
    if let (Some(name), Some(_)) = (&asked.site, &asked.to) {
        vault.keep_site(name.clone(), site)?;
    }
    if matches!(outcome, Outcome::Published(_)) && !asked.chosen.knowing.despite.contains(&Concern::Words) {
        // They were in the plan that the person agreed to.
        first::read_words(&vault, &asked.item)?;
    }
    if let First::Heard(heard) = first {
        heard.tell(session, &vault);
    }
    Ok(outcome)
}

fn site(vault: &Vault, asked: &Publish) -> Result<Site, Cause> {
    match (&asked.to, &asked.site) {
        (Some(folder), _) => {
            let folder = folder.canonicalize().map_err(|_| PublishError::NotASite)?;
            let generator = Generator::of(&folder)?;
            Ok(Site::Folder(Folder { generator, folder }))
        }
        (None, Some(name)) => Ok(vault.sites()?.remove(name).ok_or(PublishError::UnknownSite)?),
        (None, None) => unreachable!("the grammar asks for one of the two"),
    }
}

/// Asks, unless that was done.
fn is_sure(session: &mut Session<'_>, yes: bool, question: &Question<'_>) -> Result<bool, Cause> {
    match question {
        Question::Publish(plan) => is_agreed(session, &plan.known.open, yes, question),
        _ => Ok(yes || session.person.confirm(question)?),
    }
}
