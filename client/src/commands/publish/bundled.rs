//! A page of a static site, with its pictures and its files beside it.

use std::path::Path;

use estafette_keys::day::Day;

use crate::publish::bundle::{self, BundleFile, Written};
use crate::publish::{Article, Generator, PublishError, Spot, html, hugo, shown, slug::slug};
use crate::vault::Published;

/// So many pages of one title are told apart.
const SAME_TITLE_MAX: u32 = 1_000;

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
    /// Every sign of it, and every line.
    pub(super) is_exact: bool,
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
        Ok(Self { article, files, written, spot, meant, is_exact: material.as_written })
    }

    /// Its hashes with another day on it.
    pub(super) fn written_on(&self, target: &Target<'_>, day: Day) -> Written {
        let page = BundleFile { name: self.spot.page.clone(), bytes: self.page_on(target, day) };
        let mut written = self.written.clone();
        written.iter_mut().filter(|(name, _)| *name == page.name).for_each(|(_, hash)| *hash = page.hash());
        written
    }

    /// Puts another day on it.
    pub(super) fn date(&mut self, target: &Target<'_>, day: Day) {
        self.written = self.written_on(target, day);
        let bytes = self.page_on(target, day);
        if let Some(page) = self.files.iter_mut().find(|file| file.name == self.spot.page) {
            page.bytes = bytes;
        }
        self.article.day = day;
    }

    fn page_on(&self, target: &Target<'_>, day: Day) -> Vec<u8> {
        target.generator.page(&Article { day, ..self.article.clone() }).into_bytes()
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
