//! A page as a reader has it: its lines, each with the direction that it is shown in, and its pictures.

use std::cell::RefCell;

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// Tags that begin a line of their own.
const LINES: [&str; 35] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "dd",
    "div",
    "dl",
    "dt",
    "figcaption",
    "figure",
    "footer",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "td",
    "th",
    "title",
    "tr",
    "ul",
];
/// Tags that hold nothing.
const EMPTY: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];
/// Tags that end where the next one of their kind begins.
const CLOSED: [&str; 9] = ["p", "li", "dd", "dt", "td", "th", "tr", "option", "thead"];

/// What is on a page.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct View {
    /// Its lines, none of them empty; spaces are one.
    pub lines: Vec<Line>,
    /// Its pictures, in their order.
    pub pictures: Vec<Shown>,
}

/// A line of a page.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Line {
    /// Its text.
    pub text: String,
    /// The direction that the page gives it.
    pub direction: Direction,
}

/// Where a line begins.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    /// At the left, which is what a page means that says nothing.
    Left,
    /// At the right.
    Right,
    /// Where its letters say.
    Any,
}

/// A picture on a page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Shown {
    /// Its address.
    pub source: String,
    /// What it shows, in words, on one line.
    pub alt: String,
}

impl View {
    /// Of this page, or of a piece of one.
    #[must_use]
    pub(crate) fn of(html: &str) -> Self {
        let tokenizer = Tokenizer::new(Reader::default(), TokenizerOpts::default());
        let input = BufferQueue::default();
        input.push_back(StrTendril::from(html));
        // A script asks to be run: it is not, and reading goes on.
        while !matches!(tokenizer.feed(&input), TokenizerResult::Done) {}
        tokenizer.end();
        let mut reading = tokenizer.sink.0.take();
        reading.end_line();
        reading.view
    }

    /// Its text, each line on its own.
    #[must_use]
    pub(crate) fn text(&self) -> String {
        self.lines.iter().map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n")
    }
}

/// Text on one line, its spaces as one.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[derive(Default)]
struct Reader(RefCell<Reading>);

#[derive(Default)]
struct Reading {
    view: View,
    /// What the line has so far.
    line: String,
    /// Where it began.
    direction: Option<Direction>,
    /// Tags that are open, and the direction that each of them gives.
    open: Vec<(String, Option<Direction>)>,
    /// What is run, or styles the page: no reader has it.
    is_hidden: bool,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut reading = self.0.borrow_mut();
        match token {
            Token::CharacterTokens(text) => reading.text(&text),
            Token::TagToken(tag) => return reading.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Reading {
    fn text(&mut self, text: &str) {
        if self.is_hidden {
            return;
        }
        if self.direction.is_none() && !text.trim().is_empty() {
            self.direction = Some(self.direction_here());
        }
        self.line.push_str(text);
    }

    fn direction_here(&self) -> Direction {
        self.open.iter().rev().find_map(|(_, direction)| *direction).unwrap_or(Direction::Left)
    }

    fn end_line(&mut self) {
        let text = on_one_line(&self.line);
        if let (false, Some(direction)) = (text.is_empty(), self.direction) {
            self.view.lines.push(Line { text, direction });
        }
        self.line.clear();
        self.direction = None;
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        if LINES.contains(&name) {
            self.end_line();
        }
        if tag.kind == TagKind::EndTag {
            self.is_hidden = false;
            if let Some(at) = self.open.iter().rposition(|(open, _)| open == name) {
                self.open.truncate(at);
            }
            return TokenSinkResult::Continue;
        }
        let attribute = |wanted: &str| {
            let found = tag.attrs.iter().find(|attribute| &*attribute.name.local == wanted);
            found.map(|attribute| attribute.value.to_string())
        };
        if name == "img" {
            self.view.pictures.push(Shown {
                source: attribute("src").unwrap_or_default(),
                alt: on_one_line(&attribute("alt").unwrap_or_default()),
            });
        }
        if CLOSED.contains(&name) {
            self.open.pop_if(|(open, _)| open == name);
        }
        if !EMPTY.contains(&name) {
            let direction = attribute("dir").and_then(|direction| Direction::named(&direction));
            self.open.push((name.to_owned(), direction));
        }
        let kind = match name {
            "script" => RawKind::ScriptData,
            "style" | "iframe" | "noembed" | "noframes" | "xmp" => RawKind::Rawtext,
            "title" | "textarea" => return TokenSinkResult::RawData(RawKind::Rcdata),
            _ => return TokenSinkResult::Continue,
        };
        self.is_hidden = true;
        TokenSinkResult::RawData(kind)
    }
}

impl Direction {
    fn named(name: &str) -> Option<Self> {
        match name.trim().to_ascii_lowercase().as_str() {
            "rtl" => Some(Self::Right),
            "ltr" => Some(Self::Left),
            "auto" => Some(Self::Any),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_is_read_line_by_line() {
        let page = "<!doctype html><html><head><title>Un &lt;titre></title><script>var x='<p>Deux</p>'</script><style>p{}</style></head><body><nav>Menu</nav><h1>Un titre</h1><!-- <p>non --><p>Il dit\n«&nbsp;non&nbsp;» &amp; <em>s</em>ort.<br>Fin</p><ul><li>a</li><li>b</li></ul></body></html>";
        assert_eq!(View::of(page).text(), "Un <titre>\nMenu\nUn titre\nIl dit « non » & sort.\nFin\na\nb");
        assert_eq!(View::of("<pre>a</pre>1 < 2 &#60;b&#62;<P>c<p>d").text(), "a\n1 < 2 <b>\nc\nd");
        assert_eq!(View::of("").text(), "");
    }

    #[test]
    fn a_line_has_the_direction_of_what_it_is_in() {
        let directions = |page: &str| {
            let lines = View::of(page).lines;
            lines.into_iter().map(|line| line.direction).collect::<Vec<_>>()
        };
        let page = "a<div dir=RTL><p>b<br>c<p dir=auto>d</div><p>e";
        let (left, right) = (Direction::Left, Direction::Right);
        assert_eq!(directions(page), [left, right, right, Direction::Any, left]);
        assert_eq!(directions("<html dir=rtl><img><p>a</p><p dir=ltr>b</p>c"), [right, left, right]);
    }

    #[test]
    fn pictures_are_seen_with_their_words() {
        let view =
            View::of("<p><img src=\"/a.jpg?x=1&amp;y=2\" alt=\"Une\n &quot;rue&quot;\"><img src=b.jpg>");
        let shown = |source: &str, alt: &str| Shown { source: source.into(), alt: alt.into() };
        assert_eq!(view.pictures, [shown("/a.jpg?x=1&y=2", "Une \"rue\""), shown("b.jpg", "")]);
    }
}
