//! Takes down what an item became, wherever it is: what its source takes back is one command away.

use super::ending::{Ending, Ends};
use super::fetch::ask::ask;
use super::publish::{Outcome, take_back};
use crate::failure::Cause;
use crate::person::Notice;
use crate::publish::{PublishError, Site, SiteName, site};
use crate::session::Session;
use crate::vault::{At, Elsewhere, ShortId};

/// Take down what an item became.
pub(crate) struct Unpublish {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// Only on this site [default: wherever it is]
    pub site: Option<SiteName>,
    /// On a WordPress: delete the post and its pictures for good, rather than put it back to draft
    pub delete: bool,
    /// Don't ask the server first what the other editors did with it
    pub offline: bool,
    /// Don't ask
    pub yes: bool,
}

/// What came of it, site by site.
pub(crate) struct Taken(pub Vec<Outcome>);

impl Taken {
    /// The person said no, to one at least.
    #[must_use]
    pub(crate) fn is_declined(&self) -> bool {
        self.0.iter().any(|outcome| matches!(outcome, Outcome::Declined))
    }
}

impl Ends for Taken {
    fn ending(&self) -> Ending {
        if self.is_declined() { Ending::Declined } else { Ending::Done }
    }
}

/// Runs `estafette unpublish`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Unpublish) -> Result<Taken, Cause> {
    let vault = session.open_vault()?;
    // What other editors did is good to know. Where nobody can be asked, nothing waits for it: what is to go, goes.
    let heard = if asked.offline { None } else { ask(session, &vault, None).ok() };
    let state = vault.find_published(&asked.item)?.state()?;
    let others: Vec<Elsewhere> =
        state.elsewhere.iter().filter(|other| !other.places.is_empty()).cloned().collect();
    if !others.is_empty() {
        session.person.tell(&Notice::Elsewhere(others));
    }
    let sites = site::all(&vault)?;
    let mut taken = Vec::new();
    for publication in &state.publications {
        let known = sites.iter().find(|(name, site)| {
            site.target().site(Some(name)).is_ok_and(|reference| reference == publication.site)
        });
        let name = match (known, &publication.site.at) {
            (Some((name, _)), _) | (None, At::Named(name)) => Some(name),
            (None, At::Folder(_)) => None,
        };
        if asked.site.as_ref().is_some_and(|wanted| name != Some(wanted)) {
            continue;
        }
        let unnamed;
        let target = match (known, &publication.site.at) {
            (Some((_, site)), _) => site.target(),
            (None, At::Folder(folder)) => {
                unnamed = Site::in_folder(folder);
                unnamed.target()
            }
            (None, At::Named(_)) => return Err(PublishError::UnknownSite.into()),
        };
        let (item, site) = (&asked.item, &publication.site);
        taken.push(take_back(session, &vault, item, target, site, asked.yes, asked.delete)?);
    }
    if let Some(heard) = heard {
        heard.tell(session, &vault);
    }
    if taken.is_empty() { Err(PublishError::NotPublished.into()) } else { Ok(Taken(taken)) }
}
