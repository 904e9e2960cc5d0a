//! A page bundle of Hugo: `content/<section>/<slug>/index.md`, its front matter as JSON.

use std::path::{Path, PathBuf};

use serde::Serialize;

use super::{Article, Event, PublishError};

/// What tells a site's folder.
const SITE_FILES: [&str; 8] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.json",
    "config.toml",
    "config.yaml",
    "config.yml",
    "config.json",
    "config/_default",
];

/// In the order it is written.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct FrontMatter<'a> {
    title: &'a str,
    date: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    publish_date: Option<String>,
    draft: bool,
    lang: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a Event>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resources: Vec<Resource<'a>>,
}

/// A picture of the bundle.
#[derive(Serialize)]
struct Resource<'a> {
    src: &'a str,
    params: Params<'a>,
}

#[derive(Serialize)]
struct Params<'a> {
    alt: &'a str,
}

/// Is there a Hugo site in this folder?
///
/// # Errors
/// [`PublishError::NotASite`].
pub fn check_site(folder: &Path) -> Result<(), PublishError> {
    if SITE_FILES.iter().any(|file| folder.join(file).exists()) {
        Ok(())
    } else {
        Err(PublishError::NotASite)
    }
}

/// A bundle's folder, within the site.
#[must_use]
pub fn bundle_path(section: &str, slug: &str) -> PathBuf {
    ["content", section, slug].iter().collect()
}

/// The page's file in its bundle.
pub const PAGE: &str = "index.md";

/// The page.
#[must_use]
pub fn page(article: &Article) -> String {
    let front = FrontMatter {
        title: &article.title,
        date: article.day.to_string(),
        publish_date: article.publish_from.map(|day| day.to_string()),
        draft: article.is_draft,
        lang: &article.language,
        signature: article.signature.as_deref(),
        event: article.event.as_ref(),
        resources: article
            .pictures
            .iter()
            .map(|(src, alt)| Resource { src, params: Params { alt } })
            .collect(),
    };
    let front = serde_json::to_string_pretty(&front)
        .unwrap_or_else(|_| unreachable!("texts, days and switches can be written as JSON"));
    format!("{front}\n\n{}\n", super::with_pictures(article))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_front_matter_and_text() {
        let article = Article {
            title: "Grève « générale » \"}\n---".into(),
            body: "Un texte.\n".into(),
            day: "2026-11-21".parse().expect("a day"),
            publish_from: "2026-12-01".parse().ok(),
            is_draft: false,
            language: "fr".into(),
            signature: None,
            event: Some(Event {
                starts: "2026-12-05T19:00".into(),
                ends: None,
                place: Some("Genève".into()),
            }),
            pictures: Vec::new(),
        };
        let expected = include_str!("../../tests/fixtures/page.md");
        assert_eq!(page(&article), expected);
    }

    #[test]
    fn a_folder_without_a_sites_configuration_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(check_site(folder.path()).is_err());
        std::fs::create_dir_all(folder.path().join("config/_default")).expect("a folder");
        assert!(check_site(folder.path()).is_ok());
    }
}
