//! Publishes an item on a site: what its mandate allows, shown first, and never over somebody's changes.

use std::cell::RefCell;
use std::path::PathBuf;

use estafette_keys::day::Day;
use jiff::civil::DateTime;

use super::chosen::Chosen;
use super::ending::{Ending, Ends};
use crate::clock::randomness;
use crate::failure::Cause;
use crate::person::{Notice, Person, Question};
use crate::plan::publish::Plan;
use crate::publish::calendar::Entry;
use crate::publish::consent::Concern;
use crate::publish::site::folder::Folder;
use crate::publish::target::{Doubt, Machine, Order, Page, Prepared, Target, TargetError};
use crate::publish::{PublishError, Site, SiteName, site};
use crate::session::Session;
use crate::vault::{ShortId, SiteRef, Vault};

use first::is_agreed;
pub(super) use first::{Inquiry, inquire, unanswered};
pub(super) use material::material;

pub(crate) mod first;
mod known;
mod material;
pub(super) mod otherwise;
pub(super) mod source;

/// Publish it on a site.
#[expect(clippy::struct_excessive_bools, reason = "each is an option")]
pub(crate) struct Publish {
    /// The beginning of an item's id, as `inbox` shows it
    pub item: ShortId,
    /// The folder of a Hugo or Zola site
    pub to: Option<PathBuf>,
    /// A site by its name (`site add`); with --to, remember the folder under it
    pub site: Option<SiteName>,
    /// What of it.
    pub chosen: Chosen,
    /// Mark the page as a draft: Hugo leaves it out until you say otherwise
    pub draft: bool,
    /// On a WordPress: let it become public at this moment, in the site's own time
    pub schedule: Option<DateTime>,
    /// Publish an event as cancelled, with a title that says so
    pub cancelled: bool,
    /// Take back what was published, if nobody changed it since
    pub undo: bool,
    /// Don't ask
    pub yes: bool,
}

/// What came of it.
pub(crate) enum Outcome {
    /// It was written.
    Published(Page),
    /// It was there, just so.
    Unchanged(Page),
    /// It was removed.
    TakenBack(Page),
    /// The person said no.
    Declined,
}

impl Ends for Outcome {
    fn ending(&self) -> Ending {
        if matches!(self, Self::Declined) { Ending::Declined } else { Ending::Done }
    }
}

/// How something is written.
#[expect(clippy::struct_excessive_bools, reason = "each is asked on its own")]
pub(super) struct How<'a> {
    /// What of the item.
    pub(super) chosen: &'a Chosen,
    /// It is to be marked as a draft.
    pub(super) is_draft: bool,
    /// When it is to become public by itself.
    pub(super) schedule: Option<DateTime>,
    /// It is an event that does not take place.
    pub(super) is_cancelled: bool,
    /// Nobody is asked, unless something has to be known.
    pub(super) yes: bool,
    /// Somebody is asked even if nothing has to be known.
    pub(super) asks_always: bool,
}

/// Runs `estafette publish`.
///
/// # Errors
/// [`Cause`].
pub(crate) fn run(session: &mut Session<'_>, asked: &Publish) -> Result<Outcome, Cause> {
    let vault = session.open_vault()?;
    let (site, known_as) = site(&vault, asked)?;
    if asked.schedule.is_some() && !site.target().schedules() {
        return Err(PublishError::NoSchedule.into());
    }
    let inquiry = if asked.undo {
        Inquiry::Skipped
    } else {
        inquire(session, &vault, &asked.item, &asked.chosen.knowing)?
    };
    if matches!(inquiry, Inquiry::Declined) {
        return Ok(Outcome::Declined);
    }
    let reference = site.target().site(asked.site.as_ref())?;
    let mut outcome = if asked.undo {
        take_back(session, &vault, &asked.item, site.target(), &reference, asked.yes, false)?
    } else {
        let how = How {
            chosen: &asked.chosen,
            is_draft: asked.draft,
            schedule: asked.schedule,
            is_cancelled: asked.cancelled,
            yes: asked.yes,
            asks_always: true,
        };
        write(session, &vault, &asked.item, site.target(), reference, &how)?
    };
    if let Outcome::Published(page) | Outcome::Unchanged(page) = &mut outcome {
        page.known_as = known_as;
    }
    if let (Some(name), Some(_)) = (&asked.site, &asked.to) {
        site::keep(&vault, name.clone(), site)?;
    }
    if matches!(outcome, Outcome::Published(_)) && !asked.chosen.knowing.despite.contains(&Concern::Words) {
        // They were in the plan that the person agreed to.
        first::read_words(&vault, &asked.item)?;
    }
    if let Inquiry::Answered(heard) = inquiry {
        heard.tell(session, &vault);
    }
    Ok(outcome)
}

