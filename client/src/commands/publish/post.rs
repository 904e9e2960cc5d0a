//! A post on a WordPress.

use rand::RngCore;

use super::{Outcome, Page, Place, is_sure, material};
use crate::clock::randomness;
use crate::failure::Cause;
use crate::person::{Notice, Question};
use crate::publish::event::with_event;
use crate::publish::web::Web;
use crate::publish::wordpress::after::{delete, follow, schedule, withdraw};
use crate::publish::wordpress::journal::{Posted, Status};
use crate::publish::wordpress::push::{Dropped, Picture, Post, push};
use crate::publish::wordpress::rest::Rest;
use crate::publish::wordpress::{WordPress, WordPressError};
use crate::publish::{PublishError, SiteName};
use crate::request::publish::Publish;
use crate::session::Session;
use crate::vault::{Item, ShortId, Vault, VaultError};

/// Makes the draft, or brings it up to date.
pub(super) fn write(
    session: &mut Session<'_>,
    vault: &Vault,
    name: &SiteName,
    site: &WordPress,
    asked: &Publish,
) -> Result<Outcome, Cause> {
    let item = vault.find(&asked.item)?;
    let state = item.state()?;
    let today = session.clock.today();
    // A draft with a date to come is not published.
    let material = material(session, vault, &item, &state, &asked.chosen, true)?;
    material.check_proof(today)?;
    let embargo = [material.mandate.not_before, material.publish_from];
    let embargo = embargo.into_iter().flatten().filter(|day| *day > today).max();
    if let (Some(moment), Some(day)) = (asked.schedule, material.mandate.not_before)
        && moment.date().to_string() < day.to_string()
    {
        return Err(PublishError::NotBefore(day).into());
    }
    let record = state.posts.iter().find(|posted| posted.site == *name).cloned();
    let number = record.as_ref().and_then(|posted| posted.post);
    let place = Place::Post { site: name.clone(), address: site.address.to_string(), post: number };
    let mut plan = material.plan(place);
    plan.publish_from = embargo;
    plan.is_draft = true;
    plan.is_update = number.is_some();
    if !is_sure(session, asked.yes, &Question::Publish(&plan))? {
        return Ok(Outcome::Declined);
    }
    let pictures: Vec<Picture> = material
        .pictures
        .iter()
        .map(|picture| Picture {
            file: picture.file.clone(),
            format: picture.format,
            alt: picture.alt.clone(),
        })
        .collect();
    let web = web(session, site)?;
    let rest = Rest::new(&web, site);
    let text = with_event(&material.body, material.event.as_ref(), &material.language);
    let post = Post {
        title: &material.title,
        text: &text,
        as_written: material.as_written,
        language: &material.language,
        section: state.section.as_str(),
        kind: material.kind,
        embargo,
        pictures: &pictures,
    };
    let mut posted = record.unwrap_or_else(|| Posted::begin(name.clone(), today, token()));
    let pushed = push(&rest, site, &post, &mut posted, &mut token, &mut |posted| keep(&item, posted));
    if let Err(WordPressError::Gone) = pushed {
        // Somebody threw it away: the next time it is another one.
        posted.status = Status::Gone;
        keep(&item, &posted)?;
    }
    let dropped = pushed?;
    if let Some(moment) = asked.schedule {
        let moment = moment.strftime("%Y-%m-%dT%H:%M:%S").to_string();
        schedule(&rest, &mut posted, &moment, &mut |posted| keep(&item, posted))?;
    }
    let place = Place::Post { site: name.clone(), address: site.address.to_string(), post: posted.post };
    let page = Page { status: Some(posted.status), dropped, ..Page::of(material.short, place) };
    Ok(Outcome::Published(page))
}

/// Puts the post back to draft; or deletes it, and its pictures.
pub(in crate::commands) fn take_back(
    session: &mut Session<'_>,
    vault: &Vault,
    item: &ShortId,
    name: &SiteName,
    site: &WordPress,
    yes: bool,
    for_good: bool,
) -> Result<Outcome, Cause> {
    let item = vault.find_published(item)?;
    let state = item.state()?;
    let posted = state.posts.iter().find(|posted| posted.site == *name);
    let mut posted = posted.ok_or(PublishError::NotPublished)?.clone();
    let place = Place::Post { site: name.clone(), address: site.address.to_string(), post: posted.post };
    let mut page = Page::of(ShortId::of(item.id(), &vault.ids()?), place);
    if !is_sure(session, yes, &Question::TakeBack(&page))? {
        return Ok(Outcome::Declined);
    }
    let web = web(session, site)?;
    let rest = Rest::new(&web, site);
    let mut keep = |posted: &Posted| keep(&item, posted);
    let is_shown = if for_good {
        let is_shown = delete(&rest, &mut posted, &mut keep)?;
        item.update(|state| state.posts.retain(|other| other.site != *name))?;
        is_shown
    } else {
        withdraw(&rest, &mut posted, &mut keep)?
    };
    page.dropped.extend(is_shown.then_some(Dropped::Page));
    page.status = Some(posted.status);
    Ok(Outcome::TakenBack(page))
}

/// Looks what became of a post.
pub(in crate::commands) fn look(
    session: &mut Session<'_>,
    item: &Item<'_>,
    posted: &mut Posted,
    web: &Web,
    site: &WordPress,
) -> Result<(), WordPressError> {
    let today = session.clock.today();
    follow(&Rest::new(web, site), posted, today, &mut |posted| keep(item, posted))
}

/// The way to a site.
pub(in crate::commands) fn web(session: &mut Session<'_>, site: &WordPress) -> Result<Web, Cause> {
    let network = session.network()?;
    let person = &mut session.person;
    let web = Web::new(&site.address, site.authority.as_deref(), network, &mut |percent| {
        person.tell(&Notice::Tor(percent));
    });
    Ok(web.map_err(WordPressError::Web)?)
}

fn keep(item: &Item<'_>, posted: &Posted) -> Result<(), VaultError> {
    item.update(|state| {
        state.posts.retain(|other| other.site != posted.site);
        // One that is gone may be made anew.
        if posted.status != Status::Gone {
            state.posts.push(posted.clone());
        }
    })
    .map(drop)
}

/// Nobody guesses it, and it says nothing.
fn token() -> String {
    let mut random = [0; 16];
    randomness().fill_bytes(&mut random);
    random.iter().fold("c-".to_owned(), |token, byte| token + &format!("{byte:02x}"))
}
