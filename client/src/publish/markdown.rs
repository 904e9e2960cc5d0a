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
pub(crate) fn alt(text: &str) -> String {
    let plain = |letter: char| match letter {
        '[' | '{' | '<' => '(',
        ']' | '}' | '>' => ')',
        '"' | '\'' => '’',
        '\\' | '`' | '*' | '_' | '&' | '|' | '~' | '^' | '=' | '+' => ' ',
        '$' => '＄',
        letter if letter.is_whitespace() => ' ',
        letter => letter,
    };
    let text: String = text.chars().map(plain).collect();
    // What some would make of these they write into it as the name of a letter, not as the letter.
    without_names(&text.replace("---", "—").replace("--", "–").replace("...", "…"))
}

/// The names of smileys without their colons.
fn without_names(text: &str) -> String {
    let letters: Vec<char> = text.chars().collect();
    let (after, before) = (|at: usize| letters.get(at + 1..), |at: usize| letters.get(..at));
    let is_of_one = |at| after(at).is_some_and(is_a_name) || before(at).is_some_and(closes_a_name);
    let plain = |(at, letter): (usize, &char)| if *letter == ':' && is_of_one(at) { ' ' } else { *letter };
    letters.iter().enumerate().map(plain).collect()
}

/// Every sign escaped that Markdown knows, or one of the extensions that generators have: what turns `--`, `...` and quotes
/// into others, smileys by name, formulas, notes, marks and addresses.
fn escaped_line(line: &str) -> String {
    let letters: Vec<char> = line.trim_end().chars().collect();
    let indent = letters.iter().take_while(|letter| letter.is_whitespace()).count();
    let mut escaped = "&nbsp;".repeat(indent.min(40));
    let mut after_digits = false;
    let letters = letters.get(indent..).unwrap_or_default();
    for (at, letter) in letters.iter().copied().enumerate() {
        let before = at.checked_sub(1).and_then(|at| letters.get(at)).copied();
        let after = letters.get(at + 1).copied();
        let is_double = before == Some(letter) || after == Some(letter);
        let is_first = at == 0;
        let by_number = match letter {
            // Formulas begin with a backslash, too: none is ever written before a bracket.
            '\\' | '&' | '{' | '}' | '[' | ']' | '$' | '@' => true,
            // Two dots in front of an address, and the second one of `://`.
            ':' => is_double || after == Some('/'),
            '.' => matches!(before, Some('w' | 'W')),
            ')' => after_digits,
            _ => false,
        };
        let special = match letter {
            '`' | '*' | '_' | '<' | '|' | '~' | '^' | '=' | '"' | '\'' => true,
            '#' => is_first || is_double || after.is_none(),
            '>' | '+' | '-' | ',' => is_first || is_double,
            '.' => is_double || after_digits,
            ':' => {
                is_first
                    || is_a_name(letters.get(at + 1..).unwrap_or_default())
                    || closes_a_name(letters.get(..at).unwrap_or_default())
            }
            _ => false,
        };
        match letter {
            letter if by_number => escaped.extend(["&#", &u32::from(letter).to_string(), ";"]),
            // Of several spaces HTML would show one.
            ' ' if after == Some(' ') => escaped.push_str("&nbsp;"),
            letter if special => escaped.extend(['\\', letter]),
            letter => escaped.push(letter),
        }
        after_digits = letter.is_ascii_digit() && (is_first || after_digits);
    }
    escaped
}

/// What stands in the name of a smiley: `:heart:`.
fn is_of_a_name(letter: char) -> bool {
    letter.is_ascii_alphanumeric() || matches!(letter, '_' | '+' | '-')
}

/// Whether a name begins here, and ends with a colon.
fn is_a_name(letters: &[char]) -> bool {
    let name = letters.iter().take_while(|letter| is_of_a_name(**letter)).count();
    name > 0 && letters.get(name) == Some(&':')
}

