//! The blocks of WordPress' editor, written so that it stores them byte for byte, whatever the account may do, and finds
//! each one valid: a block has the attributes that it knows and no other. What no block can say (the direction of a list)
//! stands in a block of HTML.

use super::letters::{Letters, as_they_are, by_number};
use super::tree::{Node, tree, written};
use crate::publish::direction::direction;
use crate::publish::html::{escaped, page};
use crate::publish::view::View;

/// A picture that is there.
pub(crate) struct Uploaded<'a> {
    /// Its number.
    pub media: u64,
    /// Its address.
    pub source: &'a str,
    /// What it shows.
    pub alt: &'a str,
}

/// Tags that stand within a line.
const WITHIN: [&str; 6] = ["a", "em", "strong", "del", "code", "br"];

/// How a text is marked where it is not as its site is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Mark<'a> {
    /// Its language, where the site has another one.
    language: Option<&'a str>,
    /// Its direction, where the site has the other one.
    pub(super) direction: Option<&'static str>,
}

impl<'a> Mark<'a> {
    /// Of this text on a site in this language. The site says the language itself where it `keeps` languages apart.
    #[must_use]
    pub(crate) fn of(language: &'a str, text: &str, site: &str, keeps: bool) -> Self {
        let own = direction(language, &View::of(&page(text, language)).text());
        let around = if keeps { direction(language, "") } else { direction(site, "") };
        Self {
            language: Some(language).filter(|language| *language != site && !keeps),
            direction: own.filter(|own| *own != around.unwrap_or("ltr")),
        }
    }

    fn is_from_right(&self) -> bool {
        self.direction == Some("rtl")
    }

    /// As a tag has it.
    fn attributes(&self) -> String {
        let language = self.language.map(|language| format!(" lang=\"{}\"", escaped(language)));
        let direction = self.direction.map(|direction| format!(" dir=\"{direction}\""));
        language.into_iter().chain(direction).collect()
    }

    /// Within a block, whose own tag may not say it.
    fn around(&self, html: &str, but_direction: bool) -> String {
        let marks = Self { direction: self.direction.filter(|_| !but_direction), ..*self };
        let attributes = marks.attributes();
        if attributes.is_empty() { html.to_owned() } else { format!("<span{attributes}>{html}</span>") }
    }
}

/// How a text is written.
#[derive(Clone, Copy)]
pub(super) struct Style<'a> {
    pub(super) language: &'a str,
    pub(super) mark: Mark<'a>,
    pub(super) letters: Letters,
    /// Each sign is shown as it is, whatever the site likes.
    pub(super) as_written: bool,
}

/// A text and its pictures.
pub(super) fn blocks(markdown: &str, style: Style<'_>, pictures: &[Uploaded<'_>]) -> String {
    let mut html = page(markdown, style.language);
    if style.as_written {
        html = as_they_are(&html);
    }
    let html = harmless(&html);
    let mut text = all(&tree(&html), &style.mark);
    if let Some(gallery) = gallery(pictures) {
        text = format!("{text}\n\n{gallery}");
    }
    by_number(&text, style.letters)
}

/// The blocks of a text without pictures, on a site in this language.
#[must_use]
pub fn blocks_of_text(markdown: &str, language: &str, site: &str, as_written: bool) -> String {
    let mark = Mark::of(language, markdown, site, false);
    blocks(markdown, Style { language, mark, letters: Letters::Beyond16Bits, as_written }, &[])
}

/// A title, which is HTML without tags.
pub(super) fn title(plain: &str, style: Style<'_>) -> String {
    let mut title = escaped(plain).replace("&quot;", "\"");
    if style.as_written {
        title = as_they_are(&title);
    }
    by_number(&title, style.letters)
}

/// A title of a text that stays as it was written.
#[must_use]
pub fn title_of_text(plain: &str) -> String {
    let (letters, mark) = (Letters::Beyond16Bits, Mark::default());
    title(plain, Style { language: "", mark, letters, as_written: true })
}

