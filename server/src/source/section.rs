//! `GET /{language}/write/{section}`: the kinds of submission.

use std::sync::Arc;

use askama::Template;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use estafette_keys::message::Kind;
use estafette_keys::roster::{Section, Site};

use super::asked::Asked;
use super::problem::{Problem, refuse};
use super::said::Said;
use super::{LastOpened, Page, SectionBox, Source, rendered};
use crate::i18n::key;

#[derive(Template)]
#[template(path = "section.html")]
struct SectionPage<'a> {
    page: Page<'a>,
    name: String,
    title: Said,
    /// The section's own, to be compared: a link would lead out of here.
    site: Option<Site>,
    opened: Option<String>,
    /// Where else to write, when nobody opens this box.
    others: Vec<SectionBox>,
    kinds: &'static [Kind],
    rules: Vec<Said>,
}

/// The page.
pub(crate) async fn get(State(source): State<Arc<Source>>, asked: Asked) -> Response {
    let Some(section) = source.section(&asked.section) else {
        return refuse(&source, &asked.language, Problem::NotFound);
    };
    let name = asked.section;
    let page = Page::new(&source, &asked.language, format!("write/{name}"));
    let title = Said::on(&page, &section.title_said(page.language()));
    let rules = rules(&page, &section);
    let (opened, is_closed) = (source.opened(&section), source.is_closed(&section));
    let mut others = Vec::new();
    if is_closed || opened == Some(LastOpened::Silent) {
        others = source.boxes(&page);
        others.retain(|other| !other.silent && other.name != name);
    }
    let opened = if is_closed {
        Some(page.say(key!("section-closed")))
    } else {
        opened.map(|opened| page.say_opened(opened))
    };
    // Nobody types what can't be sealed.
    let kinds = if is_closed { &[] } else { Kind::ALL };
    rendered(
        StatusCode::OK,
        &SectionPage { page, name, title, site: section.site.clone(), opened, others, kinds, rules },
    )
}

/// A section's rules, a paragraph each.
pub(super) fn rules(page: &Page<'_>, section: &Section) -> Vec<Said> {
    let rules = section.rules_said(page.language());
    rules.map(|rules| Said::paragraphs(page, &rules)).unwrap_or_default()
}
