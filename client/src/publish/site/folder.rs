//! A static site's folder on this machine.

use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use serde_json::{Map, json};

use crate::publish::build::{Built, pages_of};
use crate::publish::bundle::{self, BundleFile};
use crate::publish::page::checked::{anyway, built, left, written_and_built};
use crate::publish::page::{Bundled, Memory, SiteFolder, page_of};
use crate::publish::target::{
    Decide, Destination, Machine, Order, Page, Prepared, Proposal, Ready, Summary, Target, TargetError,
};
use crate::publish::wordpress::account::Account;
use crate::publish::zone::Zone;
use crate::publish::{Generator, PublishError, SiteName};
use crate::vault::{At, Item, Publication, SiteRef};
use crate::words::key;

/// A static site's folder.
#[derive(Serialize, Deserialize)]
#[expect(clippy::struct_field_names, reason = "the vault has it under this name")]
#[serde(deny_unknown_fields)]
pub(crate) struct Folder {
    /// What builds it.
    pub generator: Generator,
    /// Where it is.
    pub folder: PathBuf,
    /// The zone that its hours are in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub zone: Option<Zone>,
}

impl Folder {
    /// The site in this folder, whichever builds it.
    ///
    /// # Errors
    /// [`PublishError::NotASite`].
    pub(crate) fn at(folder: &Path, generator: Option<Generator>) -> Result<Self, PublishError> {
        let folder = folder.canonicalize().map_err(|_| PublishError::NotASite)?;
        let generator = generator.map_or_else(|| Generator::of(&folder), Ok)?;
        Ok(Self { generator, folder, zone: None })
    }
}

/// Files of a page in a folder that a killed process left half written.
#[must_use]
pub(crate) fn unfinished(publication: &Publication) -> Vec<PathBuf> {
    match (&publication.site.at, Memory::of(publication)) {
        (At::Folder(site), Ok(memory)) => bundle::unfinished(site, &memory.bundle, &publication.files()),
        _ => Vec::new(),
    }
}

/// The kind's name.
pub(crate) const KIND: &str = "folder";

/// A page's file.
fn destination(path: &Path) -> Destination {
    let fields = Map::from_iter([("page".to_owned(), json!(path))]);
    Destination {
        site: None,
        place: path.display().to_string(),
        fields,
        next: Some(key!("next-published")),
        draft: key!("say-publish-draft"),
    }
}

impl Target for Folder {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn summary(&self) -> Summary {
        Summary {
            kind: self.generator.name(),
            place: self.folder.display().to_string(),
            login: None,
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

    /// With a name or without one, its pages are those of the folder.
    fn site(&self, _: Option<&SiteName>) -> Result<SiteRef, PublishError> {
        Ok(SiteRef { kind: KIND.to_owned(), at: At::Folder(self.folder.clone()) })
    }

    fn is_there(&self) -> Result<(), PublishError> {
        self.generator.check_site(&self.folder)
    }

    fn check(&self, _: &Machine<'_>) -> Result<Option<Account>, TargetError> {
        self.is_there()?;
        Ok(None)
    }

    fn prepare<'a>(&'a self, order: Order, machine: &'a Machine<'a>) -> Result<Prepared<'a>, TargetError> {
        let short = order.content.short.clone();
        let place = SiteFolder { generator: self.generator, site: &self.folder };
        let before = order.before;
        let bundled = Bundled::of(order.content, place, before.as_ref(), order.is_draft, machine.today)?;
        let known = before.as_ref().map(Publication::files).unwrap_or_default();
        bundle::check_untouched(&self.folder, &bundled.spot.folder, &[&known, &bundled.written])?;
        let path = self.folder.join(&bundled.spot.folder).join(&bundled.spot.page);
        let mut page = Page::of(short, destination(&path));
        page.is_foreign = bundled.spot.is_foreign;
        page.lacks_zone = bundled.lacks_zone();
        if known == bundled.written && path.exists() {
            let look = match built(machine, place, &bundled) {
                Err(TargetError::Publish(PublishError::NotShown(absent))) => Built::Absent(absent).into(),
                look => look?,
            };
            // A page whose links lead nowhere any more is written anew.
            if look.beside.is_none() {
                page.built = Some(look.built);
                return Ok(Prepared::Unchanged(Box::new(page)));
            }
        }
        let proposal = bundled.proposal(page.destination.clone(), path.exists());
        Ok(Prepared::Ready(Box::new(Writing {
            place,
            site: order.site,
            before,
            bundled,
            page,
            proposal,
            machine,
        })))
    }

