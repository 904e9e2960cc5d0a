//! What a site, as it is really built, shows of a text and its pictures, held against what was meant.

use std::collections::HashSet;

use serde::{Deserialize, Deserializer, Serialize};

use super::view::{Direction, View, on_one_line};

/// So many words of each are shown of what differs.
const AROUND: usize = 12;

/// What a page must show.
pub(crate) struct Meant {
    /// The text, each line on its own.
    pub text: String,
    /// The direction of its script, where that is known.
    pub direction: Option<&'static str>,
    /// The pictures, in their order: a piece of the name that no site changes, and the words.
    pub pictures: Vec<(String, String)>,
    /// Every sign, and every line on its own; otherwise a site may set quotes, dashes and dots in its own way.
    pub is_exact: bool,
}

/// How a page shows what was meant.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Shows {
    /// As it was meant.
    All,
    /// Not a line of it.
    Nothing,
    /// Otherwise.
    Otherwise(Vec<Difference>),
}

/// What a page shows otherwise than it was meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum Difference {
    /// Words: what was meant, and what stands there instead, where that can be told.
    Words(String, String),
    /// A picture that is not there: what it shows.
    Picture(String),
    /// What a picture shows: the words that were meant, and those that stand there.
    Alt(String, String),
    /// The pictures stand in another order.
    Order,
    /// The text is not shown in the direction of its script, which is this one.
    Direction(#[serde(deserialize_with = "way")] Way),
}

/// "ltr" or "rtl".
type Way = &'static str;

/// One of the two there are.
fn way<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Way, D::Error> {
    let way = String::deserialize(deserializer)?;
    Ok(if way == "rtl" { "rtl" } else { "ltr" })
}

/// The text of a page, each line of it on its own; spaces are one.
#[must_use]
pub fn text(html: &str) -> String {
    View::of(html).text()
}

/// Does a page show this?
#[must_use]
pub(crate) fn shows(page: &View, meant: &Meant) -> Shows {
    let mut differences = Vec::new();
    match words_shown(&page.text(), &meant.text, meant.is_exact) {
        Words::All => {}
        Words::Nothing => return Shows::Nothing,
        Words::Otherwise(meant, instead) => differences.push(Difference::Words(meant, instead)),
    }
    differences.extend(pictures(page, &meant.pictures));
    differences.extend(meant.direction.and_then(|way| direction(page, way, &meant.text)));
    if differences.is_empty() { Shows::All } else { Shows::Otherwise(differences) }
}

/// Each picture is looked for by its name; where a site gave it another, by its words.
pub(super) fn pictures(page: &View, meant: &[(String, String)]) -> Vec<Difference> {
    let mut differences = Vec::new();
    let mut last = None;
    let mut is_in_order = true;
    for (name, alt) in meant {
        let alt = on_one_line(alt);
        let has_name = |source: &str| is_of(source, name);
        let is_same = |shown: &str| same(shown) == same(&alt);
        let named = || page.pictures.iter().position(|shown| has_name(&shown.source));
        let told = || page.pictures.iter().position(|shown| is_same(&shown.alt));
        let whole = page.pictures.iter().position(|shown| has_name(&shown.source) && is_same(&shown.alt));
        let Some(at) = whole.or_else(named).or_else(told) else {
            differences.push(Difference::Picture(alt));
            continue;
        };
        let shown = page.pictures.get(at).map(|shown| shown.alt.as_str()).unwrap_or_default();
        if !is_same(shown) {
            differences.push(Difference::Alt(alt.clone(), shown.to_owned()));
        }
        is_in_order &= last.is_none_or(|last| last < at);
        last = Some(at);
    }
    if !is_in_order {
        differences.push(Difference::Order);
    }
    differences
}

/// Whether this address is that of the picture: « image-1 » is not in « image-12.jpg ».
fn is_of(source: &str, name: &str) -> bool {
    let mut pieces = source.rsplit('/').next().unwrap_or_default().split(name);
    let _ = pieces.next();
    pieces.any(|after| !after.starts_with(|letter: char| letter.is_ascii_digit()))
}

/// Words as they are compared where a site may choose its quotes.
fn same(text: &str) -> String {
    on_one_line(&folded(text))
}

/// Whether the lines that were meant are shown in their direction.
pub(super) fn direction(page: &View, direction: &'static str, text: &str) -> Option<Difference> {
    let wrong = if direction == "rtl" { Direction::Left } else { Direction::Right };
    let lines: HashSet<String> = text.lines().map(same).collect();
    let is_wrong = page.lines.iter().any(|line| line.direction == wrong && lines.contains(&same(&line.text)));
    is_wrong.then_some(Difference::Direction(direction))
}

/// Where the words of a page are no longer those that were meant.
pub(super) fn place(page: &View, meant: &View, is_exact: bool) -> Option<Difference> {
    match words_shown(&page.text(), &meant.text(), is_exact) {
        Words::All => None,
        Words::Nothing => Some(Difference::Words(piece(&[meant.text()], 0), String::new())),
        Words::Otherwise(meant, instead) => Some(Difference::Words(meant, instead)),
    }
}

/// How a page shows words.
#[derive(Debug, PartialEq, Eq)]
enum Words {
    All,
    Nothing,
    Otherwise(String, String),
}