/// Blocks that stand one below the other.
fn all(nodes: &[Node<'_>], mark: &Mark<'_>) -> String {
    let blocks = nodes.iter().filter_map(|node| match node {
        Node::Text(text) if text.trim().is_empty() => None,
        node => Some(block(node, mark)),
    });
    blocks.collect::<Vec<_>>().join("\n\n")
}

fn block(node: &Node<'_>, mark: &Mark<'_>) -> String {
    let Node::Tag { name, attributes, inner } = node else {
        return paragraph(std::slice::from_ref(node), mark);
    };
    match *name {
        "p" => paragraph(inner, mark),
        "h2" | "h3" | "h4" | "h5" | "h6" => heading(name, inner, mark),
        "ul" | "ol" if !mark.is_from_right() && is_plain_list(node) => list(name, attributes, inner, mark),
        "blockquote" => format!(
            "<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\">{}</blockquote>\n<!-- /wp:quote -->",
            all(inner, mark)
        ),
        "pre" => code(inner),
        "hr" => "<!-- wp:separator -->\n<hr class=\"wp-block-separator has-alpha-channel-opacity\">\n<!-- /wp:separator -->".to_owned(),
        name if WITHIN.contains(&name) => paragraph(std::slice::from_ref(node), mark),
        name => format!(
            "<!-- wp:html -->\n<{name}{attributes}{}>{}</{name}>\n<!-- /wp:html -->",
            mark.attributes(),
            written(inner)
        ),
    }
}

fn paragraph(inner: &[Node<'_>], mark: &Mark<'_>) -> String {
    let text = mark.around(&written(inner), true);
    match mark.direction {
        Some(direction) => format!(
            "<!-- wp:paragraph {{\"direction\":\"{direction}\"}} -->\n<p dir=\"{direction}\">{text}</p>\n<!-- /wp:paragraph -->"
        ),
        None => format!("<!-- wp:paragraph -->\n<p>{text}</p>\n<!-- /wp:paragraph -->"),
    }
}

/// A paragraph of this class, of HTML that is harmless already.
pub(super) fn classed(html: &str, class: &str, mark: &Mark<'_>) -> String {
    let text = mark.around(html, true);
    let (field, attribute) = match mark.direction {
        Some(direction) => (format!("\"direction\":\"{direction}\","), format!(" dir=\"{direction}\"")),
        None => Default::default(),
    };
    format!(
        "<!-- wp:paragraph {{{field}\"className\":\"{class}\"}} -->\n<p{attribute} class=\"{class}\">{text}</p>\n<!-- /wp:paragraph -->"
    )
}

fn heading(name: &str, inner: &[Node<'_>], mark: &Mark<'_>) -> String {
    let level = name.trim_start_matches('h');
    let (side, class) = if mark.is_from_right() {
        (Some("\"textAlign\":\"right\""), " has-text-align-right")
    } else {
        (None, "")
    };
    let level = Some(format!("\"level\":{level}")).filter(|_| level != "2");
    let fields: Vec<String> = side.map(str::to_owned).into_iter().chain(level).collect();
    let fields = if fields.is_empty() { String::new() } else { format!(" {{{}}}", fields.join(",")) };
    let text = mark.around(&written(inner), false);
    format!(
        "<!-- wp:heading{fields} -->\n<{name} class=\"wp-block-heading{class}\">{text}</{name}>\n<!-- /wp:heading -->"
    )
}

/// Whether each point holds at most a line and other such lists.
fn is_plain_list(list: &Node<'_>) -> bool {
    let Node::Tag { inner, .. } = list else { return false };
    inner.iter().all(|point| match point {
        Node::Text(text) => text.trim().is_empty(),
        Node::Tag { name: "li", inner, .. } => inner.iter().all(|node| match node.name() {
            None => true,
            Some("ul" | "ol") => is_plain_list(node),
            Some(name) => WITHIN.contains(&name),
        }),
        Node::Tag { .. } => false,
    })
}

fn list(name: &str, attributes: &str, inner: &[Node<'_>], mark: &Mark<'_>) -> String {
    let start = attributes.split('"').nth(1).filter(|start| start.bytes().all(|byte| byte.is_ascii_digit()));
    let fields = match (name, start) {
        ("ol", Some(start)) => format!(" {{\"ordered\":true,\"start\":{start}}}"),
        ("ol", None) => " {\"ordered\":true}".to_owned(),
        _ => String::new(),
    };
    let points = inner.iter().filter_map(|node| match node {
        Node::Tag { name: "li", inner, .. } => Some(point(inner, mark)),
        _ => None,
    });
    let points = points.collect::<Vec<_>>().join("\n\n");
    format!("<!-- wp:list{fields} -->\n<{name}{attributes}>{points}</{name}>\n<!-- /wp:list -->")
}

fn point(inner: &[Node<'_>], mark: &Mark<'_>) -> String {
    let first = inner.iter().position(|node| matches!(node.name(), Some("ul" | "ol"))).unwrap_or(inner.len());
    let (line, below) = inner.split_at(first);
    let line = mark.around(written(line).trim(), false);
    let below = all(below, mark);
    format!("<!-- wp:list-item -->\n<li>{line}{below}</li>\n<!-- /wp:list-item -->")
}

fn code(inner: &[Node<'_>]) -> String {
    let html = written(inner);
    let html = if html.starts_with("<code") { html } else { format!("<code>{html}</code>") };
    format!(
        "<!-- wp:code -->\n<pre class=\"wp-block-code\">{}</pre>\n<!-- /wp:code -->",
        html.replace("\n</code>", "</code>")
    )
}

/// Outside of tags: no shortcode, and no address that the site would fetch a preview of.
pub(super) fn harmless(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for (at, piece) in html.split('<').enumerate() {
        let (tag, rest) = if at == 0 { ("", piece) } else { piece.split_once('>').unwrap_or((piece, "")) };
        if at > 0 {
            text.extend(["<", tag, ">"]);
        }
        text.push_str(&rest.replace('[', "&#091;").replace(']', "&#093;").replace("://", "&#058;//"));
    }
    text
}

fn gallery(pictures: &[Uploaded<'_>]) -> Option<String> {
    let blocks: Vec<String> = pictures.iter().map(picture).collect();
    match blocks.as_slice() {
        [] => None,
        [one] => Some(one.clone()),
        several => Some(format!(
            "<!-- wp:gallery {{\"linkTo\":\"none\"}} -->\n<figure class=\"wp-block-gallery has-nested-images columns-default is-cropped\">{}</figure>\n<!-- /wp:gallery -->",
            several.join("\n\n")
        )),
    }
}

fn picture(picture: &Uploaded<'_>) -> String {
    let (id, alt, source) = (picture.media, escaped(picture.alt), escaped(picture.source));
    let alt = harmless(&alt);
    format!(
        "<!-- wp:image {{\"id\":{id},\"sizeSlug\":\"large\",\"linkDestination\":\"none\"}} -->\n<figure class=\"wp-block-image size-large\"><img src=\"{source}\" alt=\"{alt}\" class=\"wp-image-{id}\" /></figure>\n<!-- /wp:image -->"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written_in(text: &str, language: &str, site: &str, as_written: bool) -> String {
        let mark = Mark::of(language, text, site, false);
        let style = Style { language, mark, letters: Letters::Beyond16Bits, as_written };
        blocks(text, style, &[])
    }

    #[test]
    fn every_block_has_its_comments() {
        let text = written_in("# Un\n\nDeux\n\n- trois\n  1. quatre\n", "fr", "fr", false);
        let expected = "<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">Un</h2>\n<!-- /wp:heading -->\n\n<!-- wp:paragraph -->\n<p>Deux</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:list -->\n<ul><!-- wp:list-item -->\n<li>trois<!-- wp:list {\"ordered\":true} -->\n<ol><!-- wp:list-item -->\n<li>quatre</li>\n<!-- /wp:list-item --></ol>\n<!-- /wp:list --></li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list -->";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_list_begins_where_it_began_and_one_of_paragraphs_is_html() {
        let text = written_in("7. sept\n8. huit\n", "fr", "fr", false);
        assert!(
            text.starts_with("<!-- wp:list {\"ordered\":true,\"start\":7} -->\n<ol start=\"7\">"),
            "{text}"
        );
        let loose = written_in("- un\n\n- deux\n", "fr", "fr", false);
        assert!(loose.starts_with("<!-- wp:html -->\n<ul>") && loose.contains("<p>un</p>"), "{loose}");
    }

    #[test]
    fn a_sites_own_marks_are_text() {
        let text = written_in(
            "\\[gallery ids=1\\]\n\nhttps://example.org/video\n\n[mot](https://example.org/?a=[b])",
            "fr",
            "fr",
            false,
        );
        assert!(!text.contains('[') && text.contains("&#091;gallery"), "{text}");
        assert!(text.contains("https&#058;//example.org/video"), "{text}");
        assert!(text.contains("href=\"https://example.org/?a=%5Bb%5D\""), "{text}");
    }

    #[test]
    fn another_language_is_marked_and_so_is_its_direction() {
        let text = written_in("نص\n\n- واحد\n", "ar", "fr", false);
        let paragraph =
            "<!-- wp:paragraph {\"direction\":\"rtl\"} -->\n<p dir=\"rtl\"><span lang=\"ar\">نص</span></p>";
        assert!(text.starts_with(paragraph), "{text}");
        assert!(text.contains("<!-- wp:html -->\n<ul lang=\"ar\" dir=\"rtl\">"), "{text}");
        let text = written_in("# Titel\n\nText", "de", "fr", false);
        assert!(
            text.contains("<h2 class=\"wp-block-heading\"><span lang=\"de\">Titel</span></h2>"),
            "{text}"
        );
        // The form's own language was left as it was: the letters tell.
        let text = written_in("رسالة من السجن", "fr", "fr", false);
        assert!(text.contains("<p dir=\"rtl\">رسالة من السجن</p>"), "{text}");
        // A French text on an Arabic site.
        let text = written_in("Lettre", "fr", "ar", false);
        assert!(text.contains("<p dir=\"ltr\"><span lang=\"fr\">Lettre</span></p>"), "{text}");
    }

    #[test]
    fn as_written_is_as_written_and_what_is_rewritten_is_left_to_the_site() {
        assert!(written_in("Oui... \"non\"", "fr", "fr", false).contains("<p>Oui... \"non\"</p>"));
        let text = written_in("Oui... \"non\" 𝐂", "fr", "fr", true);
        assert!(text.contains("<p>Oui&#046;&#046;&#046; &#034;non&#034; &#x1d402;</p>"), "{text}");
    }

    #[test]
    fn pictures_stand_below_and_their_text_is_text() {
        let mark = Mark::default();
        let style = Style { language: "fr", mark, letters: Letters::Beyond16Bits, as_written: false };
        let one =
            Uploaded {
                media: 4, source: "https://site.example/a.jpg?w=1&h=2", alt: "« [x] » \"y\" <z> 𝐃"
            };
        let text = blocks("Texte", style, std::slice::from_ref(&one));
        assert!(text.contains("alt=\"« &#091;x&#093; » &quot;y&quot; &lt;z&gt; &#x1d403;\""), "{text}");
        assert!(text.contains("src=\"https://site.example/a.jpg?w=1&amp;h=2\""), "{text}");
        let two = [one, Uploaded { media: 5, source: "https://site.example/b.jpg", alt: "b" }];
        assert!(blocks("Texte", style, &two).contains("wp-block-gallery"));
    }
}
