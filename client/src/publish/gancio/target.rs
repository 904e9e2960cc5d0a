//! An event on a Gancio.

use hyper::Method;
use rand::RngCore;
use serde_json::{Map, Value, json};

use super::api::Api;
use super::form::{Form, face, whole};
use super::journal::{Begun, Posted};
use super::{Gancio, GancioError};
use crate::clock::randomness;
use crate::publish::PublishError;
use crate::publish::status::Status;
use crate::publish::target::{
    Content, Decide, Destination, Dropped, Followed, Machine, Order, Page, Prepared, Proposal, Ready,
    Summary, Target, TargetError,
};
use crate::publish::web::Web;
use crate::publish::wordpress::account::Account;
use crate::publish::zone::Zone;
use crate::vault::{Item, Publication};
use crate::words::key;
use estafette_keys::hex;

impl Target for Gancio {
    fn kind(&self) -> &'static str {
        super::KIND
    }

    fn summary(&self) -> Summary {
        Summary {
            kind: super::KIND,
            place: self.address.to_string(),
            login: Some(self.login.clone()),
            rules: self.tags.iter().map(ToString::to_string).collect(),
            zone: Some(self.zone.clone()),
        }
    }

    fn has_calendar(&self) -> bool {
        true
    }

    fn zone(&self) -> Option<&Zone> {
        Some(&self.zone)
    }

    fn check(&self, machine: &Machine<'_>) -> Result<Option<Account>, TargetError> {
        let web = web(self, machine)?;
        Api::log_in(&web, self)?;
        Ok(None)
    }

    /// Whatever is brought there is public.
    fn prepare<'a>(&'a self, order: Order, machine: &'a Machine<'a>) -> Result<Prepared<'a>, TargetError> {
        let Order { content, site, before, is_draft, .. } = order;
        if content.event.is_none() {
            return Err(PublishError::EventsOnly.into());
        }
        if is_draft {
            return Err(PublishError::NoDrafts.into());
        }
        if let Some(day) = content.publish_from.filter(|day| *day > machine.today) {
            return Err(PublishError::NotBefore(day).into());
        }
        let posted = match before {
            Some(before) => Posted::of(before)?,
            None => Posted::begin(&site, machine.today),
        };
        let proposal = Proposal {
            destination: destination(self, &posted),
            day: None,
            publish_from: None,
            is_draft: false,
            is_update: posted.memory.event.is_some(),
        };
        Ok(Prepared::Ready(Box::new(Posting { site: self, content, posted, proposal, machine })))
    }

    fn place(&self, publication: &Publication) -> Result<Destination, TargetError> {
        Ok(destination(self, &Posted::of(publication.clone())?))
    }

    /// Deletes it: an event that is only hidden stays where other agendas took it over.
    fn take_back(
        &self,
        item: &Item<'_>,
        publication: Publication,
        _: bool,
        mut page: Page,
        machine: &Machine<'_>,
    ) -> Result<Page, TargetError> {
        let posted = Posted::of(publication)?;
        let web = web(self, machine)?;
        let api = Api::log_in(&web, self)?;
        let event = match posted.memory.event {
            Some(event) => Some(event),
            None => find(&api, &posted)?,
        };
        if let Some(event) = event {
            api.delete(event)?;
            page.dropped.extend(api.event(event)?.map(|_| Dropped::Page));
        }
        item.forget_publication(&posted.publication.site)?;
        page.status = Some(Status::Gone);
        Ok(page)
    }

    fn has_editors(&self) -> bool {
        true
    }

    fn follow(&self, publications: Vec<(Item<'_>, Publication)>, machine: &Machine<'_>) -> Vec<Followed> {
        let followed = |(item, publication): (Item<'_>, Publication)| {
            let before = publication.clone();
            match look(self, &item, publication, machine) {
                Ok(posted) => {
                    let number = posted.memory.event;
                    Followed { publication: posted.publication, number, error: None }
                }
                Err(error) => Followed { publication: before, number: None, error: Some(error) },
            }
        };
        publications.into_iter().map(followed).collect()
    }
}

/// Looks what became of an event.
fn look(
    site: &Gancio,
    item: &Item<'_>,
    publication: Publication,
    machine: &Machine<'_>,
) -> Result<Posted, TargetError> {
    let mut posted = Posted::of(publication)?;
    let Some(event) = posted.memory.event else { return Ok(posted) };
    let web = web(site, machine)?;
    match Api::log_in(&web, site)?.event(event)? {
        Some(there) => is_shown(site, &mut posted, &there, machine),
        None => posted.is(Status::Gone, machine.today),
    }
    posted.keep(item)?;
    Ok(posted)
}

/// An event that is about to be brought, or changed.
struct Posting<'a> {
    site: &'a Gancio,
    content: Content,
    posted: Posted,
    proposal: Proposal,
    machine: &'a Machine<'a>,
}

