//! Takes down what an item became, wherever it is: what its source takes back is one command away.

use super::fetch::ask::ask;
use super::publish::{Outcome, post, take_back_branch, take_back_from_folder};
use crate::failure::Cause;
use crate::person::Notice;
use crate::publish::{PublishError, Site, SiteName};
use crate::request::unpublish::Unpublish;
use crate::session::Session;
use crate::vault::Elsewhere;

/// What came of it, site by site.
pub struct Taken(pub Vec<Outcome>);

impl Taken {
    /// The person said no, to one at least.
    #[must_use]
    pub fn is_declined(&self) -> bool {
        self.0.iter().any(|outcome| matches!(outcome, Outcome::Declined))
    }
}

/// Runs `estafette unpublish`.
///
/// # Errors
/// [`Cause`].
pub fn run(session: &mut Session<'_>, asked: &Unpublish) -> Result<Taken, Cause> {
    let vault = session.open_vault()?;
    // What other editors did is good to know. Where nobody can be asked, nothing waits for it: what is to go, goes.
    let heard = if asked.offline { None } else { ask(session, &vault, None).ok() };
    let state = vault.find_published(&asked.item)?.state()?;
    let others: Vec<Elsewhere> =
        state.elsewhere.iter().filter(|other| !other.places.is_empty()).cloned().collect();
    if !others.is_empty() {
        session.person.tell(&Notice::Elsewhere(others));
    }
    let sites = vault.sites()?;
    let is_wanted = |name: &SiteName| asked.site.as_ref().is_none_or(|wanted| wanted == name);
    let mut taken = Vec::new();
    for record in &state.published {
        let site = sites.iter().find(|(name, site)| match site {
            Site::Folder(at) => at.folder == record.site,
            Site::Git(_) => record.site.as_os_str() == format!("git:{name}").as_str(),
            Site::WordPress(_) => false,
        });
        match site {
            Some((name, _)) if !is_wanted(name) => {}
            Some((name, Site::Git(repository))) => {
                taken.push(take_back_branch(session, &vault, &asked.item, name, repository, asked.yes)?);
            }
            None if asked.site.is_some() => {}
            _ => taken.push(take_back_from_folder(session, &vault, &asked.item, &record.site, asked.yes)?),
        }
    }
    for posted in &state.posts {
        if !is_wanted(&posted.site) {
            continue;
        }
        let Some(Site::WordPress(site)) = sites.get(&posted.site) else {
            return Err(PublishError::UnknownSite.into());
        };
        let (name, yes) = (&posted.site, asked.yes);
        taken.push(post::take_back(session, &vault, &asked.item, name, site, yes, asked.delete)?);
    }
    if let Some(heard) = heard {
        heard.tell(session, &vault);
    }
    if taken.is_empty() { Err(PublishError::NotPublished.into()) } else { Ok(Taken(taken)) }
}