/// The site, and its name.
fn site(vault: &Vault, asked: &Publish) -> Result<(Site, Option<SiteName>), Cause> {
    match (&asked.to, &asked.site) {
        (Some(folder), name) => {
            let mut folder = Folder::at(folder, None)?;
            let (known_as, zone) = site::named(vault, name.as_ref(), &folder.folder)?.unzip();
            folder.zone = zone.flatten();
            Ok((Site::Folder(folder), name.clone().or(known_as)))
        }
        (None, Some(name)) => {
            let site = site::all(vault)?.remove(name).ok_or(PublishError::UnknownSite)?;
            Ok((site, Some(name.clone())))
        }
        (None, None) => unreachable!("the grammar asks for one of the two"),
    }
}

/// Plans, asks, and writes.
pub(super) fn write(
    session: &mut Session<'_>,
    vault: &Vault,
    item: &ShortId,
    target: &dyn Target,
    site: SiteRef,
    how: &How<'_>,
) -> Result<Outcome, Cause> {
    target.is_there()?;
    let item = vault.find(item)?;
    let state = item.state()?;
    let material = material(session, vault, &item, &state, how.chosen, target.keeps_drafts())?;
    let consent = material.known.consent;
    let is_agreed_to = otherwise::is_agreed_to(consent, material.known.unanswered);
    let (mut content, plan) = material.split();
    if how.is_cancelled {
        content.event.as_mut().ok_or(PublishError::NotAnEvent)?.is_cancelled = true;
    }
    let (event, before) = (content.event.as_ref().filter(|_| target.has_calendar()), state.listing.as_ref());
    content.entry = event.and_then(|event| {
        let (zone, today) = (target.zone(), session.clock.today());
        Entry::of(&content.title, event, zone, before, today, &mut randomness())
    });
    let listing = content.entry.as_ref().map(|entry| entry.listing.clone());
    let is_change = listing.is_some() && state.listing.is_some() && listing != state.listing;
    let others = state.publications.iter().filter(|other| is_change && other.site != site);
    let outdated: Vec<String> = others.map(|other| other.site.at.to_string()).collect();
    let not_before = content.not_before;
    let before = state.publication(&site).cloned();
    let shown_on = site.clone();
    let order = Order { content, site, before, is_draft: how.is_draft, schedule: how.schedule };
    on_machine(session, |machine, person| {
        let ready = match target.prepare(order, machine)? {
            Prepared::Unchanged(page) => return Ok(Outcome::Unchanged(*page)),
            Prepared::Ready(ready) => ready,
        };
        consent.check()?;
        if let (Some(moment), Some(day)) = (how.schedule, not_before)
            && moment.date().to_string() < day.to_string()
        {
            return Err(PublishError::NotBefore(day).into());
        }
        let plan = Plan { is_cancelled: how.is_cancelled, ..plan(ready.proposal().clone()) };
        let open = &plan.known.open;
        let is_asked = how.asks_always || !open.is_empty();
        if is_asked && !is_agreed(&mut **person.borrow_mut(), open, how.yes, &Question::Publish(&plan))? {
            return Ok(Outcome::Declined);
        }
        let mut unanswered = None;
        let mut decide = |doubt: Doubt<'_>| {
            let question = match doubt {
                // A page that nobody sees is not left there unasked.
                Doubt::Absent(_) if how.yes => return Ok(false),
                Doubt::Incomplete(_) if how.yes => return Ok(true),
                Doubt::Absent(absent) => Question::Leave(absent),
                Doubt::Incomplete(parts) => Question::Incomplete(parts),
            };
            person.borrow_mut().confirm(&question).map_err(|error| {
                unanswered = Some(error);
                TargetError::Unanswered
            })
        };
        // Before any calendar has it, it is known what they will know it by.
        if listing != state.listing && listing.is_some() {
            item.update(|state| state.listing = listing)?;
        }
        let page = ready.commit(&item, &mut decide);
        match (page, unanswered) {
            (Err(TargetError::Unanswered), Some(error)) => Err(error.into()),
            (page, _) => {
                let page = page?;
                let appears = how.schedule.and_then(|moment| moment.date().to_string().parse().ok());
                if appears.is_some() {
                    item.update(|state| state.scheduled = appears)?;
                }
                let differences = otherwise::of_page(&page);
                let agreed = if is_agreed_to { differences.clone() } else { Vec::new() };
                if page.files.is_empty() {
                    otherwise::keep(vault, &item, &shown_on, differences)?;
                }
                Ok(Outcome::Published(Page { outdated, agreed, ..page }))
            }
        }
    })
}