impl Ready for Posting<'_> {
    fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    fn commit(self: Box<Self>, item: &Item<'_>, _: Decide<'_>) -> Result<Page, TargetError> {
        let Self { site, content, mut posted, machine, .. } = *self;
        let event = content.event.as_ref().ok_or(PublishError::EventsOnly)?;
        let mut form = Form::of(&content, event, &site.zone, &site.tags).ok_or(GancioError::Malformed)?;
        let web = web(site, machine)?;
        let api = Api::log_in(&web, site)?;
        let known = api.places(&form.place.name)?;
        form.place = form.place.among(&known);
        let mut dropped = Form::left_out(&content, event);
        if posted.memory.event.is_none() {
            posted.memory.event = find(&api, &posted)?;
        }
        let there = match posted.memory.event {
            Some(event) => Some(untouched(&api, event, &posted)?),
            None => None,
        };
        let is_same = there.as_ref().is_some_and(|there| whole(there) == form.whole());
        if !is_same || posted.memory.picture != form.picture() {
            bring(&api, &form, &mut posted, item)?;
        }
        let number = posted.memory.event.ok_or(GancioError::Malformed)?;
        if let Some(there) = api.event(number)? {
            is_shown(site, &mut posted, &there, machine);
            let (text, when) = form.is_kept(&there);
            dropped.extend((!text).then_some(Dropped::Text));
            dropped.extend((!when).then_some(Dropped::Event));
            posted.sent(whole(&there));
        } else {
            // Its editors look at it first.
            posted.is(Status::Pending, machine.today);
            posted.sent(form.whole());
        }
        posted.memory.picture = form.picture();
        posted.keep(item)?;
        let page = Page::of(content.short.clone(), destination(site, &posted));
        Ok(Page { status: Some(posted.status()), dropped, ..page })
    }
}

/// What is about to be there is remembered first.
fn bring(api: &Api<'_>, form: &Form<'_>, posted: &mut Posted, item: &Item<'_>) -> Result<(), TargetError> {
    posted.sends(form.whole());
    let method = if posted.memory.event.is_some() {
        Method::PUT
    } else {
        posted.memory.begun = Some(Begun { starts: form.starts, face: form.face() });
        Method::POST
    };
    if posted.publication.status.is_none() {
        posted.is(Status::Begun, posted.publication.day);
    }
    posted.keep(item)?;
    let answer = api.bring(&method, &boundary(), &form.parts(posted.memory.event))?;
    let number = answer.get("id").and_then(Value::as_u64).ok_or(GancioError::Malformed)?;
    if posted.memory.event.is_some_and(|event| event != number) {
        return Err(GancioError::Malformed.into());
    }
    posted.memory.event = Some(number);
    posted.keep(item)?;
    Ok(())
}

/// The event that a run before this one brought, whose answer was lost.
fn find(api: &Api<'_>, posted: &Posted) -> Result<Option<u64>, TargetError> {
    let Some(begun) = &posted.memory.begun else { return Ok(None) };
    let (from, until) = ((begun.starts - 1).to_string(), (begun.starts + 1).to_string());
    let found = api.events(&[("start", &from), ("end", &until), ("show_multidate", "true")])?;
    let ours = found.iter().filter(|event| face(event) == begun.face);
    let mut numbers: Vec<u64> = ours.filter_map(|event| event.get("id").and_then(Value::as_u64)).collect();
    numbers.sort_unstable();
    for number in numbers {
        let is_ours = |event: &Value| event.get("isMine").and_then(Value::as_bool).unwrap_or(true);
        if api.event(number)?.as_ref().is_some_and(is_ours) {
            return Ok(Some(number));
        }
    }
    Ok(None)
}

/// The event as it is there, if nobody but us wrote it.
fn untouched(api: &Api<'_>, event: u64, posted: &Posted) -> Result<Value, GancioError> {
    let there = api.event(event)?.ok_or(GancioError::Gone)?;
    if posted.wrote(&whole(&there)) { Ok(there) } else { Err(GancioError::Changed) }
}

fn is_shown(site: &Gancio, posted: &mut Posted, there: &Value, machine: &Machine<'_>) {
    posted.is(Status::Public, machine.today);
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "-_.".contains(letter);
    let slug = there.get("slug").and_then(Value::as_str).filter(|slug| slug.chars().all(is_plain));
    let name = slug.map(str::to_owned).or(posted.memory.event.map(|event| event.to_string()));
    posted.publication.link = name.map(|name| format!("{}event/{name}", site.address));
}

fn destination(site: &Gancio, posted: &Posted) -> Destination {
    let address = site.address.to_string();
    let fields = Map::from_iter([
        ("site".to_owned(), json!(posted.name().map(ToString::to_string))),
        ("address".to_owned(), json!(address)),
        ("event".to_owned(), json!(posted.memory.event)),
    ]);
    Destination {
        site: posted.name().cloned(),
        place: posted.publication.link.clone().unwrap_or(address),
        fields,
        next: None,
        draft: key!("say-publish-draft"),
    }
}

/// The way to a site.
fn web(site: &Gancio, machine: &Machine<'_>) -> Result<Web, TargetError> {
    let network = machine.network.open()?;
    let web = Web::new(&site.address, site.authority.as_deref(), network, &mut |percent| {
        (machine.progress)(percent);
    });
    Ok(web.map_err(GancioError::Web)?)
}

fn boundary() -> String {
    let mut random = [0; 16];
    randomness().fill_bytes(&mut random);
    hex::encode(&random)
}
