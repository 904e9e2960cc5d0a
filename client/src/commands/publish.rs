//! Publishes an item on a static site: what its mandate allows, shown first, and never over somebody's changes.

use std::path::{Path, PathBuf};

use estafette_keys::day::Day;
use estafette_keys::message::{Mandate, Publish as Allowed};

use super::Session;
use super::draft::is_as_written;
use super::template::DraftText;
use crate::cli::publish::Publish;
use crate::failure::Cause;
use crate::person::Question;
use crate::publish::bundle::{self, BundleFile, Written};
use crate::publish::{Article, PublishError, hugo, markdown, slug::slug};
use crate::terminal::readable;
use crate::vault::{Item, Published, ShortId, State, Vault, VaultError};

use source::{Source, source};

mod source;

/// So many pages of one title are told apart.
const SAME_TITLE_MAX: u32 = 1_000;

/// What will be written, to be confirmed.
pub struct Plan {
    /// The item.
    pub short: ShortId,
    /// What its source allows.
    pub mandate: Mandate,
    /// Where.
    pub page: PathBuf,
    /// The title.
    pub title: String,
    /// The day that stands on it.
    pub day: Day,
    /// Shown from this day on.
    pub publish_from: Option<Day>,
    /// Left out of the site for now.
    pub is_draft: bool,
    /// Is it there already, in another version?
    pub is_update: bool,
    /// Who signs.
    pub signature: Option<String>,
    /// The Markdown.
    pub body: String,
    /// Text files that go along.
    pub files: usize,
    /// Its source took it back, or an editor deleted it.
    pub gone: bool,
}

/// A page that was written or removed.
pub struct Page {
    /// The item.
    pub short: ShortId,
    /// The page's file.
    pub page: PathBuf,
}

/// What came of it.
pub enum Outcome {
    /// It was written.
    Published(Page),
    /// It was there, just so.
    Unchanged(Page),
    /// It was removed.
    TakenBack(Page),
    /// The person said no.
    Declined,
}

/// Runs `estafette publish`.
///
/// # Errors
/// [`Cause`].
pub fn run(session: &mut Session<'_>, asked: &Publish) -> Result<Outcome, Cause> {
    let vault = session.open_vault()?;
    let site = site(&vault, asked)?;
    hugo::check_site(&site)?;
    let item = vault.find(&asked.item)?;
    let state = item.state()?;
    let outcome = if asked.undo {
        take_back(session, &vault, &item, &state, &site, asked.yes)?
    } else {
        write(session, &vault, &item, &state, site.clone(), asked)?
    };
    if let (Some(name), Some(_)) = (&asked.site, &asked.to) {
        vault.keep_site(name.clone(), site)?;
    }
    Ok(outcome)
}

fn site(vault: &Vault, asked: &Publish) -> Result<PathBuf, Cause> {
    match (&asked.to, &asked.site) {
        (Some(folder), _) => Ok(folder.canonicalize().map_err(|_| PublishError::NotASite)?),
        (None, Some(name)) => Ok(vault.sites()?.remove(name).ok_or(PublishError::UnknownSite)?),
        (None, None) => unreachable!("the grammar asks for one of the two"),
    }
}

fn take_back(
    session: &mut Session<'_>,
    vault: &Vault,
    item: &Item<'_>,
    state: &State,
    site: &Path,
    is_sure: bool,
) -> Result<Outcome, Cause> {
    let record =
        state.published.iter().find(|record| record.site == *site).ok_or(PublishError::NotPublished)?;
    bundle::check_untouched(site, &record.bundle, &[&record.files])?;
    let page = Page {
        short: ShortId::of(item.id(), &vault.ids()?),
        page: site.join(&record.bundle).join(hugo::PAGE),
    };
    if !is_sure && !session.person.confirm(&Question::TakeBack(&page))? {
        return Ok(Outcome::Declined);
    }
    bundle::remove(site, &record.bundle)?;
    item.update(|state| state.published.retain(|record| record.site != *site))?;
    Ok(Outcome::TakenBack(page))
}