/// Whether a name that a colon began ends here.
fn closes_a_name(letters: &[char]) -> bool {
    let name = letters.iter().rev().take_while(|letter| is_of_a_name(**letter)).count();
    name > 0 && name < letters.len() && letters.get(letters.len() - 1 - name) == Some(&':')
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
    let events: Vec<_> = Parser::new_ext(text, options).into_offset_iter().collect();
    for (at, (event, range)) in events.iter().enumerate() {
        let range = range.clone();
        let change = match event {
            Event::Start(Tag::List(Some(first))) => {
                for change in sentences(text, *first, events.get(at + 1..).unwrap_or_default()) {
                    if changes.last().is_none_or(|(last, _)| last.end <= change.0.start) {
                        changes.push(change);
                    }
                }
                continue;
            }
            Event::Html(_) | Event::InlineHtml(_) => {
                let kept = text_of_html(text.get(range.clone()).unwrap_or_default());
                (range, kept)
            }
            Event::Start(Tag::Link { dest_url, .. }) if !is_harmless_address(dest_url) => {
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

/// A number that begins a paragraph is no list: « 2024. Une année… », « 25. November ». A list begins with a number of at most
/// three digits; it begins at 1, or has more than one point.
fn sentences(text: &str, first: u64, events: &[(Event<'_>, Range<usize>)]) -> Vec<(Range<usize>, String)> {
    let mut depth = 0_usize;
    let mut points = Vec::new();
    for (event, range) in events {
        match event {
            Event::Start(Tag::Item) if depth == 0 => {
                points.push(range.start);
                depth += 1;
            }
            Event::Start(_) => depth += 1,
            Event::End(_) if depth == 0 => break,
            Event::End(_) => depth -= 1,
            _ => {}
        }
    }
    if first < 1_000 && (first <= 1 || points.len() > 1) {
        return Vec::new();
    }
    let mut changes = Vec::new();
    for (number, start) in points.into_iter().enumerate() {
        let (before, marker) = text.split_at(start);
        let digits = marker.len()
            - marker.trim_start_matches(|letter: char| letter == ' ' || letter.is_ascii_digit()).len();
        // Each year on a line of its own becomes a paragraph of its own.
        let is_alone = before.is_empty() || before.ends_with("\n\n") || !before.ends_with('\n');
        if number > 0 && !is_alone {
            changes.push((start..start, "\n".to_owned()));
        }
        changes.push((start + digits..start + digits, "\\".to_owned()));
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
    fn a_number_at_the_start_of_a_paragraph_is_no_list() {
        for (text, expected) in [
            ("2024. Une année de procès.\n", "2024\\. Une année de procès.\n"),
            ("1871) Une commune.\n", "1871\\) Une commune.\n"),
            ("25. November, ein Tag.\n", "25\\. November, ein Tag.\n"),
            ("2023. Un.\n2024. Deux.\n", "2023\\. Un.\n\n2024\\. Deux.\n"),
            ("Un.\n\n2023. Un.\n\n2024. Deux.\n", "Un.\n\n2023\\. Un.\n\n2024\\. Deux.\n"),
            ("> 1999. Cité.\n", "> 1999\\. Cité.\n"),
            ("- 1936. Une grève.\n- 1968. Une autre.\n", "- 1936\\. Une grève.\n- 1968\\. Une autre.\n"),
        ] {
            assert_eq!(harmless(text), expected);
            assert_eq!(harmless(expected), expected);
        }
        for list in ["1. un\n", "3. trois\n4. quatre\n", "0. zéro\n1. un\n", "1. un\n   1. dedans\n2. deux\n"]
        {
            assert_eq!(harmless(list), list);
        }
    }

    /// What a page shows of it: its text, each line on its own.
    fn shown(markdown: &str) -> String {
        let mut html = String::new();
        pulldown_cmark::html::push_html(&mut html, Parser::new_ext(markdown, Options::all()));
        assert!(
            !html.contains("<li>")
                && !html.contains("<h1")
                && !html.contains("<a ")
                && !html.contains("<sup"),
            "{html}"
        );
        crate::publish::shown::text(&html)
    }

    #[test]
    fn a_plain_text_shows_as_it_was_written() {
        for written in [
            "1. un\n2) deux\n- trois\n* q*uatre*\n# cinq\nsix\n<b>sept</b> {{< huit >}} a_b_c\nhttps://example.org\n====\n[x](y) &amp;",
            "2019. Une année.\nElle a dit... puis -- rien. <<Jamais>> \"si\" l'eau :heart: 10:30 a:b:c",
            "\\(x\\) \\[y\\] $z$ ==m== ++n++ ~o~ ^p^ www.site.example a@site.example FTP://site.example",
            ": définition\n+ plus\n+++\n---\n***\n___\n~~~\n```\n|a|b|\n|-|-|",
            "[^1] [^1]: note\n- [ ] tâche\n{.classe}\n<!--more-->\n![x](y)\n\\\nfin\\",
            "#\n1.\n2)\n> cité\n>> deux\n:-) ;-) ,, '' ``",
        ] {
            assert_eq!(shown(&from_plain(written)), written);
        }
        assert_eq!(shown(&from_plain("un\n\n\n    deux   trois")), "un\ndeux trois");
        assert!(from_plain("    deux").starts_with("&nbsp;&nbsp;&nbsp;&nbsp;deux"));
    }

    #[test]
    fn any_text_shows_as_it_was_written() {
        let pieces = [
            "a", "B ", " ", "  ", "\n", "\n\n", "-", ".", ":", "\"", "'", "<", ">", "&", "amp;", "#", "*",
            "_", "`", "~", "|", "\\", "[", "]", "(", ")", "{", "}", "!", "1", "2024", "=", "+", "$", "^",
            "@", "www.", "http://", "x", "é", "سجن", "%", "/", ",", ";", "\t", "\u{2028}", "\u{200d}", "👩",
        ];
        // The same texts each time: a generator of the simplest kind.
        let mut seed = 1_u64;
        for _ in 0..4_000 {
            let mut text = String::new();
            for _ in 0..12 {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
                let at = usize::try_from(seed >> 33).unwrap_or_default() % pieces.len();
                text.push_str(pieces.get(at).copied().unwrap_or_default());
            }
            let text = crate::publish::cleaning::cleaned(&text);
            let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
            let expected = lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n");
            let markdown = from_plain(&text);
            let own = crate::publish::shown::text(&crate::publish::html::page(&markdown, "fr"));
            assert_eq!(own, expected, "{markdown}");
            assert_eq!(shown(&markdown), expected, "{markdown}");
        }
    }

    #[test]
    fn no_backslash_stands_before_a_bracket() {
        // Where formulas are on, that is where one begins.
        let escaped = from_plain("\\(a\\) [b] (c) 1) \\[d\\] $e$");
        assert!(
            !escaped.contains("\\(") && !escaped.contains("\\[") && !escaped.contains("\\)"),
            "{escaped}"
        );
    }
}