    fn place(&self, publication: &Publication) -> Result<Destination, TargetError> {
        let (memory, files) = (Memory::of(publication)?, publication.files());
        bundle::check_untouched(&self.folder, &memory.bundle, &[&files])?;
        Ok(destination(&self.folder.join(&memory.bundle).join(page_of(&files))))
    }

    fn take_back(
        &self,
        item: &Item<'_>,
        publication: Publication,
        _: bool,
        mut page: Page,
        _: &Machine<'_>,
    ) -> Result<Page, TargetError> {
        let Memory { bundle, .. } = Memory::of(&publication)?;
        let path = self.folder.join(&bundle).join(page_of(&publication.files()));
        bundle::remove(&self.folder, &bundle)?;
        if path.symlink_metadata().is_ok() {
            return Err(PublishError::StillShown.into());
        }
        // What was built before is not swept by a generator that builds anew.
        page.left = pages_of(&self.folder.join("public"), &bundle);
        item.forget_publication(&publication.site)?;
        Ok(page)
    }
}

/// A page that is about to be written.
struct Writing<'a> {
    place: SiteFolder<'a>,
    site: SiteRef,
    before: Option<Publication>,
    bundled: Bundled,
    page: Page,
    proposal: Proposal,
    machine: &'a Machine<'a>,
}

impl Writing<'_> {
    fn publication(&self) -> Result<Publication, TargetError> {
        let (folder, day) = (&self.bundled.spot.folder, self.bundled.article.day);
        Ok(Publication {
            place: Some(folder.display().to_string()),
            since: Some(day),
            memory: self.bundled.memory(None).to_value()?,
            ..Publication::begin(self.site.clone(), day)
        })
    }

    /// The page as it was, or no page.
    fn put_back(&self, item: &Item<'_>, old: &[BundleFile]) -> Result<(), TargetError> {
        let folder = &self.bundled.spot.folder;
        if old.is_empty() {
            bundle::remove(self.place.site, folder)?;
        } else {
            bundle::write(self.place.site, folder, old)?;
        }
        match &self.before {
            Some(before) => item.keep_publication(before)?,
            None => item.forget_publication(&self.site)?,
        }
        Ok(())
    }
}

impl Ready for Writing<'_> {
    fn proposal(&self) -> &Proposal {
        &self.proposal
    }

    fn commit(mut self: Box<Self>, item: &Item<'_>, decide: Decide<'_>) -> Result<Page, TargetError> {
        let (place, machine, day) = (self.place, self.machine, self.bundled.article.day);
        // Until the new page is whole, whatever is found there is this editor's: the page as it was, and each that is tried.
        let mut about_to = self.publication()?;
        if let Some(before) = &self.before {
            about_to.written.clone_from(&before.written);
            about_to.pending.clone_from(&before.pending);
        }
        let old = bundle::read(place.site, &self.bundled.spot.folder)?;
        let built = written_and_built(machine, place, &mut self.bundled, &mut |bundled| {
            about_to.pending.push(bundled.snapshot());
            Ok(item.keep_publication(&about_to)?)
        });
        match left(decide, built) {
            Ok(built) => self.page.built = Some(built),
            Err(cause) => {
                self.put_back(item, &old)?;
                return Err(anyway(machine, place, cause));
            }
        }
        self.page.dated = Some(self.bundled.article.day).filter(|dated| *dated != day);
        let written = Publication { written: Some(self.bundled.snapshot()), ..self.publication()? };
        item.keep_publication(&written)?;
        Ok(self.page)
    }
}
