//! A static site's folder on this machine.

use std::path::Path;

use estafette_keys::day::Day;

use super::{Outcome, Page, Place, Plan, is_sure, material};
use crate::cli::publish::Publish;
use crate::commands::Session;
use crate::failure::Cause;
use crate::person::Question;
use crate::publish::build::{Built, Wanted, build, builds, pages_of};
use crate::publish::bundle::{self, BundleFile, Written};
use crate::publish::site::Folder;
use crate::publish::{Article, Generator, PublishError, Spot, html, hugo, shown, slug::slug};
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
    let item = vault.find(item)?;
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
    let at_site = Target { generator: at.generator, site: &at.folder, section: state.section.as_str() };
    let bundled = Bundled::of(&mut material, &at_site, record, asked.draft, today)?;
    let Bundled { article, files, written, spot, meant } = bundled;
    let folder = spot.folder;
    let before = record.map(|record| record.files.clone()).unwrap_or_default();
    bundle::check_untouched(&at.folder, &folder, &[&before, &written])?;
    let path = at.folder.join(&folder).join(&spot.page);
    let mut page = Page::of(material.short.clone(), Place::Page(path.clone()));
    page.is_foreign = spot.is_foreign;
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
    let wanted = Wanted {
        bundle: &folder,
        page: &spot.page,
        text: &meant,
        is_exact: material.as_written,
        is_hidden: article.is_hidden(),
    };
    match left(session, asked.yes, built(session, at.generator, &at.folder, &wanted)) {
        Ok(built) => page.built = Some(built),
        Err(cause) => {
            put_back(&at.folder, &folder, &old)?;
            if record.is_some() {
                keep(before)?;
            } else {
                item.update(|state| state.published.retain(|record| record.site != at.folder))?;
            }
            return Err(anyway(session, at.generator, &at.folder, cause));
        }
    }
    keep(written)?;
    Ok(Outcome::Published(page))
}

/// The page as it was, or no page.
fn put_back(site: &Path, folder: &Path, old: &[BundleFile]) -> Result<(), PublishError> {
    if old.is_empty() { bundle::remove(site, folder) } else { bundle::write(site, folder, old) }
}

/// Builds the site, where memory can hold what comes of it, and looks for the page.
pub(super) fn built(
    session: &Session<'_>,
    generator: Generator,
    site: &Path,
    wanted: &Wanted<'_>,
) -> Result<Built, Cause> {
    Ok(build(generator, site, scratch(session)?.folder(), wanted)?)
}

/// A page that the site does not show is taken back, unless the person leaves it.
pub(super) fn left(
    session: &mut Session<'_>,
    yes: bool,
    built: Result<Built, Cause>,
) -> Result<Built, Cause> {
    match built {
        Err(Cause::Publish(PublishError::NotShown(absent)))
            if !yes && session.person.confirm(&Question::Leave(absent)).unwrap_or(false) =>
        {
            Ok(Built::Absent(absent))
        }
        built => built,
    }
}

/// Is the page at fault, or does the site, as it was before, not build either?
pub(super) fn anyway(session: &Session<'_>, generator: Generator, site: &Path, cause: Cause) -> Cause {
    let builds = scratch(session).and_then(|scratch| Ok(builds(generator, site, scratch.folder())?));
    match (cause, builds) {
        (Cause::Publish(PublishError::Build(said)), Ok(false)) => PublishError::BuildAnyway(said).into(),
        (cause, _) => cause,
    }
}

fn scratch(session: &Session<'_>) -> Result<Scratch, Cause> {
    let name = format!("estafette-build-{}", std::process::id());
    Ok(Scratch::open(&session.config.memory_folders, Some(&std::env::temp_dir()), &name)?)
}

/// A site's folder, and where in it a page goes.
pub(super) struct Target<'a> {
    /// What builds it.
    pub(super) generator: Generator,
    /// Where it is.
    pub(super) site: &'a Path,
    /// The section that the item was sent to.
    pub(super) section: &'a str,
}

/// The page, with its pictures and its files beside it.
pub(super) struct Bundled {
    /// What is on it.
    pub(super) article: Article,
    /// All of its files.
    pub(super) files: Vec<BundleFile>,
    /// Their hashes.
    pub(super) written: Written,
    /// Where they go: where they are, or a place of their own.
    pub(super) spot: Spot,
    /// What the page must show.
    pub(super) meant: String,
}

impl Bundled {
    /// Of what is to be published. The day that stood on it stays.
    pub(super) fn of(
        material: &mut super::Material,
        target: &Target<'_>,
        record: Option<&Published>,
        is_draft: bool,
        today: Day,
    ) -> Result<Self, PublishError> {
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
        let spots = target.generator.spots(target.site, &article.language, target.section);
        let spot = match record {
            Some(record) => Spot {
                folder: record.bundle.clone(),
                page: page_of(&record.files),
                is_foreign: spots("page").is_foreign,
            },
            None => free_spot(target.site, spots.as_ref(), &article.title)?,
        };
        drop(spots);
        let bytes = target.generator.page(&article).into_bytes();
        let mut files = vec![BundleFile { name: spot.page.clone(), bytes }];
        files.append(&mut material.files);
        let pictures = material.pictures.iter();
        files.extend(pictures.map(|picture| BundleFile { name: name(picture), bytes: picture.file.clone() }));
        let written = files.iter().map(|file| (file.name.clone(), file.hash())).collect();
        let meant = shown::text(&html::page(&article.body, &article.language));
        Ok(Self { article, files, written, spot, meant })
    }
}

/// The page among a bundle's files.
fn page_of(files: &Written) -> String {
    let page = files.iter().find(|(name, _)| name.starts_with("index."));
    page.map_or_else(|| hugo::PAGE.to_owned(), |(name, _)| name.clone())
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
fn free_spot(site: &Path, spots: &dyn Fn(&str) -> Spot, title: &str) -> Result<Spot, PublishError> {
    let slug = slug(title);
    let slug = if slug.is_empty() { "page" } else { &slug };
    for number in 1..=SAME_TITLE_MAX {
        let name = if number == 1 { slug.to_owned() } else { format!("{slug}-{number}") };
        let spot = spots(&name);
        if bundle::is_free(site, &spot.folder)? {
            return Ok(spot);
        }
    }
    Err(PublishError::ChangedByHand)
}
