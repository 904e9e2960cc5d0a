//! A page bundle of Hugo: `content/<section>/<slug>/index.md`, its front matter as JSON.

use std::path::Path;

use estafette_keys::day::Day;
use serde::Serialize;

use super::calendar::Fields;
use super::{Article, PublishError};

pub(crate) mod program;

/// What tells a site's folder.
const SITE_FILES: [&str; 9] = [
    "hugo.toml",
    "hugo.yaml",
    "hugo.yml",
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
    /// A parameter of the page in each version; within `params` the older ones would not find it.
    #[serde(skip_serializing_if = "Option::is_none")]
    dir: Option<&'static str>,
    params: Language<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<Fields<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    resources: Vec<Resource<'a>>,
}

/// Above, `lang` is Hugo's own: in some versions an error.
#[derive(Serialize)]
struct Language<'a> {
    lang: &'a str,
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

/// Whether there is a Hugo site in this folder.
///
/// # Errors
/// [`PublishError::NotASite`].
pub(crate) fn check_site(folder: &Path) -> Result<(), PublishError> {
    if SITE_FILES.iter().any(|file| folder.join(file).exists()) {
        Ok(())
    } else {
        Err(PublishError::NotASite)
    }
}

/// The page's file in its bundle.
pub(crate) const PAGE: &str = "index.md";

/// The page.
#[must_use]
pub(crate) fn page(article: &Article) -> String {
    let front = FrontMatter {
        title: &article.title,
        // The day's first moment at Greenwich is past wherever the site's clock is; alone, the day would begin later in the
        // west, and Hugo leaves out what is still to come.
        date: format!("{}T00:00:00Z", article.day),
        publish_date: article.publish_from.map(|day| day.to_string()),
        draft: article.is_draft,
        // Only where a template has something to do for it.
        dir: article.direction().filter(|direction| *direction == "rtl"),
        params: Language { lang: &article.language },
        signature: article.signature.as_deref(),
        event: article.event.as_ref().map(|event| Fields::of(event, article.entry.as_ref())),
        resources: article
            .pictures
            .iter()
            .map(|(src, alt)| Resource { src, params: Params { alt } })
            .collect(),
    };
    let front = serde_json::to_string_pretty(&front)
        .unwrap_or_else(|_| unreachable!("texts, days and switches can be written as JSON"));
    format!("{front}\n\n{}\n", super::with_files(article))
}

/// The page of a text, with the names of its pictures and what they show.
#[must_use]
pub fn hugo_page(day: Day, title: &str, body: &str, language: &str, pictures: &[(String, String)]) -> String {
    page(&Article::of_text(day, title, body, language, pictures))
}

#[cfg(test)]
mod tests {
    use super::super::Event;
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
                starts: "2026-12-05T19:00".parse().expect("a moment"),
                ends: None,
                place: Some("Genève".into()),
                is_cancelled: false,
            }),
            entry: None,
            pictures: Vec::new(),
            beside: String::new(),
        };
        let expected = include_str!("../../tests/fixtures/page.md");
        assert_eq!(page(&article), expected);
        let arabic = Article { language: "ar".into(), body: "رسالة من السجن".into(), ..article };
        assert!(page(&arabic).contains("\"dir\": \"rtl\""));
    }

    #[test]
    fn a_folder_without_a_sites_configuration_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        assert!(check_site(folder.path()).is_err());
        for form in ["hugo.yml", "config.yaml", "config/_default"] {
            let folder = tempfile::tempdir().expect("a folder");
            std::fs::create_dir_all(folder.path().join(form)).expect("a folder");
            assert!(check_site(folder.path()).is_ok(), "{form}");
        }
    }
}
