//! A branch of a repository, of its own for each item.

use std::path::PathBuf;

use rand::RngCore;

use super::bundled::{Bundled, Target};
use super::checked::{anyway, left, written_and_built};
use super::folder::{keep, plan};
use super::{Outcome, Page, Place, is_sure, material};
use crate::clock::randomness;
use crate::failure::Cause;
use crate::person::Question;
use crate::publish::build::Built;
use crate::publish::bundle;
use crate::publish::git::{Clone, Repository};
use crate::publish::{Generator, PublishError, SiteName};
use crate::request::publish::Publish;
use crate::scratch::{Purpose, Scratch};
use crate::session::Session;
use crate::vault::{Branch, Published, ShortId, Vault};

/// Pushes the page.
pub(super) fn write(
    session: &mut Session<'_>,
    vault: &Vault,
    name: &SiteName,
    repository: &Repository,
    asked: &Publish,
) -> Result<Outcome, Cause> {
    let item = vault.find(&asked.item)?;
    let state = item.state()?;
    let mut material = material(session, vault, &item, &state, &asked.chosen, false)?;
    let today = session.clock.today();
    let site = record_of(name);
    let record = state.published.iter().find(|record| record.site == site).cloned();
    let scratch = scratch(session)?;
    let clone =
        repository.clone_into(scratch.folder(), &session.config.tor, session.config.ssh_agent.as_deref())?;
    repository.generator.check_site(clone.folder())?;
    let section = state.section.as_str();
    let target = Target { generator: repository.generator, site: clone.folder(), section };
    let mut bundled = Bundled::of(&mut material, &target, record.as_ref(), asked.draft, today)?;
    let folder = bundled.spot.folder.clone();
    let branch = record.as_ref().and_then(|record| record.branch.clone());
    let branch = branch.unwrap_or_else(|| Branch { name: branch_name(), commit: None, before: None });
    let place = Place::Branch { site: name.clone(), branch: branch.name.clone() };
    let mut page = Page::of(material.short.clone(), place);
    page.is_foreign = bundled.spot.is_foreign;
    let tip = clone.tip(&branch.name)?;
    if tip.as_ref().is_some_and(|tip| !branch.is_ours(tip)) {
        return Err(PublishError::ChangedByHand.into());
    }
    if tip.is_some()
        && tip == branch.commit
        && record.as_ref().is_some_and(|record| record.files == bundled.written)
    {
        return Ok(Outcome::Unchanged(page));
    }
    material.check_proof(today)?;
    let plan = plan(&material, &bundled.article, &page, tip.is_some());
    if !is_sure(session, asked.yes, &Question::Publish(&plan))? {
        return Ok(Outcome::Declined);
    }
    let asked_day = bundled.article.day;
    page.built = Some(checked(session, &clone, &target, &mut bundled, asked.yes)?);
    let day = bundled.article.day;
    page.dated = Some(day).filter(|day| *day != asked_day);
    let commit = clone.commit(&branch.name, &folder, day)?;
    // Both remembered first: whoever is killed while it is pushed knows what is there.
    let branch = Branch { name: branch.name, commit: Some(commit), before: tip.clone() };
    let commit = branch.commit.clone();
    let (name, record) = (
        branch.name.clone(),
        Published { site, bundle: folder, day, files: bundled.written, branch: Some(branch) },
    );
    keep(&item, record)?;
    clone.push(&name, tip.as_deref())?;
    if clone.tip(&name)? != commit {
        return Err(PublishError::NotPushed.into());
    }
    Ok(Outcome::Published(page))
}

/// What the site makes of the page. A clone that lacks parts may not build, or not show it, for that alone: then the person
/// is asked, and where nobody is, the page is pushed, and it is said that nothing was checked.
fn checked(
    session: &mut Session<'_>,
    clone: &Clone<'_>,
    target: &Target<'_>,
    bundled: &mut Bundled,
    yes: bool,
) -> Result<Built, Cause> {
    let built = written_and_built(session, target, bundled);
    let error = built.as_ref().err().and_then(|cause| cause.find());
    let is_fault = matches!(error, Some(PublishError::Build(_) | PublishError::NotShown(_)));
    if is_fault && !clone.missing().is_empty() {
        if !is_sure(session, yes, &Question::Incomplete(clone.missing()))? {
            return Err(PublishError::Incomplete(clone.missing().to_vec()).into());
        }
        return Ok(Built::Incomplete(clone.missing().to_vec()));
    }
    left(session, yes, built).map_err(|cause| {
        // The clone goes away: without the page it tells whether the site builds at all.
        match bundle::remove(target.site, &bundled.spot.folder) {
            Ok(()) => anyway(session, target, cause),
            Err(_) => cause,
        }
    })
}

/// Is there a site at its branch? Says what builds it.
pub(in crate::commands) fn look(
    session: &Session<'_>,
    repository: &Repository,
    wanted: Option<Generator>,
) -> Result<Generator, Cause> {
    let scratch = scratch(session)?;
    let clone =
        repository.clone_into(scratch.folder(), &session.config.tor, session.config.ssh_agent.as_deref())?;
    let site = clone.folder();
    match wanted {
        Some(generator) => generator.check_site(site).map(|()| generator),
        None => Generator::of(site),
    }
    .map_err(Cause::from)
}

/// Takes the branch off.
pub(in crate::commands) fn take_back(
    session: &mut Session<'_>,
    vault: &Vault,
    item: &ShortId,
    name: &SiteName,
    repository: &Repository,
    yes: bool,
) -> Result<Outcome, Cause> {
    let item = vault.find_published(item)?;
    let state = item.state()?;
    let site = record_of(name);
    let record =
        state.published.iter().find(|record| record.site == site).ok_or(PublishError::NotPublished)?;
    let branch = record.branch.clone().ok_or(PublishError::NotPublished)?;
    let place = Place::Branch { site: name.clone(), branch: branch.name.clone() };
    let mut page = Page::of(ShortId::of(item.id(), &vault.ids()?), place);
    if !is_sure(session, yes, &Question::TakeBack(&page))? {
        return Ok(Outcome::Declined);
    }
    let scratch = scratch(session)?;
    let clone =
        repository.clone_into(scratch.folder(), &session.config.tor, session.config.ssh_agent.as_deref())?;
    match clone.tip(&branch.name)? {
        Some(tip) if branch.is_ours(&tip) => clone.remove(&branch.name, &tip)?,
        Some(_) => return Err(PublishError::ChangedByHand.into()),
        // Somebody was quicker.
        None => {}
    }
    if clone.tip(&branch.name)?.is_some() {
        return Err(PublishError::StillShown.into());
    }
    // Merged, it is on the site without its branch: it counts as published until it is taken out there.
    page.is_merged = clone.folder().join(&record.bundle).exists();
    if !page.is_merged {
        item.update(|state| state.published.retain(|record| record.site != site))?;
    }
    Ok(Outcome::TakenBack(page))
}

/// In memory: the text is in clear in it.
fn scratch(session: &Session<'_>) -> Result<Scratch, Cause> {
    let name = Purpose::Git.name();
    Ok(Scratch::open(&session.config.memory_folders, None, &name)?)
}

/// What stands for a site that has no folder.
fn record_of(name: &SiteName) -> PathBuf {
    PathBuf::from(format!("git:{name}"))
}

/// It says nothing, and nobody guesses it.
fn branch_name() -> String {
    format!("communique/{:016x}", randomness().next_u64())
}