/// Does a page show this text?
fn words_shown(page: &str, meant: &str, is_exact: bool) -> Words {
    let words = |text: &str| -> Vec<String> {
        let mut words = Vec::new();
        for line in text.lines() {
            let from = words.len();
            let all =
                line.split_whitespace().map(|word| if is_exact { word.to_owned() } else { folded(word) });
            words.extend(all.filter(|word| !word.is_empty()));
            // Where a line begins and ends.
            if is_exact && words.len() > from {
                if let Some(first) = words.get_mut(from) {
                    first.insert(0, '\n');
                }
                if let Some(last) = words.last_mut() {
                    last.push('\n');
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
        (_, None) => Words::All,
        (0, Some((line, _))) if common(&page, &line).is_none() => Words::Nothing,
        (_, Some((line, from))) => {
            let rest = page.get(from..).unwrap_or_default();
            let (differs, instead) = common(rest, &line).unwrap_or((0, rest.len()));
            Words::Otherwise(piece(&line, differs), piece(rest, instead))
        }
    }
}

fn position(page: &[String], line: &[String]) -> Option<usize> {
    page.windows(line.len()).position(|window| window == line)
}

/// Where a line stops to be as it was meant: its longest beginning, or failing that its end, is looked for.
fn common(page: &[String], line: &[String]) -> Option<(usize, usize)> {
    let bare = |word: &String| word.trim_matches('\n').to_owned();
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
    words.map(|word| word.trim_matches('\n')).collect::<Vec<_>>().join(" ")
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

    const PAGE: &str = "<html><h1>Un titre</h1><p>Il dit\n«&nbsp;non&nbsp;» &amp; <em>s</em>ort.<br>Fin</p><ul><li>a</li></ul></html>";

    #[test]
    fn words_that_are_shown_otherwise_are_told() {
        let page = text(PAGE);
        assert_eq!(words_shown(&page, "Il dit « non » & sort.\nFin\na", true), Words::All);
        assert_eq!(words_shown(&page, "Il dit \"non\" -- & sort...", false), Words::All);
        assert_eq!(words_shown(&page, "Rien de tel", true), Words::Nothing);
        assert_eq!(
            words_shown("Avant\nIl a dit… rien", "Il a dit... rien", true),
            Words::Otherwise("Il a dit... rien".into(), "Il a dit… rien".into())
        );
        assert_eq!(words_shown("Il a dit… “rien”", "Il a dit... \"rien\"", false), Words::All);
        // A poem whose lines became one.
        assert!(matches!(words_shown("un deux", "un\ndeux", true), Words::Otherwise(..)));
        // Glued.
        // More on a line than was written there.
        assert!(matches!(words_shown("un deux trois", "un deux", true), Words::Otherwise(..)));
        assert!(matches!(words_shown("undeux\ntrois", "un\ndeux\ntrois", true), Words::Otherwise(..)));
    }

    fn differences(
        page: &str,
        text: &str,
        direction: &'static str,
        pictures: &[(&str, &str)],
    ) -> Vec<Difference> {
        let pictures = pictures.iter().map(|(name, alt)| ((*name).to_owned(), (*alt).to_owned())).collect();
        let meant = Meant { text: text.to_owned(), direction: Some(direction), pictures, is_exact: true };
        match shows(&View::of(page), &meant) {
            Shows::Otherwise(differences) => differences,
            shows => {
                assert_eq!(shows, Shows::All);
                Vec::new()
            }
        }
    }

    #[test]
    fn pictures_are_there_in_their_order_and_with_their_words() {
        let both = [("image-1.", "Une rue"), ("image-2.", "Un mur")];
        let of = |page: &str| differences(&format!("<p>a</p>{page}"), "a", "ltr", &both);
        let (one, two) =
            ("<img src=/x/image-1.jpg alt='Une rue'>", "<img src=\"image-2.jpg?w=9\" alt='Un mur'>");
        assert_eq!(of(&format!("{one}<p>{two}")), []);
        assert_eq!(of(&one.replace("image-1", "image-12")).len(), 1);
        // Other sizes, other names: the words tell.
        assert_eq!(of("<img src=/x/image-1_hu8.webp alt='Une rue'><img src=z.jpg alt='Un mur'>"), []);
        assert_eq!(of(one), [Difference::Picture("Un mur".into())]);
        assert_eq!(of(&format!("{two}{one}")), [Difference::Order]);
        let lost = one.replace("Une rue", "");
        assert_eq!(of(&format!("{lost}{two}")), [Difference::Alt("Une rue".into(), String::new())]);
    }

    #[test]
    fn a_text_is_shown_in_the_direction_of_its_script() {
        let arabic = "<h1>x</h1><p>رسالة</p>";
        assert_eq!(differences(arabic, "رسالة", "rtl", &[]), [Difference::Direction("rtl")]);
        assert_eq!(differences(&format!("<html dir=rtl>{arabic}"), "رسالة", "rtl", &[]), []);
        assert_eq!(differences(&format!("<html dir=auto>{arabic}"), "رسالة", "rtl", &[]), []);
        assert_eq!(
            differences("<body dir=rtl><p>Lettre", "Lettre", "ltr", &[]),
            [Difference::Direction("ltr")]
        );
        assert_eq!(differences("<body dir=rtl>x<p dir=ltr>Lettre", "Lettre", "ltr", &[]), []);
    }
}
