//! Markdown to HTML: few tags, no attribute but a link's address and a list's first number, nothing that is fetched, run, or
//! follows a reader.

use std::collections::{HashMap, HashSet};

use ammonia::Builder;
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use super::typography::spaced;

/// What a page may hold.
const TAGS: [&str; 24] = [
    "p",
    "br",
    "em",
    "strong",
    "del",
    "a",
    "ul",
    "ol",
    "li",
    "blockquote",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "hr",
    "pre",
    "code",
    "table",
    "thead",
    "tbody",
    "tr",
    "th",
    "td",
];
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];
/// What tells a site who sent a reader, and by which way.
const TRACKERS: [&str; 16] = [
    "fbclid", "gclid", "dclid", "msclkid", "igshid", "igsh", "mc_cid", "mc_eid", "yclid", "twclid", "ttclid",
    "_hsenc", "_hsmi", "mkt_tok", "ref_src", "si",
];
/// A text, as HTML that any site may show.
#[must_use]
pub fn page(markdown: &str, language: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let events = Parser::new_ext(markdown, options).map(|event| mild(event, language));
    let mut html = String::new();
    pulldown_cmark::html::push_html(&mut html, events);
    Builder::new()
        .tags(HashSet::from(TAGS))
        .tag_attributes(HashMap::from([("a", HashSet::from(["href"])), ("ol", HashSet::from(["start"]))]))
        .generic_attributes(HashSet::new())
        .url_schemes(HashSet::from(SCHEMES))
        .link_rel(Some("noreferrer"))
        .clean(&html)
        .to_string()
}

/// A text's signs as HTML has them.
#[must_use]
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn mild<'a>(event: Event<'a>, language: &str) -> Event<'a> {
    match event {
        Event::Text(text) => Event::Text(spaced(&text, language).into()),
        Event::Start(Tag::Link { link_type, dest_url, title, id }) => {
            let dest_url = CowStr::from(untracked(&dest_url));
            Event::Start(Tag::Link { link_type, dest_url, title, id })
        }
        // The title has the first level.
        Event::Start(Tag::Heading { level: HeadingLevel::H1, id, classes, attrs }) => {
            Event::Start(Tag::Heading { level: HeadingLevel::H2, id, classes, attrs })
        }
        Event::End(TagEnd::Heading(HeadingLevel::H1)) => Event::End(TagEnd::Heading(HeadingLevel::H2)),
        event => event,
    }
}

/// An address without what follows its reader. Brackets would be a site's own marks.
#[must_use]
pub(crate) fn untracked(address: &str) -> String {
    let address = address.replace('[', "%5B").replace(']', "%5D");
    let (rest, anchor) = match address.split_once('#') {
        Some((rest, anchor)) => (rest, format!("#{anchor}")),
        None => (address.as_str(), String::new()),
    };
    let Some((path, query)) = rest.split_once('?') else { return address };
    let follows = |pair: &&str| {
        let name = pair.split('=').next().unwrap_or_default().to_ascii_lowercase();
        !(name.starts_with("utm_") || name.starts_with("pk_") || TRACKERS.contains(&name.as_str()))
    };
    let kept: Vec<&str> = query.split('&').filter(follows).collect();
    if kept.is_empty() { format!("{path}{anchor}") } else { format!("{path}?{}{anchor}", kept.join("&")) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_few_tags() {
        let html = page(
            "# Titre\n\nUn *mot* [lien](https://example.org/?a=1&utm_source=x#y)  \nligne\n\n- un\n",
            "fr",
        );
        let expected = "<h2>Titre</h2>\n<p>Un <em>mot</em> <a href=\"https://example.org/?a=1#y\" rel=\"noreferrer\">lien</a><br>\nligne</p>\n<ul>\n<li>un</li>\n</ul>\n";
        assert_eq!(html, expected);
    }

    #[test]
    fn a_list_begins_with_its_own_number() {
        assert!(page("3. trois\n4. quatre\n", "fr").contains("<ol start=\"3\">"));
        assert!(page("1. un\n", "fr").contains("<ol>"));
    }

    #[test]
    fn nothing_runs_and_nothing_is_fetched() {
        let html = page(
            "<script>alert(1)</script><img src=//example.org/p.gif onerror=x()>\n\n[x](javascript:alert(1)) ![y](https://example.org/y.gif)\n\n<div style=\"background:url(//example.org)\">z</div>",
            "fr",
        );
        for bad in ["script", "alert", "img", "onerror", "style", "javascript", "src"] {
            assert!(!html.contains(bad), "{bad} in {html}");
        }
    }

    #[test]
    fn links_lose_what_follows_their_reader() {
        for (address, kept) in [
            ("https://example.org/a?utm_source=b&utm_medium=c", "https://example.org/a"),
            ("https://example.org/a?id=3&fbclid=xyz#d", "https://example.org/a?id=3#d"),
            ("https://example.org/a?q=[b]", "https://example.org/a?q=%5Bb%5D"),
            ("/a#b?utm_x=1", "/a#b?utm_x=1"),
        ] {
            assert_eq!(untracked(address), kept);
        }
    }
}
