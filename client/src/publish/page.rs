//! A page of a static site, with its pictures and its files beside it.

use std::path::{Path, PathBuf};

use estafette_keys::day::Day;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use super::bundle::{self, BundleFile, Written};
use super::shown::Meant;
use super::target::{Content, Destination, Proposal, TargetError};
use super::{Article, Generator, PublishError, Spot, calendar, hugo, slug::slug};
use crate::vault::{Publication, Snapshot, VaultError};

pub(super) mod checked;

/// So many pages of one title are told apart.
const SAME_TITLE_MAX: u32 = 1_000;

/// A static site's folder.
#[derive(Clone, Copy)]
pub(super) struct SiteFolder<'a> {
    /// What builds the site.
    pub(super) generator: Generator,
    /// Where it is.
    pub(super) site: &'a Path,
}

/// What is remembered of a page besides its hashes.
#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Memory {
    /// Its folder in the site.
    pub(super) bundle: PathBuf,
    /// Its branch, where the site is a repository.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) branch: Option<String>,
    /// What leads from its address to its files, where they are not beside it.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub(super) beside: String,
}

impl Memory {
    pub(super) fn of(publication: &Publication) -> Result<Self, VaultError> {
        serde_json::from_value(publication.memory.clone()).map_err(|_| VaultError::Damaged("state.age"))
    }

    pub(super) fn to_value(&self) -> Result<Value, VaultError> {
        serde_json::to_value(self).map_err(|_| VaultError::Damaged("state.age"))
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
    /// Where they go: where they are, or a place of their own.
    pub(super) spot: Spot,
    /// What the page must show.
    pub(super) meant: Meant,
}

impl Bundled {
    /// The page that `content` becomes. Where it is there already (`before`), it keeps its day and its folder.
    pub(super) fn of(
        content: Content,
        place: SiteFolder<'_>,
        before: Option<&Publication>,
        is_draft: bool,
        today: Day,
    ) -> Result<Self, TargetError> {
        let memory = before.map(Memory::of).transpose()?;
        let beside = memory.as_ref().map(|memory| memory.beside.clone()).unwrap_or_default();
        let article = Article {
            title: content.title,
            body: content.body,
            day: before.map_or(today, |before| before.day),
            publish_from: content.publish_from.filter(|day| *day > today),
            is_draft,
            language: content.language,
            signature: content.signature,
            event: content.event,
            entry: content.entry,
            beside,
            pictures: content.pictures.iter().map(|picture| (picture.name(), picture.alt.clone())).collect(),
        };
        let spots = place.generator.spots(place.site, &article.language, &content.section);
        let spot = match (before, memory) {
            (Some(before), Some(memory)) => Spot {
                folder: memory.bundle,
                page: page_of(&before.files()),
                is_foreign: spots("page").is_foreign,
            },
            _ => free_spot(place.site, spots.as_ref(), &article.title)?,
        };
        drop(spots);
        let bytes = place.generator.page(&article).into_bytes();
        let mut files = vec![BundleFile { name: spot.page.clone(), bytes }];
        files.extend(content.files);
        let calendar = article.entry.as_ref().map(|entry| entry.file().into_bytes());
        files.extend(calendar.map(|bytes| BundleFile { name: calendar::FILE.to_owned(), bytes }));
        let pictures = content.pictures.into_iter();
        files.extend(pictures.map(|picture| BundleFile { name: picture.name(), bytes: picture.file }));
        let written = files.iter().map(|file| (file.name.clone(), file.hash())).collect();
        let meant = article.meant(content.as_written);
        Ok(Self { article, files, written, spot, meant })
    }

    /// What would be done with it.
    pub(super) fn proposal(&self, destination: Destination, is_update: bool) -> Proposal {
        Proposal {
            destination,
            day: Some(self.article.day),
            publish_from: self.article.publish_from,
            is_draft: self.article.is_draft,
            is_update,
        }
    }

    /// What will be on the site, by the files alone.
    pub(super) fn snapshot(&self) -> Snapshot {
        Snapshot { files: self.written.clone(), revision: None }
    }

    /// What is remembered of it.
    pub(super) fn memory(&self, branch: Option<String>) -> Memory {
        Memory { bundle: self.spot.folder.clone(), branch, beside: self.article.beside.clone() }
    }

    /// Whether an event that has an hour is in no calendar, as nobody said in which zone the site is.
    pub(super) fn lacks_zone(&self) -> bool {
        self.article.event.is_some() && self.article.entry.is_none()
    }

    /// The files that the page may lead to.
    pub(super) fn beside(&self) -> Vec<&str> {
        self.files.iter().map(|file| file.name.as_str()).filter(|name| *name != self.spot.page).collect()
    }

    /// Puts another day on it.
    pub(super) fn date(&mut self, place: SiteFolder<'_>, day: Day) {
        self.article.day = day;
        self.renew(place);
    }

    /// Its links go this way to its files.
    pub(super) fn lead(&mut self, place: SiteFolder<'_>, beside: String) {
        self.article.beside = beside;
        self.renew(place);
    }

    fn renew(&mut self, place: SiteFolder<'_>) {
        let bytes = place.generator.page(&self.article).into_bytes();
        let page = BundleFile { name: self.spot.page.clone(), bytes };
        let hash = page.hash();
        self.written
            .iter_mut()
            .filter(|(name, _)| *name == page.name)
            .for_each(|(_, old)| old.clone_from(&hash));
        self.files
            .iter_mut()
            .filter(|file| file.name == page.name)
            .for_each(|file| file.bytes.clone_from(&page.bytes));
    }
}

/// The page among a bundle's files.
pub(super) fn page_of(files: &Written) -> String {
    let page = files.iter().find(|(name, _)| name.starts_with("index."));
    page.map_or_else(|| hugo::PAGE.to_owned(), |(name, _)| name.clone())
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
