//! A page bundle of Zola: `content/<section>/<slug>/index.md`, its front matter as TOML. Zola has no dates to come: what is
//! shown later stays a draft.

use std::path::Path;

use estafette_keys::day::Day;
use serde::Serialize;

use super::calendar::Fields;
use super::{Article, PublishError, Spot};

#[derive(Serialize)]
struct FrontMatter<'a> {
    title: &'a str,
    date: toml::value::Datetime,
    draft: bool,
    extra: Extra<'a>,
}

#[derive(Serialize)]
struct Extra<'a> {
    lang: &'a str,
    /// Only where a template has something to do for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    dir: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    publish_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<Fields<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pictures: Vec<Picture<'a>>,
}

#[derive(Serialize)]
struct Picture<'a> {
    src: &'a str,
    alt: &'a str,
}

/// Whether there is a Zola site in this folder.
///
/// # Errors
/// [`PublishError::NotASite`].
pub(crate) fn check_site(folder: &Path) -> Result<(), PublishError> {
    let is_site = ["config.toml", "zola.toml"].iter().any(|file| folder.join(file).exists());
    if is_site { Ok(()) } else { Err(PublishError::NotASite) }
}

/// Where a page in this language goes: Zola tells languages by the names of files.
#[must_use]
pub(crate) fn spot(site: &Path, language: &str, section: &str, slug: &str) -> Spot {
    let config =
        ["zola.toml", "config.toml"].iter().find_map(|file| std::fs::read_to_string(site.join(file)).ok());
    let config: toml::Table = config.and_then(|config| config.parse().ok()).unwrap_or_default();
    let default = config.get("default_language").and_then(toml::Value::as_str).unwrap_or("en");
    let others = config.get("languages").and_then(toml::Value::as_table);
    let first = language.split('-').next().unwrap_or_default();
    let others: Vec<&String> =
        others.into_iter().flat_map(toml::Table::keys).filter(|other| *other != default).collect();
    let found = others.iter().find(|other| [language, first].contains(&other.as_str()));
    Spot {
        folder: ["content", section, slug].iter().collect(),
        page: found.map_or_else(|| super::hugo::PAGE.to_owned(), |found| format!("index.{found}.md")),
        is_foreign: !others.is_empty() && found.is_none() && ![language, first].contains(&default),
    }
}

/// The page.
#[must_use]
pub(crate) fn page(article: &Article) -> String {
    let front = FrontMatter {
        title: &article.title,
        date: article
            .day
            .to_string()
            .parse()
            .unwrap_or_else(|_| unreachable!("a day is a date in TOML, too")),
        draft: article.is_draft || article.publish_from.is_some(),
        extra: Extra {
            lang: &article.language,
            dir: article.direction().filter(|direction| *direction == "rtl"),
            publish_from: article.publish_from.map(|day| day.to_string()),
            signature: article.signature.as_deref(),
            event: article.event.as_ref().map(|event| Fields::of(event, article.entry.as_ref())),
            pictures: article.pictures.iter().map(|(src, alt)| Picture { src, alt }).collect(),
        },
    };
    let front = toml::to_string(&front)
        .unwrap_or_else(|_| unreachable!("texts, days and switches can be written as TOML"));
    format!("+++\n{front}+++\n\n{}\n", super::with_files(article))
}

/// The page of a text, with the names of its pictures and what they show.
#[must_use]
pub fn zola_page(day: Day, title: &str, body: &str, language: &str, pictures: &[(String, String)]) -> String {
    page(&Article::of_text(day, title, body, language, pictures))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_files_name_tells_its_language() {
        let site = tempfile::tempdir().expect("a folder");
        let page = |language: &str| spot(site.path(), language, "bruxelles", "greve");
        assert_eq!((page("fr").page.as_str(), page("fr").is_foreign), ("index.md", false));
        let config = site.path().join("config.toml");
        let mut file = std::fs::OpenOptions::new().write(true).create_new(true).open(config).expect("a file");
        std::io::Write::write_all(&mut file, b"default_language = \"fr\"\n[languages.de]\n")
            .expect("written");
        assert_eq!((page("fr-CH").page.as_str(), page("fr-CH").is_foreign), ("index.md", false));
        assert_eq!((page("de").page.as_str(), page("de").is_foreign), ("index.de.md", false));
        assert_eq!((page("ar").page.as_str(), page("ar").is_foreign), ("index.md", true));
    }

    #[test]
    fn a_page_is_front_matter_and_text() {
        let article = Article {
            title: "Grève « générale » \"\"\"\n+++".into(),
            body: "Un texte.\n".into(),
            day: "2026-11-21".parse().expect("a day"),
            publish_from: "2026-12-01".parse().ok(),
            is_draft: false,
            language: "fr".into(),
            signature: None,
            event: None,
            entry: None,
            beside: String::new(),
            pictures: vec![("image-1.jpg".into(), "Une [rue]".into())],
        };
        let page = page(&article);
        let (front, text) =
            page.trim_start_matches("+++\n").split_once("\n+++\n\n").expect("front matter and text");
        let front: toml::Table = front.parse().expect("TOML");
        assert_eq!(front.get("title").and_then(toml::Value::as_str), Some(article.title.as_str()));
        assert_eq!(front.get("draft"), Some(&toml::Value::Boolean(true)), "it would be shown at once");
        assert_eq!(text, "Un texte.\n\n![Une (rue)](image-1.jpg)\n");
    }
}
