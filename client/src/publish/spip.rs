//! A sheet to copy from, in SPIP's own marks: title, introduction, text.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use super::html::untracked;
use super::typography::spaced;

/// A text in SPIP's marks.
#[must_use]
pub fn text(markdown: &str, language: &str) -> String {
    let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
    let mut sheet = Sheet::default();
    for event in Parser::new_ext(markdown, options) {
        sheet.take(event, language);
    }
    sheet.text.trim().to_owned()
}

/// A list that is open.
enum List {
    Points,
    Numbers,
    /// SPIP's own lists begin at 1: another number, the next one, is written.
    From(u64),
}

#[derive(Default)]
struct Sheet {
    text: String,
    /// The lists that are open.
    lists: Vec<List>,
    links: Vec<String>,
}

impl Sheet {
    fn take(&mut self, event: Event<'_>, language: &str) {
        match event {
            Event::Start(tag) => self.open(tag),
            Event::End(tag) => self.close(tag),
            Event::Text(text) => self.text.push_str(&plain(&spaced(&text, language))),
            Event::Code(text) => self.text.extend(["<code>", &plain(&text), "</code>"]),
            Event::SoftBreak => self.text.push(' '),
            Event::HardBreak => self.text.push_str("\n_ "),
            Event::Rule => self.text.push_str("----\n\n"),
            _ => {}
        }
    }

    fn open(&mut self, tag: Tag<'_>) {
        match tag {
            Tag::Heading { .. } => self.text.push_str("{{{"),
            Tag::Emphasis => self.text.push('{'),
            Tag::Strong => self.text.push_str("{{"),
            Tag::Strikethrough => self.text.push_str("<del>"),
            Tag::BlockQuote(_) => self.text.push_str("<quote>\n"),
            Tag::Link { dest_url, .. } => {
                self.text.push('[');
                self.links.push(untracked(&dest_url));
            }
            Tag::List(number) => self.lists.push(match number {
                None => List::Points,
                Some(1) => List::Numbers,
                Some(number) => List::From(number),
            }),
            Tag::Item => {
                let depth = self.lists.len();
                let mark = match self.lists.last_mut() {
                    Some(List::From(number)) => {
                        *number += 1;
                        format!("\n_ {}. ", *number - 1)
                    }
                    Some(List::Numbers) => format!("\n-{} ", "#".repeat(depth)),
                    _ => format!("\n-{} ", "*".repeat(depth)),
                };
                self.text.push_str(&mark);
            }
            Tag::TableCell => self.text.push_str("| "),
            _ => {}
        }
    }

    fn close(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph if self.lists.is_empty() => self.text.push_str("\n\n"),
            TagEnd::Heading(_) => {
                self.text.push_str("}}}\n\n");
            }
            TagEnd::Emphasis => self.text.push('}'),
            TagEnd::Strong => self.text.push_str("}}"),
            TagEnd::Strikethrough => self.text.push_str("</del>"),
            TagEnd::BlockQuote(_) => self.text.push_str("</quote>\n\n"),
            TagEnd::Link => {
                let address = self.links.pop().unwrap_or_default();
                self.text.extend(["->", &address, "]"]);
            }
            TagEnd::List(_) => {
                self.lists.pop();
                if self.lists.is_empty() {
                    self.text.push_str("\n\n");
                }
            }
            TagEnd::TableCell => self.text.push(' '),
            TagEnd::TableRow | TagEnd::TableHead => self.text.push_str("|\n"),
            TagEnd::Table => self.text.push('\n'),
            _ => {}
        }
    }
}

/// Signs that SPIP takes for its own: at the start of a line, a hyphen is a list and an underscore a line end; a tilde is a
/// space, two hyphens are a dash.
fn plain(text: &str) -> String {
    let text = match text.chars().next() {
        Some(first @ ('-' | '_')) => text.replacen(first, &format!("&#{};", u32::from(first)), 1),
        _ => text.to_owned(),
    };
    text.replace("--", "&#45;&#45;")
        .replace('~', "&#126;")
        .replace('|', "&#124;")
        .replace('{', "&#123;")
        .replace('}', "&#125;")
        .replace('[', "&#91;")
        .replace(']', "&#93;")
        .replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markdown_becomes_what_spip_reads() {
        let written = "# Un\n\nUn *mot* **gras**, un [lien](https://example.org/?utm_source=x).\n\n- un\n- deux\n  1. trois\n\n> cité\n\n{{x}} [y]";
        let expected = "{{{Un}}}\n\nUn {mot} {{gras}}, un [lien->https://example.org/].\n\n\n-* un\n-* deux\n-## trois\n\n<quote>\ncité\n\n</quote>\n\n&#123;&#123;x&#125;&#125; &#91;y&#93;";
        assert_eq!(text(written, "fr"), expected);
        let signs = text("\\-\\- a~b \\| c\n\n3. trois\n4. quatre\n", "fr");
        assert_eq!(signs, "&#45;&#45; a&#126;b &#124; c\n\n\n_ 3. trois\n_ 4. quatre");
    }
}