fn write(
    session: &mut Session<'_>,
    vault: &Vault,
    item: &Item<'_>,
    state: &State,
    site: PathBuf,
    asked: &Publish,
) -> Result<Outcome, Cause> {
    let joined = vault.joined()?;
    let keyring = vault.keyring(&joined)?;
    let today = session.clock.today();
    let (source, along) = source(item, &keyring, state, &asked.with_file)?;
    check_mandate(&source.mandate, today)?;

    let draft = item.draft(&item.key(&keyring, state)?)?;
    let draft = draft.as_deref().map(DraftText::parse);
    let record = state.published.iter().find(|record| record.site == site);
    let signature = source.mandate.sign_as.as_ref().map(|line| readable(line.as_str()));
    let body = body(&source, draft.as_ref(), signature.as_deref())?;
    let title = title(asked, draft.as_ref(), &source)?;
    let article = Article {
        body,
        day: record.map_or(today, |record| record.day),
        publish_from: source.publish_from.filter(|day| *day > today),
        is_draft: asked.draft,
        language: source.language.clone(),
        signature: signature.clone(),
        event: source.event,
        title,
    };
    let mut files =
        vec![BundleFile { name: hugo::PAGE.to_owned(), bytes: hugo::page(&article).into_bytes() }];
    files.extend(along);
    let written: Written = files.iter().map(|file| (file.name.clone(), file.hash())).collect();

    let folder = match record {
        Some(record) => record.bundle.clone(),
        None => free_bundle(&site, state.section.as_str(), &article.title)?,
    };
    let before = record.map(|record| record.files.clone()).unwrap_or_default();
    bundle::check_untouched(&site, &folder, &[&before, &written])?;
    let short = ShortId::of(item.id(), &vault.ids()?);
    let page = site.join(&folder).join(hugo::PAGE);
    if before == written && page.exists() {
        return Ok(Outcome::Unchanged(Page { short, page }));
    }
    let plan = Plan {
        short: short.clone(),
        mandate: source.mandate,
        page: page.clone(),
        title: article.title,
        day: article.day,
        publish_from: article.publish_from,
        is_draft: article.is_draft,
        is_update: page.exists(),
        signature,
        body: article.body,
        files: files.len() - 1,
        gone: state.gone,
    };
    if !asked.yes && !session.person.confirm(&Question::Publish(&plan))? {
        return Ok(Outcome::Declined);
    }
    // Both versions are ours until the new one is whole: a process that is killed in between loses no page.
    keep(
        item,
        Published {
            site: site.clone(),
            bundle: folder.clone(),
            day: plan.day,
            files: [before, written.clone()].concat(),
        },
    )?;
    bundle::write(&site, &folder, &files)?;
    keep(item, Published { site, bundle: folder, day: plan.day, files: written })?;
    Ok(Outcome::Published(Page { short, page }))
}

fn keep(item: &Item<'_>, record: Published) -> Result<(), VaultError> {
    item.update(|state| {
        state.published.retain(|other| other.site != record.site);
        state.published.push(record);
    })
    .map(drop)
}

/// Without a mandate nothing is published; against it neither.
fn check_mandate(mandate: &Mandate, today: Day) -> Result<(), PublishError> {
    match (mandate.publish, mandate.not_before) {
        (Allowed::Background, _) => Err(PublishError::Background),
        (_, Some(day)) if day > today => Err(PublishError::NotBefore(day)),
        _ => Ok(()),
    }
}

fn title(asked: &Publish, draft: Option<&DraftText<'_>>, source: &Source) -> Result<String, PublishError> {
    let title =
        asked.title.as_deref().or_else(|| draft.and_then(|draft| draft.title)).unwrap_or(&source.title);
    let title = readable(title).split_whitespace().collect::<Vec<_>>().join(" ");
    if title.is_empty() { Err(PublishError::NoTitle) } else { Ok(title) }
}

