//! A post on a WordPress.

use estafette_keys::day::Day;
use estafette_keys::hex;
use jiff::civil::DateTime;
use rand::RngCore;
use serde_json::{Map, json};

use super::account::{Account, look};
use super::after::{delete, follow, schedule, withdraw};
use super::journal::{Holder, Posted};
use super::push::{Post, push};
use super::rest::Rest;
use super::{WordPress, WordPressError};
use crate::clock::randomness;
use crate::publish::SiteName;
use crate::publish::status::Status;
use crate::publish::target::{
    Content, Decide, Destination, Dropped, Followed, Machine, Order, Page, Prepared, Proposal, Ready,
    Summary, Target, TargetError,
};
use crate::publish::web::Web;
use crate::publish::zone::Zone;
use crate::vault::{Item, Publication, VaultError};
use crate::words::key;

impl Target for WordPress {
    fn kind(&self) -> &'static str {
        super::KIND
    }

    fn summary(&self) -> Summary {
        Summary {
            kind: "wordpress",
            place: self.address.to_string(),
            login: Some(self.login.clone()),
            rules: self.categories.iter().chain(&self.tags).map(ToString::to_string).collect(),
            zone: self.zone.clone(),
        }
    }

    fn has_calendar(&self) -> bool {
        true
    }

    fn zone(&self) -> Option<&Zone> {
        self.zone.as_ref()
    }

    fn keeps_drafts(&self) -> bool {
        true
    }

    fn schedules(&self) -> bool {
        true
    }

    fn check(&self, machine: &Machine<'_>) -> Result<Option<Account>, TargetError> {
        let web = web(self, machine)?;
        Ok(Some(look(&Rest::new(&web, self))?))
    }

    fn prepare<'a>(&'a self, order: Order, machine: &'a Machine<'a>) -> Result<Prepared<'a>, TargetError> {
        let Order { content, site, before, schedule, .. } = order;
        let embargo = [content.not_before, content.publish_from];
        let embargo = embargo.into_iter().flatten().filter(|day| *day > machine.today).max();
        let posted = match &before {
            Some(before) => Posted::of(before)?,
            None => Posted::begin(&site, machine.today, token())?,
        };
        let proposal = Proposal {
            destination: destination(self, &posted),
            day: None,
            publish_from: embargo,
            // An event that is public stays public when it changes.
            is_draft: posted.status != Status::Public,
            is_update: posted.post.is_some(),
        };
        Ok(Prepared::Ready(Box::new(Posting {
            site: self,
            content,
            posted,
            embargo,
            schedule,
            proposal,
            machine,
        })))
    }

    fn place(&self, publication: &Publication) -> Result<Destination, TargetError> {
        Ok(destination(self, &Posted::of(publication)?))
    }

    /// Puts the post back to draft; or deletes it, and its pictures.
    fn take_back(
        &self,
        item: &Item<'_>,
        publication: Publication,
        for_good: bool,
        mut page: Page,
        machine: &Machine<'_>,
    ) -> Result<Page, TargetError> {
        let mut posted = Posted::of(&publication)?;
        let web = web(self, machine)?;
        let rest = Rest::new(&web, self);
        let mut keep = |posted: &Posted| keep(item, posted);
        let is_shown = if for_good {
            let is_shown = delete(&rest, &mut posted, &mut keep)?;
            item.forget_publication(&publication.site)?;
            is_shown
        } else {
            withdraw(&rest, &mut posted, &mut keep)?
        };
        page.dropped.extend(is_shown.then_some(Dropped::Page));
        page.status = Some(posted.status);
        Ok(page)
    }

    fn has_editors(&self) -> bool {
        true
    }

    /// The site is asked over one connection, for all that is there.
    fn follow(&self, publications: Vec<(Item<'_>, Publication)>, machine: &Machine<'_>) -> Vec<Followed> {
        let mut connection = None;
        let followed = |(item, publication): (Item<'_>, Publication)| {
            let mut posted = match Posted::of(&publication) {
                Ok(posted) => posted,
                Err(error) => return Followed { publication, number: None, error: Some(error.into()) },
            };
            let reached = match connection.take() {
                Some(reached) => Ok(reached),
                None => web(self, machine),
            };
            let error = match reached {
                Ok(reached) => {
                    let mut keep = |posted: &Posted| keep(&item, posted);
                    let looked = follow(&Rest::new(&reached, self), &mut posted, machine.today, &mut keep);
                    connection = Some(reached);
                    looked.err().map(TargetError::from)
                }
                Err(error) => Some(error),
            };
            let number = posted.post;
            match posted.publication() {
                Ok(publication) => Followed { publication, number, error },
                Err(failed) => Followed { publication, number, error: error.or(Some(failed.into())) },
            }
        };
        publications.into_iter().map(followed).collect()
    }
}

