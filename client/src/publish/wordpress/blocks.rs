//! The blocks of WordPress' editor, written so that it stores them byte for byte, whatever the account may do.

use super::push::Uploaded;
use crate::publish::direction::direction;
use crate::publish::html::{escaped, page};

/// A text and its pictures. `language` is that of the text where the site is in another one.
#[must_use]
pub fn blocks(markdown: &str, language: &str, is_foreign: bool, pictures: &[Uploaded<'_>]) -> String {
    let html = harmless(&page(markdown, language));
    let mark = if is_foreign {
        let direction = direction(language, markdown).unwrap_or("auto");
        format!(" lang=\"{}\" dir=\"{direction}\"", escaped(language))
    } else {
        String::new()
    };
    let mut text = annotated(&html, &mark).trim().to_owned();
    if let Some(gallery) = gallery(pictures) {
        text = format!("{text}\n\n{gallery}");
    }
    text
}

/// Each tag of a block gets the comments that make it one.
fn annotated(html: &str, mark: &str) -> String {
    let mut text = html.to_owned();
    for (tag, name) in [("p", "paragraph"), ("ul", "list"), ("li", "list-item")] {
        let mark = if tag == "li" { "" } else { mark };
        text = text.replace(&format!("<{tag}>"), &format!("<!-- wp:{name} -->\n<{tag}{mark}>"));
        text = text.replace(&format!("</{tag}>"), &format!("</{tag}>\n<!-- /wp:{name} -->"));
    }
    text = text.replace("<ol>", &format!("<!-- wp:list {{\"ordered\":true}} -->\n<ol{mark}>"));
    text = numbered(&text, mark);
    text = text.replace("</ol>", "</ol>\n<!-- /wp:list -->");
    for level in 2..=6 {
        let (attributes, tag) =
            (if level == 2 { String::new() } else { format!(" {{\"level\":{level}}}") }, format!("h{level}"));
        let open = format!("<!-- wp:heading{attributes} -->\n<{tag} class=\"wp-block-heading\"{mark}>");
        text = text.replace(&format!("<{tag}>"), &open);
        text = text.replace(&format!("</{tag}>"), &format!("</{tag}>\n<!-- /wp:heading -->"));
    }
    let quote = format!("<!-- wp:quote -->\n<blockquote class=\"wp-block-quote\"{mark}>");
    text = text.replace("<blockquote>", &quote);
    text = text.replace("</blockquote>", "</blockquote>\n<!-- /wp:quote -->");
    text = text.replace("<pre>", &format!("<!-- wp:code -->\n<pre class=\"wp-block-code\"{mark}>"));
    text = text.replace("</pre>", "</pre>\n<!-- /wp:code -->");
    text = text.replace("<table>", &format!("<!-- wp:html -->\n<table{mark}>"));
    text = text.replace("</table>", "</table>\n<!-- /wp:html -->");
    let rule = "<hr class=\"wp-block-separator has-alpha-channel-opacity\">";
    text.replace("<hr>", &format!("<!-- wp:separator -->\n{rule}\n<!-- /wp:separator -->"))
}

/// A list that does not begin at 1 says so to the block, too.
fn numbered(html: &str, mark: &str) -> String {
    let mut pieces = html.split("<ol start=\"");
    let mut text = pieces.next().unwrap_or_default().to_owned();
    for piece in pieces {
        let (start, rest) = piece.split_once("\">").unwrap_or(("1", piece));
        let attributes = format!("{{\"ordered\":true,\"start\":{start}}}");
        text.extend(["<!-- wp:list ", &attributes, " -->\n<ol start=\"", start, "\"", mark, ">", rest]);
    }
    text
}

/// Outside of tags: no shortcode, and no address that the site would fetch a preview of.
fn harmless(html: &str) -> String {
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

    #[test]
    fn every_block_has_its_comments() {
        let text = blocks("# Un\n\nDeux\n\n- trois\n", "fr", false, &[]);
        let expected = "<!-- wp:heading -->\n<h2 class=\"wp-block-heading\">Un</h2>\n<!-- /wp:heading -->\n<!-- wp:paragraph -->\n<p>Deux</p>\n<!-- /wp:paragraph -->\n<!-- wp:list -->\n<ul>\n<!-- wp:list-item -->\n<li>trois</li>\n<!-- /wp:list-item -->\n</ul>\n<!-- /wp:list -->";
        assert_eq!(text, expected);
    }

    #[test]
    fn a_sites_own_marks_are_text() {
        let text = blocks(
            "\\[gallery ids=1\\]\n\nhttps://example.org/video\n\n[mot](https://example.org/?a=[b])",
            "fr",
            false,
            &[],
        );
        assert!(!text.contains('[') && text.contains("&#091;gallery"), "{text}");
        assert!(text.contains("https&#058;//example.org/video"), "{text}");
        assert!(text.contains("href=\"https://example.org/?a=%5Bb%5D\""), "{text}");
    }

    #[test]
    fn another_language_is_marked() {
        let text = blocks("نص", "ar", true, &[]);
        assert!(text.contains("<p lang=\"ar\" dir=\"rtl\">"), "{text}");
    }

    #[test]
    fn pictures_stand_below_and_their_text_is_text() {
        let one = Uploaded { media: 4, source: "https://site.example/a.jpg", alt: "« [x] » \"y\" <z>" };
        let text = blocks("Texte", "fr", false, std::slice::from_ref(&one));
        assert!(text.contains("alt=\"« &#091;x&#093; » &quot;y&quot; &lt;z&gt;\""), "{text}");
        let two = [one, Uploaded { media: 5, source: "https://site.example/b.jpg", alt: "b" }];
        assert!(blocks("Texte", "fr", false, &two).contains("wp-block-gallery"));
    }
}