/// The Markdown of the page: the source's own words where they must stay, else the draft's.
fn body(
    source: &Source,
    draft: Option<&DraftText<'_>>,
    signature: Option<&str>,
) -> Result<String, PublishError> {
    let mut body = if is_as_written(source.kind, &source.mandate) {
        let written = readable(&source.text);
        if draft.is_some_and(|draft| !is_same_text(draft.body, &written)) {
            return Err(PublishError::Rewritten);
        }
        markdown::from_plain(&written)
    } else {
        let draft = draft.ok_or(PublishError::NoDraft)?;
        markdown::harmless(&readable(draft.body))
    };
    if body.trim().is_empty() {
        return Err(PublishError::Empty);
    }
    if let Some(signature) = signature {
        let signature = markdown::from_plain(signature);
        if !body.contains(&signature) {
            body = format!("{}\n\n— {signature}", body.trim_end());
        }
    }
    Ok(body)
}

/// White space at the ends of lines is nobody's word.
fn is_same_text(a: &str, b: &str) -> bool {
    let lines =
        |text: &str| -> Vec<String> { text.trim().lines().map(|line| line.trim_end().to_owned()).collect() };
    lines(a) == lines(b)
}

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

#[cfg(test)]
mod tests {
    use estafette_keys::message::Kind;

    use super::*;

    fn source(kind: Kind, publish: Allowed) -> Source {
        Source {
            kind,
            mandate: Mandate { publish, not_before: None, sign_as: None },
            language: "fr".into(),
            title: String::new(),
            text: "Ligne *une*\nligne deux \n".into(),
            event: None,
            publish_from: None,
        }
    }

    fn draft(body: &str) -> DraftText<'_> {
        DraftText { title: None, body }
    }

    #[test]
    fn what_must_stay_as_written_is_not_rewritten() {
        for source in [source(Kind::Prisoner, Allowed::Edited), source(Kind::Tip, Allowed::AsWritten)] {
            assert_eq!(body(&source, None, None).ok().as_deref(), Some("Ligne \\*une\\*\\\nligne deux"));
            assert!(body(&source, Some(&draft("Ligne *une*\nligne deux")), None).is_ok());
            let rewritten = body(&source, Some(&draft("Ligne une, ligne deux")), None);
            assert!(matches!(rewritten, Err(PublishError::Rewritten)));
        }
    }

    #[test]
    fn what_is_edited_needs_a_draft() {
        let source = source(Kind::Communique, Allowed::Edited);
        assert!(matches!(body(&source, None, None), Err(PublishError::NoDraft)));
        assert!(matches!(body(&source, Some(&draft("<!-- -->")), None), Err(PublishError::Empty)));
        assert_eq!(
            body(&source, Some(&draft("Deux *phrases*.")), None).ok().as_deref(),
            Some("Deux *phrases*.")
        );
    }

    #[test]
    fn a_signature_stands_once() {
        let source = source(Kind::Communique, Allowed::Edited);
        let signed = |text: &str| body(&source, Some(&draft(text)), Some("Des soutiens")).ok();
        assert_eq!(signed("Texte.").as_deref(), Some("Texte.\n\n— Des soutiens"));
        assert_eq!(signed("Texte.\n\nDes soutiens").as_deref(), Some("Texte.\n\nDes soutiens"));
    }

    #[test]
    fn nothing_goes_against_the_mandate() {
        let today: Day = "2026-11-21".parse().expect("a day");
        let mandate = |publish, not_before: Option<Day>| Mandate { publish, not_before, sign_as: None };
        assert!(matches!(
            check_mandate(&mandate(Allowed::Background, None), today),
            Err(PublishError::Background)
        ));
        let tomorrow = mandate(Allowed::Edited, Some(today.plus_days(1)));
        assert!(matches!(check_mandate(&tomorrow, today), Err(PublishError::NotBefore(_))));
        assert!(check_mandate(&mandate(Allowed::Edited, Some(today)), today).is_ok());
    }
}