/// A post that is about to be made, or brought up to date.
struct Posting<'a> {
    site: &'a WordPress,
    content: Content,
    posted: Posted,
    embargo: Option<Day>,
    schedule: Option<DateTime>,
    proposal: Proposal,
    machine: &'a Machine<'a>,
}

impl Ready for Posting<'_> {
    fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    fn commit(self: Box<Self>, item: &Item<'_>, _: Decide<'_>) -> Result<Page, TargetError> {
        let Self { site, content, mut posted, embargo, .. } = *self;
        let web = web(site, self.machine)?;
        let rest = Rest::new(&web, site);
        let post = Post {
            title: &content.title,
            text: &content.body,
            event: content.event.as_ref(),
            entry: content.entry.as_ref(),
            zone: site.zone.as_ref(),
            as_written: content.as_written,
            language: &content.language,
            section: &content.section,
            kind: content.kind,
            embargo,
            pictures: &content.pictures,
        };
        let pushed = push(&rest, site, &post, &mut posted, &mut token, &mut |posted| keep(item, posted));
        if let Err(WordPressError::Gone) = pushed {
            // Somebody threw it away: the next time it is another one.
            posted.status = Status::Gone;
            keep(item, &posted)?;
        }
        let dropped = pushed?;
        if let Some(moment) = self.schedule {
            let moment = moment.strftime("%Y-%m-%dT%H:%M:%S").to_string();
            schedule(&rest, &mut posted, &moment, &mut |posted| keep(item, posted))?;
        }
        let lacks_zone = content.event.is_some() && content.entry.is_none() && posted.holder == Holder::Post;
        let page = Page::of(content.short, destination(site, &posted));
        Ok(Page { status: Some(posted.status), dropped, lacks_zone, ..page })
    }
}

fn destination(site: &WordPress, posted: &Posted) -> Destination {
    let address = site.address.to_string();
    let place = posted.post.map_or_else(|| address.clone(), |post| format!("{address}?p={post}"));
    let name: SiteName = posted.site.clone();
    let fields = Map::from_iter([
        ("site".to_owned(), json!(name.to_string())),
        ("address".to_owned(), json!(address)),
        ("post".to_owned(), json!(posted.post)),
    ]);
    Destination {
        site: Some(name),
        place,
        fields,
        next: Some(key!("next-published-post")),
        draft: key!("say-publish-post-draft"),
    }
}

/// The way to a site.
fn web(site: &WordPress, machine: &Machine<'_>) -> Result<Web, TargetError> {
    let network = machine.network.open()?;
    let web = Web::new(&site.address, site.authority.as_deref(), network, &mut |percent| {
        (machine.progress)(percent);
    });
    Ok(web.map_err(WordPressError::Web)?)
}

fn keep(item: &Item<'_>, posted: &Posted) -> Result<(), VaultError> {
    let publication = posted.publication()?;
    // One that is gone may be made anew.
    if posted.status == Status::Gone {
        item.forget_publication(&publication.site)
    } else {
        item.keep_publication(&publication)
    }
}

/// Nobody guesses it, and it says nothing.
fn token() -> String {
    let mut random = [0; 16];
    randomness().fill_bytes(&mut random);
    format!("c-{}", hex::encode(&random))
}
