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

#[derive(Default)]
struct Sheet {
    text: String,
    /// Of each list that is open: is it numbered?
    lists: Vec<bool>,
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
            Tag::List(number) => self.lists.push(number.is_some()),
            Tag::Item => {
                let mark = if self.lists.last() == Some(&true) { '#' } else { '*' };
                let marks: String = std::iter::repeat_n(mark, self.lists.len()).collect();
                self.text.extend(["\n-", &marks, " "]);
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

/// Signs that SPIP takes for its own.
fn plain(text: &str) -> String {
    text.replace('{', "&#123;")
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
    }
}
