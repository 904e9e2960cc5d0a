//! A branch of a repository, of its own for each item.

use rand::RngCore;
use serde_json::{Map, json};

use crate::clock::randomness;
use crate::publish::build::Built;
use crate::publish::bundle;
use crate::publish::git::{Clone, Repository};
use crate::publish::page::checked::{anyway, left, written_and_built};
use crate::publish::page::{Bundled, Memory, SiteFolder};
use crate::publish::target::{
    Decide, Destination, Doubt, Machine, Order, Page, Prepared, Proposal, Ready, Summary, Target, TargetError,
};
use crate::publish::wordpress::account::Account;
use crate::publish::zone::Zone;
use crate::publish::{Generator, PublishError, SiteName};
use crate::scratch::Scratch;
use crate::scratch::names::Temporary;
use crate::vault::{At, Item, Publication, SiteRef, Snapshot};
use crate::words::key;

/// The kind's name.
pub(crate) const KIND: &str = "branch";

impl Repository {
    /// Says what builds the site at its branch; it must be what is `wanted`, where something is.
    ///
    /// # Errors
    /// [`TargetError`].
    pub(crate) fn generator_of(
        &self,
        wanted: Option<Generator>,
        machine: &Machine<'_>,
    ) -> Result<Generator, TargetError> {
        let scratch = scratch(machine)?;
        let clone = self.clone_into(scratch.folder(), machine.tor, machine.ssh_agent)?;
        let site = clone.folder();
        Ok(match wanted {
            Some(generator) => generator.check_site(site).map(|()| generator),
            None => Generator::of(site),
        }?)
    }
}

impl Target for Repository {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn summary(&self) -> Summary {
        Summary {
            kind: "git",
            place: self.remote.clone(),
            login: Some(format!("{} <{}>", self.name, self.email)),
            rules: Vec::new(),
            zone: self.zone.clone(),
        }
    }

    fn has_calendar(&self) -> bool {
        true
    }

    fn zone(&self) -> Option<&Zone> {
        self.zone.as_ref()
    }

    fn check(&self, machine: &Machine<'_>) -> Result<Option<Account>, TargetError> {
        self.generator_of(Some(self.generator), machine)?;
        Ok(None)
    }

    fn prepare<'a>(&'a self, order: Order, machine: &'a Machine<'a>) -> Result<Prepared<'a>, TargetError> {
        let (short, before) = (order.content.short.clone(), order.before);
        let scratch = scratch(machine)?;
        let clone = self.clone_into(scratch.folder(), machine.tor, machine.ssh_agent)?;
        self.generator.check_site(clone.folder())?;
        let place = SiteFolder { generator: self.generator, site: clone.folder() };
        let bundled = Bundled::of(order.content, place, before.as_ref(), order.is_draft, machine.today)?;
        let branch = before.as_ref().map(Memory::of).transpose()?.and_then(|memory| memory.branch);
        let branch = branch.unwrap_or_else(branch_name);
        let mut page = Page::of(short, destination(&order.site, &branch));
        page.is_foreign = bundled.spot.is_foreign;
        page.lacks_zone = bundled.lacks_zone();
        let tip = clone.tip(&branch)?;
        let there = tip.as_ref().map(|tip| snapshot_at(before.as_ref(), tip));
        match there {
            Some(None) => return Err(PublishError::ChangedByHand.into()),
            Some(Some(there)) if there.files == bundled.written => {
                return Ok(Prepared::Unchanged(Box::new(page)));
            }
            _ => {}
        }
        let proposal = bundled.proposal(page.destination.clone(), tip.is_some());
        Ok(Prepared::Ready(Box::new(Pushing {
            repository: self,
            clone,
            _scratch: scratch,
            site: order.site,
            before,
            bundled,
            branch,
            tip,
            page,
            proposal,
            machine,
        })))
    }

    fn place(&self, publication: &Publication) -> Result<Destination, TargetError> {
        let branch = Memory::of(publication)?.branch.ok_or(PublishError::NotPublished)?;
        Ok(destination(&publication.site, &branch))
    }

    fn take_back(
        &self,
        item: &Item<'_>,
        publication: Publication,
        _: bool,
        mut page: Page,
        machine: &Machine<'_>,
    ) -> Result<Page, TargetError> {
        let Memory { bundle, branch, .. } = Memory::of(&publication)?;
        let branch = branch.ok_or(PublishError::NotPublished)?;
        let scratch = scratch(machine)?;
        let clone = self.clone_into(scratch.folder(), machine.tor, machine.ssh_agent)?;
        match clone.tip(&branch)? {
            Some(tip) if snapshot_at(Some(&publication), &tip).is_some() => clone.remove(&branch, &tip)?,
            Some(_) => return Err(PublishError::ChangedByHand.into()),
            // Somebody was quicker.
            None => {}
        }
        if clone.tip(&branch)?.is_some() {
            return Err(PublishError::StillShown.into());
        }
        // Merged, it is on the site without its branch: it counts as published until it is taken out there.
        page.is_merged = clone.folder().join(&bundle).exists();
        if !page.is_merged {
            item.forget_publication(&publication.site)?;
        }
        Ok(page)
    }
}

