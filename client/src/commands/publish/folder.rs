//! A static site's folder on this machine.

use std::path::{Path, PathBuf};

use estafette_keys::day::Day;

use super::{Outcome, Page, Place, Plan, is_sure, material};
use crate::cli::publish::Publish;
use crate::commands::Session;
use crate::failure::Cause;
use crate::person::Question;
use crate::publish::build::{Built, build};
use crate::publish::bundle::{self, BundleFile, Written};
use crate::publish::site::Folder;
use crate::publish::{Article, Generator, PublishError, hugo, slug::slug};
use crate::scratch::Scratch;
use crate::vault::{Item, Published, ShortId, Vault, VaultError};

/// So many pages of one title are told apart.
const SAME_TITLE_MAX: u32 = 1_000;

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
    let place = Place::Page(site.join(&record.bundle).join(hugo::PAGE));
    let page = Page::of(ShortId::of(item.id(), &vault.ids()?), place);
    if !is_sure(session, yes, &Question::TakeBack(&page))? {
        return Ok(Outcome::Declined);
    }
    bundle::remove(site, &record.bundle)?;
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
    let bundled = Bundled::of(&mut material, at.generator, record, asked.draft, today);
    let folder = bundled.folder(&at.folder, state.section.as_str(), record)?;
    let Bundled { article, files, written } = bundled;
    let before = record.map(|record| record.files.clone()).unwrap_or_default();
    bundle::check_untouched(&at.folder, &folder, &[&before, &written])?;
    let path = at.folder.join(&folder).join(hugo::PAGE);
    let mut page = Page::of(material.short.clone(), Place::Page(path.clone()));
    if before == written && path.exists() {
        return Ok(Outcome::Unchanged(page));
    }
    material.check_proof(today)?;
    let plan = plan(&material, &article, &page, path.exists());
    if !is_sure(session, asked.yes, &Question::Publish(&plan))? {
        return Ok(Outcome::Declined);
    }
    let keep = |files: Written| {
        let (site, bundle) = (at.folder.clone(), folder.clone());
        keep(&item, Published { site, bundle, day: article.day, files, branch: None })
    };
    // Both versions are ours until the new one is whole: a process that is killed in between loses no page.
    keep([before.clone(), written.clone()].concat())?;
    let old = bundle::read(&at.folder, &folder)?;
    bundle::write(&at.folder, &folder, &files)?;
    match built(session, at.generator, &at.folder) {
        Ok(built) => page.built = Some(built),
        Err(cause) => {
            put_back(&at.folder, &folder, &old)?;
            if record.is_some() {
                keep(before)?;
            } else {
                item.update(|state| state.published.retain(|record| record.site != at.folder))?;
            }
            return Err(cause);
        }
    }
    keep(written)?;
    Ok(Outcome::Published(page))
}

/// The page as it was, or no page.
fn put_back(site: &Path, folder: &Path, old: &[BundleFile]) -> Result<(), PublishError> {
    if old.is_empty() { bundle::remove(site, folder) } else { bundle::write(site, folder, old) }
}

/// Builds the site, where memory can hold what comes of it.
pub(super) fn built(session: &Session<'_>, generator: Generator, site: &Path) -> Result<Built, Cause> {
    let name = format!("estafette-build-{}", std::process::id());
    match Scratch::open(&session.config.memory_folders, Some(&std::env::temp_dir()), &name) {
        Ok(scratch) => Ok(build(generator, site, scratch.folder())?),
        Err(error) => Err(error.into()),
    }
}

/// The page, with its pictures and its files beside it.
pub(super) struct Bundled {
    /// What is on it.
    pub(super) article: Article,
    /// All of its files.
    pub(super) files: Vec<BundleFile>,
    /// Their hashes.
    pub(super) written: Written,
}

impl Bundled {
    /// Of what is to be published. The day that stood on it stays.
    pub(super) fn of(
        material: &mut super::Material,
        generator: Generator,
        record: Option<&Published>,
        is_draft: bool,
        today: Day,
    ) -> Self {
        let name = |picture: &super::material::Ready| {
            format!("image-{}.{}", picture.number, picture.format.ending())
        };
        let article = Article {
            title: material.title.clone(),
            body: material.body.clone(),
            day: record.map_or(today, |record| record.day),
            publish_from: material.publish_from.filter(|day| *day > today),
            is_draft,
            language: material.language.clone(),
            signature: material.signature.clone(),
            event: material.event.take(),
            pictures: material.pictures.iter().map(|picture| (name(picture), picture.alt.clone())).collect(),
        };
        let page = BundleFile { name: hugo::PAGE.to_owned(), bytes: generator.page(&article).into_bytes() };
        let mut files = vec![page];
        files.append(&mut material.files);
        let pictures = material.pictures.iter();
        files.extend(pictures.map(|picture| BundleFile { name: name(picture), bytes: picture.file.clone() }));
        let written = files.iter().map(|file| (file.name.clone(), file.hash())).collect();
        Self { article, files, written }
    }

    /// Its folder in the site: the one it has, or one of its own.
    pub(super) fn folder(
        &self,
        site: &Path,
        section: &str,
        record: Option<&Published>,
    ) -> Result<PathBuf, PublishError> {
        record.map_or_else(
            || free_bundle(site, section, &self.article.title),
            |record| Ok(record.bundle.clone()),
        )
    }
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

/// A folder of its own for the page.
fn free_bundle(site: &Path, section: &str, title: &str) -> Result<PathBuf, PublishError> {
    let slug = slug(title);
    let slug = if slug.is_empty() { "page" } else { &slug };
    for number in 1..=SAME_TITLE_MAX {
        let name = if number == 1 { slug.to_owned() } else { format!("{slug}-{number}") };
        let path = hugo::bundle_path(section, &name);
        if bundle::is_free(site, &path)? {
            return Ok(path);
        }
    }
    Err(PublishError::ChangedByHand)
}
