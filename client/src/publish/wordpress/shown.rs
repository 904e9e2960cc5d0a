//! What a site shows of a text: compared with what was sent, piece by piece, as sites put more around it.

use super::letters::meaning;
use crate::publish::shown::{Difference, direction, pictures, place};
use crate::publish::view::{Direction, View};

/// Tags that end a line.
const LINES: [&str; 16] =
    ["p", "br", "li", "ul", "ol", "div", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre", "td", "tr"];
/// Signs that sites like to show as others.
const SIGNS: [char; 8] = ['"', '\'', '-', '.', 'x', '(', ':', ';'];

/// How a text is shown.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Shown {
    /// As it was sent.
    Same,
    /// With other signs in the place of these.
    Signs(String),
    /// Not all of it.
    Otherwise,
}

/// Compares HTML that was sent with HTML that is shown.
pub(super) fn compare(sent: &str, shown: &str) -> Shown {
    let there = seen(shown);
    let plain_there = plain(&there);
    let mut signs = String::new();
    for piece in sent.split("<!--").map(|piece| piece.split_once("-->").map_or(piece, |(_, text)| text)) {
        let piece = seen(piece);
        if piece.is_empty() || there.contains(&piece) {
            continue;
        }
        if !plain_there.contains(&plain(&piece)) {
            return Shown::Otherwise;
        }
        let count = |text: &str, sign: char| text.chars().filter(|letter| *letter == sign).count();
        let all = seen(sent);
        let fewer = |sign: &&char| count(&all, **sign) > count(&there, **sign) && count(&piece, **sign) > 0;
        for sign in SIGNS.iter().filter(fewer) {
            if !signs.contains(*sign) {
                signs.push(*sign);
            }
        }
        if signs.is_empty() {
            signs.push('…');
        }
    }
    if signs.is_empty() { Shown::Same } else { Shown::Signs(signs) }
}

/// Where words that were sent are not shown.
pub(super) fn words_that_differ(sent: &str, shown: &str) -> Difference {
    let (sent, shown) = (View::of(sent), View::of(shown));
    let exactly = || place(&shown, &sent, true);
    place(&shown, &sent, false)
        .or_else(exactly)
        .unwrap_or_else(|| Difference::Words(sent.text(), shown.text()))
}

/// What else is not shown as it was sent: pictures, and the direction where the text has another one than the site.
pub(super) fn others_that_differ(sent: &str, shown: &str, marked: Option<&'static str>) -> Vec<Difference> {
    let Some(marked) = marked else { return pictures(&View::of(shown), &names(&View::of(sent))) };
    let around = if marked == "rtl" { "ltr" } else { "rtl" };
    let within = |html: &str| View::of(&format!("<div dir=\"{around}\">{html}</div>"));
    let (sent, shown) = (within(sent), within(shown));
    // Code keeps its own direction.
    let is_marked = |way: Direction| (way == Direction::Right) == (marked == "rtl");
    let lines = sent.lines.iter().filter(|line| is_marked(line.direction));
    let lines = lines.map(|line| line.text.as_str()).collect::<Vec<_>>().join("\n");
    let mut differences = pictures(&shown, &names(&sent));
    differences.extend(direction(&shown, marked, &lines));
    differences
}

/// The pictures of what was sent: the beginnings of their names, and their words.
fn names(sent: &View) -> Vec<(String, String)> {
    let name = |source: &str| -> Option<String> {
        Some(source.rsplit('/').next()?.split(['.', '?']).next()?.to_owned())
    };
    let named = sent.pictures.iter().filter_map(|shown| Some((name(&shown.source)?, shown.alt.clone())));
    named.collect()
}

/// What a reader sees: no tags, and spaces as one.
pub(super) fn seen(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for (at, piece) in html.split('<').enumerate() {
        let (tag, rest) = if at == 0 { ("", piece) } else { piece.split_once('>').unwrap_or((piece, "")) };
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or_default();
        if tag.starts_with("!--") || LINES.contains(&name) {
            text.push(' ');
        }
        text.push_str(rest);
    }
    meaning(&text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The same text, whatever signs a typographer chose.
pub(super) fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '“' | '”' | '„' | '«' | '»' | '″' | '"' => plain.push('"'),
            '‘' | '’' | '‚' | '′' | '\'' | '`' => plain.push('\''),
            '–' | '—' | '-' | '‑' => {
                if !plain.ends_with('-') {
                    plain.push('-');
                }
            }
            '…' => plain.push_str("..."),
            '×' => plain.push('x'),
            '™' => plain.push_str("(tm)"),
            'P' => plain.push('p'),
            letter if letter.is_whitespace() => {}
            letter => plain.push(letter),
        }
    }
    // Two single quotes are a double one.
    plain.replace("''", "\"")
}

#[cfg(test)]
mod tests {
    use super::*;

    const SENT: &str = "<!-- wp:paragraph -->\n<p>Elle dit &#034;non&#034;&#046;&#046;&#046; 3x4<br>et -- part</p>\n<!-- /wp:paragraph -->\n<!-- wp:list -->\n<ul><!-- wp:list-item -->\n<li>un &amp; <em>deux</em></li>\n<!-- /wp:list-item --></ul>\n<!-- /wp:list -->";

    #[test]
    fn more_around_a_text_is_no_change() {
        let shown = "\n<p>Elle dit &#034;non&#034;... 3x4<br />\net -- part</p><div class=ad>Sponsor</div>\n<ul><li>un &#038; <em>deux</em></li></ul>";
        assert_eq!(compare(SENT, shown), Shown::Same);
    }

    #[test]
    fn other_signs_are_named_and_lost_words_found_out() {
        let shown = "<p>Elle dit &#8220;non&#8221;&#8230; 3&#215;4<br>et &#8212; part</p><ul><li>un &amp; <em>deux</em></li></ul>";
        assert_eq!(compare(SENT, shown), Shown::Signs("\"-.x".to_owned()));
        let lost = "<p>Elle dit \"non\"... 3x4 et -- part</p>";
        assert_eq!(compare(SENT, lost), Shown::Otherwise);
        assert!(
            matches!(words_that_differ(SENT, lost), Difference::Words(meant, _) if meant.contains("un & deux"))
        );
    }

    #[test]
    fn pictures_and_directions_are_compared() {
        let sent =
            "<p dir=\"rtl\">نص</p><pre><code>x</code></pre><img src=\"http://a/u/c-12.jpg\" alt=\"Un mur\">";
        let differs = |shown: &str, marked| others_that_differ(sent, shown, marked);
        assert_eq!(differs(&format!("<p>Pub</p>{sent}"), Some("rtl")), []);
        assert_eq!(differs(&sent.replace(" dir=\"rtl\"", ""), Some("rtl")), [Difference::Direction("rtl")]);
        assert_eq!(differs(&sent.replace(" dir=\"rtl\"", ""), None), []);
        assert_eq!(
            differs(&sent.replace("Un mur", ""), None),
            [Difference::Alt("Un mur".into(), String::new())]
        );
        assert_eq!(differs("<p dir=\"rtl\">نص</p>", None), [Difference::Picture("Un mur".into())]);
        let resized = sent.replace("c-12.jpg", "c-12-1024x768.jpg?w=1");
        assert_eq!(differs(&resized, Some("rtl")), []);
        assert_eq!(
            others_that_differ("<p dir=\"ltr\">a</p>", "<p>a</p>", Some("ltr")),
            [Difference::Direction("ltr")]
        );
    }
}
