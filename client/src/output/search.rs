//! `estafette search`, shown: a line for each item, and the line in it that has the word.

use serde_json::{Value, json};

use super::lines::Lines;
use super::names;
use super::screen::Screen;
use crate::commands::search::{Found, Hit, Hits};
use crate::terminal::{inline, shortened};
use crate::words::key;

/// So many letters of the line stand before the word.
const BEFORE: usize = 24;

pub(super) fn human(screen: &Screen, found: &Hits) -> String {
    let (words, mut lines) = (&screen.words, Lines::default());
    for hit in &found.hits {
        let kind = words.say(names::kind(hit.kind), &[]);
        let place = match hit.place {
            Found::Title => key!("say-search-title"),
            Found::Text => key!("say-search-text"),
            Found::Draft => key!("say-search-draft"),
            Found::Note => key!("say-search-note"),
        };
        let place = words.say(place, &[]);
        lines.add(format!("{}  {}  {}  {kind}  ({place})", hit.short.as_str(), hit.day, hit.section));
        lines.add(format!("    {}", around(screen, hit)));
    }
    if found.hits.is_empty() {
        lines.add(words.say(key!("say-search-none"), &[]));
    }
    if found.closed > 0 {
        lines.add(screen.style.dim(&words.say(key!("say-search-closed"), &[("count", found.closed.into())])));
    }
    lines.finish()
}

/// The word in its line, cut to the width.
fn around(screen: &Screen, hit: &Hit) -> String {
    let (line, before, length) = &hit.line;
    let left = before.saturating_sub(BEFORE);
    let piece = |from: usize, count: usize| inline(&line.chars().skip(from).take(count).collect::<String>());
    let begins = if left > 0 { "…" } else { "" };
    let head = format!("{begins}{}", piece(left, before - left));
    let word = piece(*before, *length);
    let room = screen.width.saturating_sub(4 + BEFORE + length);
    let tail = shortened(&piece(before + length, room.max(8)), room.max(8));
    format!("{head}{}{tail}", screen.style.bold(&word))
}

pub(super) fn json(_screen: &Screen, found: &Hits) -> Value {
    let hits = found.hits.iter().map(|hit| {
        let (line, before, length) = &hit.line;
        json!({
            "item": hit.short.as_str(), "section": hit.section, "day": hit.day.to_string(), "kind": hit.kind.name(),
            "place": hit.place.name(), "line": line, "before": before, "length": length,
        })
    });
    json!({ "hits": hits.collect::<Vec<_>>(), "closed": found.closed })
}