/// A page that is about to be pushed.
struct Pushing<'a> {
    repository: &'a Repository,
    clone: Clone<'a>,
    _scratch: Scratch,
    site: SiteRef,
    before: Option<Publication>,
    bundled: Bundled,
    branch: String,
    tip: Option<String>,
    page: Page,
    proposal: Proposal,
    machine: &'a Machine<'a>,
}

impl Pushing<'_> {
    /// What the site makes of the page. A clone that lacks parts may not build, or not show it, for that alone: then the
    /// person is asked, and where nobody is, the page is pushed, and it is said that nothing was checked.
    fn checked(&mut self, decide: Decide<'_>) -> Result<Built, TargetError> {
        let site = self.clone.folder().to_owned();
        let place = SiteFolder { generator: self.repository.generator, site: &site };
        let built = written_and_built(self.machine, place, &mut self.bundled, &mut |_| Ok(()));
        let is_fault =
            matches!(&built, Err(TargetError::Publish(PublishError::Build(_) | PublishError::NotShown(_))));
        let missing = self.clone.missing();
        if is_fault && !missing.is_empty() {
            if !decide(Doubt::Incomplete(missing))? {
                return Err(PublishError::Incomplete(missing.to_vec()).into());
            }
            return Ok(Built::Incomplete(missing.to_vec()));
        }
        left(decide, built).map_err(|cause| {
            // The clone goes away: without the page it tells whether the site builds at all.
            match bundle::remove(&site, &self.bundled.spot.folder) {
                Ok(()) => anyway(self.machine, place, cause),
                Err(_) => cause,
            }
        })
    }
}

impl Ready for Pushing<'_> {
    fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    fn commit(mut self: Box<Self>, item: &Item<'_>, decide: Decide<'_>) -> Result<Page, TargetError> {
        let asked_day = self.bundled.article.day;
        self.page.built = Some(self.checked(decide)?);
        let (folder, day) = (&self.bundled.spot.folder, self.bundled.article.day);
        self.page.dated = Some(day).filter(|day| *day != asked_day);
        let commit = self.clone.commit(&self.branch, folder, day)?;
        let there = self.tip.as_ref().and_then(|tip| snapshot_at(self.before.as_ref(), tip).cloned());
        let pushed = Snapshot { files: self.bundled.written.clone(), revision: Some(commit.clone()) };
        let mut publication = Publication {
            place: Some(self.branch.clone()),
            since: Some(day),
            written: there,
            pending: vec![pushed.clone()],
            memory: self.bundled.memory(Some(self.branch.clone())).to_value()?,
            ..Publication::begin(self.site.clone(), day)
        };
        // What is there and what will be are both remembered first.
        item.keep_publication(&publication)?;
        self.clone.push(&self.branch, self.tip.as_deref())?;
        if self.clone.tip(&self.branch)?.as_deref() != Some(commit.as_str()) {
            return Err(PublishError::NotPushed.into());
        }
        (publication.written, publication.pending) = (Some(pushed), Vec::new());
        item.keep_publication(&publication)?;
        Ok(self.page)
    }
}

/// What this editor pushed, or may have pushed, as this commit; `None` where somebody else pushed it.
fn snapshot_at<'a>(publication: Option<&'a Publication>, tip: &str) -> Option<&'a Snapshot> {
    let mut snapshots = publication.into_iter().flat_map(Publication::snapshots);
    snapshots.find(|snapshot| snapshot.revision.as_deref() == Some(tip))
}

fn destination(site: &SiteRef, branch: &str) -> Destination {
    let name: Option<SiteName> = match &site.at {
        At::Named(name) => Some(name.clone()),
        At::Folder(_) => None,
    };
    let fields = Map::from_iter([
        ("site".to_owned(), json!(name.as_ref().map(ToString::to_string))),
        ("branch".to_owned(), json!(branch)),
    ]);
    Destination {
        site: name,
        place: branch.to_owned(),
        fields,
        next: Some(key!("next-published-branch")),
        draft: key!("say-publish-draft"),
    }
}

/// In memory: the text is in clear in it.
fn scratch(machine: &Machine<'_>) -> Result<Scratch, TargetError> {
    Ok(Scratch::open(machine.memory_folders, None, &Temporary::Git.name())?)
}

/// It says nothing, and nobody guesses it.
fn branch_name() -> String {
    format!("communique/{:016x}", randomness().next_u64())
}
