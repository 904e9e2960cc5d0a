//! A page bundle of Zola: `content/<section>/<slug>/index.md`, its front matter as TOML. Zola has no dates to come: what is
//! shown later stays a draft.

use std::path::Path;

use serde::Serialize;

use super::{Article, Event, PublishError};

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
    #[serde(skip_serializing_if = "Option::is_none")]
    publish_from: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    signature: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    event: Option<&'a Event>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pictures: Vec<Picture<'a>>,
}

#[derive(Serialize)]
struct Picture<'a> {
    src: &'a str,
    alt: &'a str,
}

/// Is there a Zola site in this folder?
///
/// # Errors
/// [`PublishError::NotASite`].
pub fn check_site(folder: &Path) -> Result<(), PublishError> {
    let is_site = ["config.toml", "zola.toml"].iter().any(|file| folder.join(file).exists());
    if is_site { Ok(()) } else { Err(PublishError::NotASite) }
}

/// The page.
#[must_use]
pub fn page(article: &Article) -> String {
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
            publish_from: article.publish_from.map(|day| day.to_string()),
            signature: article.signature.as_deref(),
            event: article.event.as_ref(),
            pictures: article.pictures.iter().map(|(src, alt)| Picture { src, alt }).collect(),
        },
    };
    let front = toml::to_string(&front)
        .unwrap_or_else(|_| unreachable!("texts, days and switches can be written as TOML"));
    format!("+++\n{front}+++\n\n{}\n", super::with_pictures(article))
}

#[cfg(test)]
mod tests {
    use super::*;

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
