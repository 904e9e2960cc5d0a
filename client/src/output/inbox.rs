//! `estafette inbox`, shown: a table, and above it what is due.

use estafette_keys::message::Publish;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::lines::Lines;
use super::{Screen, gone, read, reminders, size};
use crate::commands::inbox::{Entry, List, Progress};
use crate::terminal::{inline, padded, shortened};
use crate::vault::Gone;

/// Fewer cells say nothing.
const WORDS_MIN: usize = 16;
const GAP: usize = 2;

pub(super) fn human(screen: &Screen, list: &List) -> String {
    let words = &screen.words;
    let mut lines = Lines::default();
    reminders::human(screen, &list.reminders, &mut lines);
    for (short, gone) in &list.still_published {
        lines.add(screen.style.warn(&gone::still_published(words, short.as_str(), gone)));
    }
    for short in &list.over {
        lines.add(screen.style.warn(&words.say("say-inbox-over", &[("item", short.as_str().into())])));
    }
    if list.entries.is_empty() {
        lines.add(words.say("say-inbox-empty", &[]));
    } else {
        table(screen, list, &mut lines);
    }
    for (short, places) in &list.records {
        for stands in places {
            let place = read::place(words, stands);
            let record =
                words.say("say-inbox-record", &[("item", short.as_str().into()), ("place", place.into())]);
            lines.add(screen.style.dim(&record));
        }
    }
    if list.hidden > 0 && !screen.quiet {
        lines.add(screen.style.dim(&words.say("say-inbox-hidden", &[("count", list.hidden.into())])));
    }
    if list.entries.is_empty() {
        lines.add_text(screen.next("next-fetch", &[]));
    }
    lines.finish()
}

fn table(screen: &Screen, list: &List, lines: &mut Lines) {
    let heads = ["item", "state", "kind", "section", "lang", "mandate", "day", "size", "thread"]
        .map(|head| screen.words.say(&format!("head-{head}"), &[]));
    let rows: Vec<[String; 9]> = list.entries.iter().map(|entry| row(screen, entry)).collect();
    let widths: Vec<usize> = (0..heads.len())
        .map(|column| {
            let cells = rows.iter().filter_map(|row| row.get(column)).chain(heads.get(column));
            // A column that nothing is in has no head either.
            let is_empty = rows.iter().all(|row| row.get(column).is_none_or(String::is_empty));
            if is_empty { 0 } else { cells.map(|cell| cell.width() + GAP).max().unwrap_or_default() }
        })
        .collect();
    let used: usize = widths.iter().sum();
    let line = |cells: &[String]| -> String {
        let shown = cells.iter().zip(&widths).filter(|(_, width)| **width > 0);
        shown.map(|(cell, width)| padded(cell, *width)).collect()
    };
    lines.add(screen.style.dim(line(&heads).trim_end()));
    // Where the line is too short for the first words, they stand on one of their own.
    let beside = screen.width.saturating_sub(used) >= WORDS_MIN;
    for (entry, row) in list.entries.iter().zip(&rows) {
        let first_words = first_words(screen, entry);
        let cells = line(row);
        let shown = if beside {
            format!("{cells}{}", shortened(&first_words, screen.width - used))
        } else {
            format!("{}\n    {}", cells.trim_end(), shortened(&first_words, screen.width.saturating_sub(4)))
        };
        let shown = shown.trim_end();
        if entry.progress == Progress::New {
            lines.add(screen.style.bold(shown));
        } else {
            lines.add(shown);
        }
    }
}

fn row(screen: &Screen, entry: &Entry) -> [String; 9] {
    let words = &screen.words;
    let content = entry.content.as_ref();
    let state = match &entry.gone {
        Some(gone) => gone.name(),
        None => entry.progress.name(),
    };
    let mandate = content.and_then(|content| content.publish).map_or_else(String::new, |publish| {
        let mandate = words.say(&format!("publish-short-{publish}"), &[]);
        match content.and_then(|content| content.not_before) {
            Some(day) => format!("{mandate} ≥ {day}"),
            None => mandate,
        }
    });
    [
        entry.short.as_str().to_owned(),
        words.say(&format!("state-{state}"), &[]),
        content.map_or_else(|| "?".to_owned(), |content| words.say(&format!("kind-{}", content.kind), &[])),
        entry.section.clone(),
        content.map_or_else(String::new, |content| content.language.clone()),
        mandate,
        entry.day.to_string(),
        size(words, entry.size),
        entry.thread.map_or_else(String::new, |number| format!("#{number}")),
    ]
}

fn first_words(screen: &Screen, entry: &Entry) -> String {
    match &entry.content {
        Some(content) => inline(&content.first_words),
        None => screen.words.say("say-inbox-unopened", &[]),
    }
}

pub(super) fn json(list: &List) -> Value {
    json!({
        "items": list.entries.iter().map(entry_json).collect::<Vec<_>>(),
        "hidden": list.hidden,
        "due": reminders::json(&list.reminders.due),
        "lifted": reminders::json(&list.reminders.lifted),
        "closing": reminders::closing_json(&list.reminders),
        "still_published": list.still_published.iter().map(|(short, _)| short.as_str()).collect::<Vec<_>>(),
        "over": reminders::json(&list.over),
        "records": list.records.iter().map(|(short, places)| json!({
            "item": short.as_str(), "places": places.iter().map(read::place_json).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    })
}

fn entry_json(entry: &Entry) -> Value {
    let content = entry.content.as_ref();
    let day = |day: Option<estafette_keys::day::Day>| day.map(|day| day.to_string());
    json!({
        "id": entry.id.to_string(),
        "item": entry.short.as_str(),
        "section": entry.section,
        "day": entry.day.to_string(),
        "size": entry.size,
        "state": entry.progress.name(),
        "gone": entry.gone.as_ref().map(Gone::name),
        "deleted_by": entry.gone.as_ref().and_then(Gone::editor),
        "closes": day(entry.closes),
        "thread": entry.thread,
        "kind": content.map(|content| content.kind.name()),
        "language": content.map(|content| content.language.as_str()),
        "publish": content.and_then(|content| content.publish).map(Publish::name),
        "not_before": day(content.and_then(|content| content.not_before)),
        "publish_from": day(content.and_then(|content| content.publish_from)),
        "first_words": content.map(|content| content.first_words.as_str()),
    })
}
