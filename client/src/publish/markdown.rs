//! Markdown without harm: no raw HTML, no links that run code, no pictures from elsewhere, nothing that a site
//! generator takes for its own (`{{< … >}}` stops Hugo's whole build, and hides while the page is a draft).

use std::collections::HashSet;
use std::ops::Range;

use ammonia::Builder;
use pulldown_cmark::{Event, Options, Parser, Tag};

/// Taking something out may join what stood around it: so often it is looked at again.
const PASSES: usize = 16;
/// Addresses a link may have, besides those within the site.
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];

/// An editor's Markdown, made harmless; what is harmless already does not change.
#[must_use]
pub fn harmless(markdown: &str) -> String {
    let mut text = markdown.replace("\r\n", "\n");
    for _ in 0..PASSES {
        let changes = changes(&text);
        if changes.is_empty() {
            return without_shortcodes(&text);
        }
        text = applied(&text, changes);
    }
    // Somebody plays with us: then nothing is markup.
    without_shortcodes(&text.replace('&', "&amp;").replace('<', "&lt;").replace('[', "\\["))
}

/// A plain text as Markdown that shows it as it was written: its signs, its lines, its indents.
#[must_use]
pub fn from_plain(text: &str) -> String {
    let mut paragraphs = Vec::new();
    let mut lines: Vec<String> = Vec::new();
    for line in text.replace("\r\n", "\n").lines() {
        if line.trim().is_empty() {
            if !lines.is_empty() {
                paragraphs.push(std::mem::take(&mut lines).join("\\\n"));
            }
        } else {
            lines.push(escaped_line(line));
        }
    }
    if !lines.is_empty() {
        paragraphs.push(lines.join("\\\n"));
    }
    without_shortcodes(&paragraphs.join("\n\n"))
}

/// What a picture shows, between its brackets: without the signs that Markdown knows, as some generators leave an escaped
/// one's backslash in it.
#[must_use]
pub fn alt(text: &str) -> String {
    let plain = |letter: char| match letter {
        '[' | '{' | '<' => '(',
        ']' | '}' | '>' => ')',
        '"' => '’',
        '\\' | '`' | '*' | '_' | '&' | '|' => ' ',
        letter if letter.is_whitespace() => ' ',
        letter => letter,
    };
    text.chars().map(plain).collect()
}

/// Every sign that Markdown knows, escaped.
fn escaped_line(line: &str) -> String {
    let text = line.trim_end();
    let indent = text.chars().take_while(|letter| letter.is_whitespace()).count();
    let mut escaped = "&nbsp;".repeat(indent.min(40));
    let mut after_digits = false;
    for (at, letter) in text.trim_start().chars().enumerate() {
        let special = match letter {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '!' | '#' | '$' | '^' | '='
            | '"' | '\'' => true,
            '+' | '-' | ':' => at == 0,
            // A numbered list.
            '.' | ')' => after_digits,
            _ => false,
        };
        match letter {
            '&' => escaped.push_str("&amp;"),
            // Never a backslash before a brace: Hugo looks for its own marks before Markdown is read.
            '{' => escaped.push_str("&#123;"),
            '}' => escaped.push_str("&#125;"),
            // An address would become a link: it stays text.
            '@' => escaped.push_str("&#64;"),
            letter if special => escaped.extend(['\\', letter]),
            letter => escaped.push(letter),
        }
        after_digits = letter.is_ascii_digit() && (at == 0 || after_digits);
    }
    unlinked(&escaped)
}

/// Bare addresses, which many renderers turn into links.
fn unlinked(text: &str) -> String {
    text.replace("://", "&#58;//").replace("www.", "www&#46;")
}

/// A brace that is followed by a brace is written by its number.
fn without_shortcodes(text: &str) -> String {
    let mut harmless = String::with_capacity(text.len());
    let mut letters = text.chars().peekable();
    while let Some(letter) = letters.next() {
        match letter {
            '{' if matches!(letters.peek(), Some('{' | '%')) => harmless.push_str("&#123;"),
            letter => harmless.push(letter),
        }
    }
    harmless
}

/// What has to be replaced, in order, without overlaps.
fn changes(text: &str) -> Vec<(Range<usize>, String)> {
    let mut changes: Vec<(Range<usize>, String)> = Vec::new();
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(text, options).into_offset_iter() {
        let change = match event {
            Event::Html(_) | Event::InlineHtml(_) => {
                let kept = text_of_html(text.get(range.clone()).unwrap_or_default());
                (range, kept)
            }
            Event::Start(Tag::Link { dest_url, .. }) if !is_harmless_address(&dest_url) => {
                (range.start..range.start, "\\".to_owned())
            }
            // It becomes a link: whoever reads the page tells no other site of it.
            Event::Start(Tag::Image { .. }) => (range.start..range.start + 1, String::new()),
            _ => continue,
        };
        if changes.last().is_none_or(|(last, _)| last.end <= change.0.start) {
            changes.push(change);
        }
    }
    changes
}

