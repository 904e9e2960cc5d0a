//! What a page shows, read from its HTML: to compare the words of a site, as it is really built, with those that were meant.

use std::collections::HashSet;

use ammonia::Builder;

/// Tags that begin a line of their own.
const LINES: [&str; 34] = [
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
    "tr",
    "ul",
];
/// So many words of each are shown of what differs.
const AROUND: usize = 12;

/// How a page shows a text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shows {
    /// As it was meant.
    All,
    /// Not a line of it.
    Nothing,
    /// Otherwise: what was meant, and what stands there instead, where that can be told.
    Otherwise(String, String),
}

/// The text of a page, each line of it on its own; spaces are one.
#[must_use]
pub fn text(html: &str) -> String {
    let mut parted = String::with_capacity(html.len());
    for piece in html.split_inclusive('<') {
        // This piece begins after a `<`: its name tells.
        let name: String =
            piece.trim_start_matches('/').chars().take_while(char::is_ascii_alphanumeric).collect();
        if parted.ends_with('<') && LINES.contains(&name.to_ascii_lowercase().as_str()) {
            parted.truncate(parted.len() - 1);
            parted.push_str("\u{b}<");
        }
        parted.push_str(piece);
    }
    let clean = Builder::new().tags(HashSet::new()).clean(&parted).to_string();
    let decoded =
        clean.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"");
    let decoded = decoded.replace("&amp;", "&");
    // A line end of the HTML is a space; a line is what a tag began.
    let lines = decoded.split('\u{b}').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
}

/// Does a page show this text? `is_exact`: every sign, and every line on its own; otherwise a site may set quotes, dashes and
/// dots in its own way.
#[must_use]
pub(crate) fn shows(page: &str, meant: &str, is_exact: bool) -> Shows {
    let words = |text: &str| -> Vec<String> {
        let mut words = Vec::new();
        for line in text.lines() {
            for (at, word) in line.split_whitespace().enumerate() {
                let word = if is_exact { word.to_owned() } else { folded(word) };
                if !word.is_empty() {
                    words.push(if is_exact && at == 0 { format!("\n{word}") } else { word });
                }
            }
        }
        words
    };
    let page = words(page);
    let (mut at, mut found, mut missing) = (0, 0_usize, None);
    for line in meant.lines() {
        let line = words(line);
        if line.is_empty() {
            continue;
        }
        match position(page.get(at..).unwrap_or_default(), &line) {
            Some(begin) => {
                at += begin + line.len();
                found += 1;
            }
            None => missing = missing.or(Some((line, at))),
        }
    }
    match (found, missing) {
        (_, None) => Shows::All,
        (0, Some((line, _))) if common(&page, &line).is_none() => Shows::Nothing,
        (_, Some((line, from))) => {
            let rest = page.get(from..).unwrap_or_default();
            let (differs, instead) = common(rest, &line).unwrap_or((0, rest.len()));
            Shows::Otherwise(piece(&line, differs), piece(rest, instead))
        }
    }
}

fn position(page: &[String], line: &[String]) -> Option<usize> {
    page.windows(line.len()).position(|window| window == line)
}

/// Where a line stops to be as it was meant: its longest beginning, or failing that its end, is looked for.
fn common(page: &[String], line: &[String]) -> Option<(usize, usize)> {
    let bare = |word: &String| word.trim_start_matches('\n').to_owned();
    let (page, line): (Vec<_>, Vec<_>) = (page.iter().map(bare).collect(), line.iter().map(bare).collect());
    let begins = (1..line.len()).rev().find_map(|count| {
        position(&page, line.get(..count).unwrap_or_default()).map(|at| (count, at + count))
    });
    let whole = || position(&page, &line).map(|at| (0, at));
    // Only its beginning is changed.
    let ends = || {
        (1..line.len()).find_map(|from| {
            let at = position(&page, line.get(from..).unwrap_or_default())?;
            Some((0, at.saturating_sub(from)))
        })
    };
    whole().or(begins).or_else(ends)
}

fn piece(words: &[String], at: usize) -> String {
    let from = at.saturating_sub(2);
    let words = words.get(from..).unwrap_or_default().iter().take(AROUND);
    words.map(|word| word.trim_start_matches('\n')).collect::<Vec<_>>().join(" ")
}

/// Without the signs that a site sets in its own way.
fn folded(word: &str) -> String {
    let is_set = |letter: char| {
        matches!(
            letter,
            '\'' | '’'
                | '‘'
                | '‚'
                | '"'
                | '“'
                | '”'
                | '„'
                | '«'
                | '»'
                | '<'
                | '>'
                | '-'
                | '–'
                | '—'
                | '.'
                | '…'
        )
    };
    word.chars().filter(|letter| !is_set(*letter)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!doctype html><html><head><title>Un titre</title><script>var x='Deux'</script></head><body><nav>Menu</nav><h1>Un titre</h1><p>Il dit\n«&nbsp;non&nbsp;» &amp; <em>s</em>ort.<br>Fin</p><ul><li>a</li><li>b</li></ul></body></html>";

    #[test]
    fn a_page_is_read_line_by_line() {
        assert_eq!(text(PAGE), "Un titre\nMenu\nUn titre\nIl dit « non » & sort.\nFin\na\nb");
        assert_eq!(text("<pre>a</pre>1 < 2 &#60;b&#62;<P>c"), "a\n1 < 2 <b>\nc");
    }

    #[test]
    fn what_is_shown_otherwise_is_told() {
        let page = text(PAGE);
        assert_eq!(shows(&page, "Il dit « non » & sort.\nFin\na", true), Shows::All);
        assert_eq!(shows(&page, "Il dit \"non\" -- & sort...", false), Shows::All);
        assert_eq!(shows(&page, "Rien de tel", true), Shows::Nothing);
        assert_eq!(
            shows("Avant\nIl a dit… rien", "Il a dit... rien", true),
            Shows::Otherwise("Il a dit... rien".into(), "Il a dit… rien".into())
        );
        assert_eq!(shows("Il a dit… “rien”", "Il a dit... \"rien\"", false), Shows::All);
        // A poem whose lines became one.
        assert!(matches!(shows("un deux", "un\ndeux", true), Shows::Otherwise(..)));
        // Glued.
        assert!(matches!(shows("undeux\ntrois", "un\ndeux\ntrois", true), Shows::Otherwise(..)));
    }
}