/// Asks, and takes back what was published on one site.
pub(super) fn take_back(
    session: &mut Session<'_>,
    vault: &Vault,
    item: &ShortId,
    target: &dyn Target,
    site: &SiteRef,
    yes: bool,
    for_good: bool,
) -> Result<Outcome, Cause> {
    let item = vault.find_published(item)?;
    let publication = item.state()?.publication(site).cloned().ok_or(PublishError::NotPublished)?;
    let page = Page::of(ShortId::of(item.id(), &vault.ids()?), target.place(&publication)?);
    if !yes && !session.person.confirm(&Question::TakeBack(&page))? {
        return Ok(Outcome::Declined);
    }
    let page = on_machine(session, |machine, _| {
        Ok(target.take_back(&item, publication, for_good, page, machine)?)
    })?;
    // What was written of a page that is gone, or can't be opened any more, tells nobody anything.
    let _ = otherwise::keep(vault, &item, site, Vec::new());
    Ok(Outcome::TakenBack(page))
}

/// Lets a target use this machine, and a person be asked meanwhile.
pub(super) fn on_machine<T>(
    session: &mut Session<'_>,
    act: impl FnOnce(&Machine<'_>, &RefCell<&mut dyn Person>) -> Result<T, Cause>,
) -> Result<T, Cause> {
    let (config, today): (_, Day) = (session.config, session.clock.today());
    let network = session.network();
    let person: RefCell<&mut dyn Person> = RefCell::new(&mut *session.person);
    let machine = Machine {
        today,
        memory_folders: &config.memory_folders,
        network,
        tor: &config.tor,
        ssh_agent: config.ssh_agent.as_deref(),
        progress: &|percent| person.borrow_mut().tell(&Notice::Tor(percent)),
    };
    act(&machine, &person)
}

impl From<TargetError> for Cause {
    fn from(error: TargetError) -> Self {
        match error {
            TargetError::Publish(error) => error.into(),
            TargetError::WordPress(error) => error.into(),
            TargetError::Scratch(error) => error.into(),
            TargetError::Network(error) => error.into(),
            TargetError::Vault(error) => error.into(),
            TargetError::Export(error) => error.into(),
            TargetError::Unanswered => crate::person::PersonError::NoTerminal.into(),
        }
    }
}