fn applied(text: &str, changes: Vec<(Range<usize>, String)>) -> String {
    let mut result = String::with_capacity(text.len());
    let mut at = 0;
    for (range, replacement) in changes {
        result.push_str(text.get(at..range.start).unwrap_or_default());
        result.push_str(&replacement);
        at = range.end;
    }
    result.push_str(text.get(at..).unwrap_or_default());
    result
}

/// What is left of HTML without its tags; the contents of scripts and styles go with them.
fn text_of_html(html: &str) -> String {
    let clean = Builder::new().tags(HashSet::new()).clean(html).to_string();
    if html.ends_with('\n') && !clean.ends_with('\n') { clean + "\n" } else { clean }
}

/// Within the site, or of a known scheme. Control characters and entities were resolved by the parser.
fn is_harmless_address(address: &str) -> bool {
    let address: String =
        address.chars().filter(|letter| !letter.is_control() && !letter.is_whitespace()).collect();
    let before_path = address.split(['/', '?', '#']).next().unwrap_or_default();
    match before_path.split_once(':') {
        Some((scheme, _)) => SCHEMES.contains(&scheme.to_ascii_lowercase().as_str()),
        // `//example.org` takes the page's own scheme.
        None => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_markdown_does_not_change() {
        let text = "# Titre\n\nUn *mot*, un [lien](https://example.org/a), une liste :\n\n- un\n- deux\n\n> cité\n\n`a { b }`\n";
        assert_eq!(harmless(text), text);
    }

    #[test]
    fn raw_html_goes_its_text_stays() {
        assert_eq!(harmless("un <b>mot</b> <!-- secret -->fin"), "un mot fin");
        assert_eq!(harmless("<div onclick=\"x()\">\ntexte\n</div>\n").trim(), "texte");
        assert!(!harmless("<script>alert(1)</script>\n\nfin").contains("alert"));
        assert_eq!(harmless("a < b & c > d"), "a < b & c > d");
    }

    #[test]
    fn html_that_hides_in_html_goes_too() {
        let shown = harmless("a <<b>script>alert(1)<</b>/script>");
        assert!(changes(&shown).is_empty(), "{shown}");
        assert!(changes(&harmless(&"<<b>x>".repeat(200))).is_empty());
    }

    #[test]
    fn links_that_run_code_are_text() {
        for text in [
            "[x](javascript:alert(1))",
            "[x](JaVaScRiPt&#58;alert(1))",
            "<javascript:alert(1)>",
            "[x][y]\n\n[y]: data:text/html,x",
        ] {
            let shown = harmless(text);
            assert!(changes(&shown).is_empty() && shown.contains('\\'), "{shown}");
        }
        for text in ["[x](/fr/page)", "[x](a.html#b)", "<https://example.org>", "[x](mailto:a@example.org)"] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn pictures_from_elsewhere_become_links() {
        assert_eq!(harmless("![vue](https://example.org/p.gif)"), "[vue](https://example.org/p.gif)");
        assert_eq!(harmless("!![vue](p.gif)"), "[vue](p.gif)");
    }

    #[test]
    fn marks_of_generators_are_text() {
        for text in [
            "{{< x >}}",
            "{{% x %}}",
            "{{{< x >}}}",
            "`{{< x >}}`",
            "{{ x() }}",
            "{% x %}",
            "{<b></b>{< x >}}",
        ] {
            let shown = harmless(text);
            assert!(!shown.contains("{{") && !shown.contains("{%"), "{shown}");
        }
    }

    #[test]
    fn a_plain_text_shows_as_it_was_written() {
        let written = "1. un\n2) deux\n- trois\n* q*uatre*\n# cinq\n\n    six\n<b>sept</b> {{< huit >}} a_b_c\nhttps://example.org\n====\n[x](y) &amp;";
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, Parser::new_ext(&from_plain(written), Options::all()));
        let text = html
            .replace("<br />\n", "\n")
            .replace("<p>", "")
            .replace("</p>\n", "\n")
            .replace("&lt;", "<")
            .replace("&gt;", ">")
            .replace('\u{a0}', " ")
            .replace("&quot;", "\"")
            .replace("&amp;", "&");
        assert_eq!(text.trim().replace("\n\n", "\n"), written.replace("\n\n", "\n"));
        assert!(!html.contains("<li>") && !html.contains("<h1>") && !html.contains("<a "));
    }
}
