//! A static site's folder on this machine.

use std::path::Path;

use estafette_keys::day::Day;

use super::bundled::{Bundled, Target, page_of};
use super::checked::{anyway, built, left, written_and_built};
use super::{Outcome, Page, Place, Plan, is_sure, material};
use crate::failure::Cause;
use crate::person::Question;
use crate::publish::build::{Built, pages_of};
use crate::publish::bundle::{self, BundleFile, Written};
use crate::publish::site::Folder;
use crate::publish::{Article, PublishError};
use crate::request::publish::Publish;
use crate::session::Session;
use crate::vault::{Item, Published, ShortId, Vault, VaultError};

/// Removes the page.
pub(in crate::commands) fn take_back(
    session: &mut Session<'_>,
    vault: &Vault,
    item: &ShortId,
    site: &Path,
    yes: bool,
) -> Result<Outcome, Cause> {
    let item = vault.find_published(item)?;
    let state = item.state()?;
    let record = state.published.iter().find(|record| record.site == site);
    let record = record.ok_or(PublishError::NotPublished)?;
    bundle::check_untouched(site, &record.bundle, &[&record.files])?;
    let path = site.join(&record.bundle).join(page_of(&record.files));
    let mut page = Page::of(ShortId::of(item.id(), &vault.ids()?), Place::Page(path.clone()));
    if !is_sure(session, yes, &Question::TakeBack(&page))? {
        return Ok(Outcome::Declined);
    }
    bundle::remove(site, &record.bundle)?;
    if path.symlink_metadata().is_ok() {
        return Err(PublishError::StillShown.into());
    }
    // What was built before is not swept by a generator that builds anew.
    page.left = pages_of(&site.join("public"), &record.bundle);
    item.update(|state| state.published.retain(|record| record.site != site))?;
    Ok(Outcome::TakenBack(page))
}

/// Writes the page, and builds the site with it.
pub(super) fn write(
    session: &mut Session<'_>,
    vault: &Vault,
    at: &Folder,
    asked: &Publish,
) -> Result<Outcome, Cause> {
    at.generator.check_site(&at.folder)?;
    let item = vault.find(&asked.item)?;
    let state = item.state()?;
    let mut material = material(session, vault, &item, &state, &asked.chosen, false)?;
    let today = session.clock.today();
    let record = state.published.iter().find(|record| record.site == at.folder);
    let target = Target { generator: at.generator, site: &at.folder, section: state.section.as_str() };
    let mut bundled = Bundled::of(&mut material, &target, record, asked.draft, today)?;
    let folder = bundled.spot.folder.clone();
    let before = record.map(|record| record.files.clone()).unwrap_or_default();
    bundle::check_untouched(&at.folder, &folder, &[&before, &bundled.written])?;
    let path = at.folder.join(&folder).join(&bundled.spot.page);
    let mut page = Page::of(material.short.clone(), Place::Page(path.clone()));
    page.is_foreign = bundled.spot.is_foreign;
    if before == bundled.written && path.exists() {
        page.built = Some(match built(session, &target, &bundled) {
            Err(cause) => match cause.take()? {
                PublishError::NotShown(absent) => Built::Absent(absent),
                error => return Err(error.into()),
            },
            Ok(built) => built,
        });
        return Ok(Outcome::Unchanged(page));
    }
    material.check_proof(today)?;
    let plan = plan(&material, &bundled.article, &page, path.exists());
    if !is_sure(session, asked.yes, &Question::Publish(&plan))? {
        return Ok(Outcome::Declined);
    }
    let keep = |day: Day, files: Written| {
        let (site, bundle) = (at.folder.clone(), folder.clone());
        keep(&item, Published { site, bundle, day, files, branch: None })
    };
    // All versions are ours until the new one is whole: a process that is killed in between loses no page.
    let day = bundled.article.day;
    let earlier = bundled.written_on(&target, day.plus_days(-1));
    keep(day, [before.clone(), bundled.written.clone(), earlier].concat())?;
    let old = bundle::read(&at.folder, &folder)?;
    let built = written_and_built(session, &target, &mut bundled);
    match left(session, asked.yes, built) {
        Ok(built) => page.built = Some(built),
        Err(cause) => {
            put_back(&at.folder, &folder, &old)?;
            match record {
                Some(record) => keep(record.day, before)?,
                None => {
                    item.update(|state| state.published.retain(|record| record.site != at.folder))
                        .map(drop)?;
                }
            }
            return Err(anyway(session, &target, cause));
        }
    }
    page.dated = Some(bundled.article.day).filter(|dated| *dated != day);
    keep(bundled.article.day, bundled.written)?;
    Ok(Outcome::Published(page))
}

/// The page as it was, or no page.
fn put_back(site: &Path, folder: &Path, old: &[BundleFile]) -> Result<(), PublishError> {
    if old.is_empty() { bundle::remove(site, folder) } else { bundle::write(site, folder, old) }
}

/// What will be done, for whoever is asked.
pub(super) fn plan(material: &super::Material, article: &Article, page: &Page, is_update: bool) -> Plan {
    let mut plan = material.plan(page.place.clone());
    plan.day = Some(article.day);
    plan.publish_from = article.publish_from;
    plan.is_draft = article.is_draft;
    plan.is_update = is_update;
    plan
}

/// Remembers a page; a site has one of an item.
pub(super) fn keep(item: &Item<'_>, record: Published) -> Result<(), VaultError> {
    item.update(|state| {
        state.published.retain(|other| other.site != record.site);
        state.published.push(record);
    })
    .map(drop)
}
