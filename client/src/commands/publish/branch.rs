//! A branch of a repository, of its own for each item.

use std::path::PathBuf;

use rand::RngCore;

use super::folder::{Bundled, built, keep, plan};
use super::{Outcome, Page, Place, is_sure, material};
use crate::cli::publish::Publish;
use crate::clock::randomness;
use crate::commands::Session;
use crate::failure::Cause;
use crate::person::Question;
use crate::publish::bundle;
use crate::publish::git::Repository;
use crate::publish::{PublishError, SiteName};
use crate::scratch::Scratch;
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
    let bundled = Bundled::of(&mut material, repository.generator, record.as_ref(), asked.draft, today);
    let folder = bundled.folder(clone.folder(), state.section.as_str(), record.as_ref())?;
    let Bundled { article, files, written } = bundled;
    let branch = record.as_ref().and_then(|record| record.branch.clone());
    let branch = branch.unwrap_or_else(|| Branch { name: branch_name(), commit: None, before: None });
    let place = Place::Branch { site: name.clone(), branch: branch.name.clone() };
    let mut page = Page::of(material.short.clone(), place);
    let tip = clone.tip(&branch.name)?;
    if tip.as_ref().is_some_and(|tip| !branch.is_ours(tip)) {
        return Err(PublishError::ChangedByHand.into());
    }
    if tip.is_some() && tip == branch.commit && record.as_ref().is_some_and(|record| record.files == written)
    {
        return Ok(Outcome::Unchanged(page));
    }
    material.check_proof(today)?;
    let plan = plan(&material, &article, &page, tip.is_some());
    if !is_sure(session, asked.yes, &Question::Publish(&plan))? {
        return Ok(Outcome::Declined);
    }
    bundle::write(clone.folder(), &folder, &files)?;
    page.built = Some(built(session, repository.generator, clone.folder())?);
    let commit = clone.commit(&branch.name, &folder, article.day)?;
    // Both remembered first: whoever is killed while it is pushed knows what is there.
    let branch = Branch { name: branch.name, commit: Some(commit), before: tip.clone() };
    let (name, record) = (
        branch.name.clone(),
        Published { site, bundle: folder, day: article.day, files: written, branch: Some(branch) },
    );
    keep(&item, record)?;
    clone.push(&name, tip.as_deref())?;
    Ok(Outcome::Published(page))
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
    let page = Page::of(ShortId::of(item.id(), &vault.ids()?), place);
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
    item.update(|state| state.published.retain(|record| record.site != site))?;
    Ok(Outcome::TakenBack(page))
}

/// In memory: the text is in clear in it.
fn scratch(session: &Session<'_>) -> Result<Scratch, Cause> {
    let name = format!("estafette-git-{}", std::process::id());
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
