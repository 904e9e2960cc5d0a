//! HTML that was cleaned, as a tree: every tag that is opened is closed.

/// Tags that hold nothing.
const EMPTY: [&str; 2] = ["br", "hr"];

/// A piece of a page.
pub(super) enum Node<'a> {
    /// Text, with its references.
    Text(&'a str),
    /// A tag, what is written in it, and what stands between it and its end.
    Tag { name: &'a str, attributes: &'a str, inner: Vec<Node<'a>> },
}

impl Node<'_> {
    /// Written again.
    pub(super) fn write(&self, html: &mut String) {
        match self {
            Self::Text(text) => html.push_str(text),
            Self::Tag { name, attributes, inner } => {
                html.extend(["<", name, attributes, ">"]);
                if !EMPTY.contains(name) {
                    for node in inner {
                        node.write(html);
                    }
                    html.extend(["</", name, ">"]);
                }
            }
        }
    }

    /// The name of its tag.
    pub(super) fn name(&self) -> Option<&str> {
        match self {
            Self::Text(_) => None,
            Self::Tag { name, .. } => Some(name),
        }
    }
}

/// Pieces, written again.
pub(super) fn written(nodes: &[Node<'_>]) -> String {
    let mut html = String::new();
    for node in nodes {
        node.write(&mut html);
    }
    html
}

/// Reads HTML as the cleaner writes it.
pub(super) fn tree(html: &str) -> Vec<Node<'_>> {
    let mut open: Vec<(&str, &str, Vec<Node<'_>>)> = vec![("", "", Vec::new())];
    for (at, piece) in html.split('<').enumerate() {
        let (tag, text) = if at == 0 {
            (None, piece)
        } else {
            piece.split_once('>').map_or((None, piece), |(tag, text)| (Some(tag), text))
        };
        match tag {
            Some(tag) if tag.starts_with('/') => {
                if let Some((name, attributes, inner)) = open.pop_if(|_| true)
                    && !name.is_empty()
                {
                    push(&mut open, Node::Tag { name, attributes, inner });
                }
            }
            Some(tag) => {
                let end = tag.find(' ').unwrap_or(tag.len());
                let (name, attributes) = tag.split_at(end);
                if EMPTY.contains(&name) {
                    push(&mut open, Node::Tag { name, attributes, inner: Vec::new() });
                } else {
                    open.push((name, attributes, Vec::new()));
                }
            }
            None => {}
        }
        if !text.is_empty() {
            push(&mut open, Node::Text(text));
        }
    }
    // What nobody closed is closed here.
    while open.len() > 1 {
        if let Some((name, attributes, inner)) = open.pop() {
            push(&mut open, Node::Tag { name, attributes, inner });
        }
    }
    open.pop().map(|(_, _, inner)| inner).unwrap_or_default()
}

fn push<'a>(open: &mut [(&'a str, &'a str, Vec<Node<'a>>)], node: Node<'a>) {
    if let Some((_, _, inner)) = open.last_mut() {
        inner.push(node);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_read_is_written_again() {
        for html in [
            "",
            "a &amp; b",
            "<p>Un <a href=\"x\" rel=\"y\">mot</a><br>et</p>\n<ul>\n<li>un<ul><li>deux</li></ul></li>\n</ul><hr>",
        ] {
            assert_eq!(written(&tree(html)), html);
        }
        assert_eq!(written(&tree("<p><em>a")), "<p><em>a</em></p>");
        let _ = written(&tree("</p></p>a"));
    }
}
