//! `estafette inbox`, shown: a table, and above it what is due.

use estafette_keys::marks::Stage;
use estafette_keys::message::Publish;
use serde_json::{Value, json};
use unicode_width::UnicodeWidthStr;

use super::lines::Lines;
use super::screen::{Screen, size};
use super::{gone, marking, names, read, reminders};
use crate::commands::inbox::{Entry, List, Progress};
use crate::terminal::{inline, padded, shortened};
use crate::vault::{Fault, Gone, ProofAnswer, ShortId};
use crate::words::{Key, Words, key};

/// Fewer cells say nothing.
const WORDS_MIN: usize = 16;
const GAP: usize = 2;
/// More cells than most handles have.
const HOLDERS_MAX: usize = 12;

pub(super) fn human(screen: &Screen, list: &List) -> String {
    let words = &screen.words;
    let mut lines = Lines::default();
    reminders::human(screen, &list.reminders, &mut lines);
    for (short, gone) in &list.still_published {
        lines.add(screen.style.warn(&gone::still_published(words, short.as_str(), gone)));
    }
    for (shorts, key) in [
        (&list.said_no, key!("say-inbox-said-no")),
        (&list.waiting, key!("say-inbox-waiting")),
        (&list.over, key!("say-inbox-over")),
    ] {
        for short in shorts {
            lines.add(screen.style.warn(&words.say(key, &[("item", short.as_str().into())])));
        }
    }
    for (short, fault) in &list.broken {
        lines.add(screen.style.bad(&broken(words, short, fault)));
    }
    if !list.broken.is_empty() {
        lines.add_text(screen.next(key!("next-broken"), &[]));
    }
    if list.entries.is_empty() {
        lines.add(words.say(key!("say-inbox-empty"), &[]));
    } else {
        table(screen, list, &mut lines);
    }
    for (short, places, others) in &list.records {
        let own = places.iter().map(|place| read::place(words, place));
        let others = others.iter().flat_map(|other| read::places_of(words, other));
        for place in own.chain(others) {
            let record = words
                .say(key!("say-inbox-record"), &[("item", short.as_str().into()), ("place", place.into())]);
            lines.add(screen.style.dim(&record));
        }
    }
    if list.aside > 0 {
        let aside = words.say(key!("say-inbox-aside"), &[("count", list.aside.into())]);
        lines.add(screen.style.dim(&aside));
    }
    if list.hidden > 0 && !screen.quiet {
        lines.add(screen.style.dim(&words.say(key!("say-inbox-hidden"), &[("count", list.hidden.into())])));
    }
    if list.entries.is_empty() {
        lines.add_text(screen.next(key!("next-fetch"), &[]));
    }
    lines.finish()
}

/// An item's file that is broken, on one line.
pub(super) fn broken(words: &Words, short: &ShortId, fault: &Fault) -> String {
    let how = words.say(names::broken(fault.how), &[]);
    let file = inline(fault.name()).into();
    words.say(key!("say-broken"), &[("item", short.as_str().into()), ("file", file), ("how", how.into())])
}

/// What a narrow table does without, first to last; `read` says it.
const SPARED: [usize; 7] = [8, 5, 9, 7, 4, 6, 3];

const HEADS: [Key; 10] = [
    key!("head-item"),
    key!("head-state"),
    key!("head-holder"),
    key!("head-kind"),
    key!("head-section"),
    key!("head-lang"),
    key!("head-mandate"),
    key!("head-day"),
    key!("head-size"),
    key!("head-thread"),
];

fn table(screen: &Screen, list: &List, lines: &mut Lines) {
    let heads = HEADS.map(|head| screen.words.say(head, &[]));
    let rows: Vec<[String; 10]> = list.entries.iter().map(|entry| row(screen, entry)).collect();
    let widths = widths(&heads, &rows, &SPARED, screen.width + GAP);
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

/// How wide each column is; none of those in `spared`, first to last, as long as all together have no room.
fn widths<const N: usize>(
    heads: &[String; N],
    rows: &[[String; N]],
    spared: &[usize],
    room: usize,
) -> Vec<usize> {
    let of = |column: usize| {
        let cells = rows.iter().filter_map(|row| row.get(column)).chain(heads.get(column));
        // A column that nothing is in has no head either.
        let is_empty = rows.iter().all(|row| row.get(column).is_none_or(String::is_empty));
        if is_empty { 0 } else { cells.map(|cell: &String| cell.width() + GAP).max().unwrap_or_default() }
    };
    let mut widths: Vec<usize> = (0..N).map(of).collect();
    for column in spared {
        if widths.iter().sum::<usize>() > room
            && let Some(width) = widths.get_mut(*column)
        {
            *width = 0;
        }
    }
    widths
}

/// What the desk does without where it is narrow, first to last: the due day of its own last.
const SPARED_AT_DESK: [usize; 8] = [8, 5, 9, 7, 4, 6, 10, 3];

impl Screen {
    /// All that is said of an entry, to look for words in.
    #[must_use]
    pub(crate) fn text_of(&self, entry: &Entry) -> String {
        let tags = entry.merged.tags.iter().map(|tag| inline(tag)).collect::<Vec<_>>().join(" ");
        format!("{} {} {tags}", row(self, entry).join(" "), first_words(self, entry))
    }

    /// A head, and a line for each entry, none wider than the screen: as a list has them that a person goes through.
    #[must_use]
    pub(crate) fn one_line_each(&self, entries: &[&Entry]) -> (String, Vec<String>) {
        let [item, state, holder, kind, section, lang, mandate, day, size, thread] =
            HEADS.map(|head| self.words.say(head, &[]));
        let due = self.words.say(key!("head-due"), &[]);
        let heads = [item, state, holder, kind, section, lang, mandate, day, size, thread, due];
        let rows: Vec<[String; 11]> = entries
            .iter()
            .map(|entry| {
                let [item, state, holder, kind, section, lang, mandate, day, size, thread] = row(self, entry);
                let days = entry.content.as_ref().map(|content| content.days).unwrap_or_default();
                let own = [days.publish_from, days.not_before, days.takes_place];
                let due = own.into_iter().flatten().min().map_or_else(String::new, |day| day.to_string());
                [item, state, holder, kind, section, lang, mandate, day, size, thread, due]
            })
            .collect();
        let room = self.width.saturating_sub(WORDS_MIN.max(self.width / 5));
        let widths = widths(&heads, &rows, &SPARED_AT_DESK, room);
        let used: usize = widths.iter().sum();
        let line = |cells: &[String]| -> String {
            let shown = cells.iter().zip(&widths).filter(|(_, width)| **width > 0);
            shown.map(|(cell, width)| padded(cell, *width)).collect()
        };
        let lines = entries.iter().zip(&rows).map(|(entry, row)| {
            let words = shortened(&first_words(self, entry), self.width.saturating_sub(used));
            let line = shortened(&format!("{}{words}", line(row)), self.width);
            if entry.progress == Progress::New { self.style.bold(&line) } else { line }
        });
        (shortened(line(&heads).trim_end(), self.width), lines.collect())
    }
}

fn row(screen: &Screen, entry: &Entry) -> [String; 10] {
    let words = &screen.words;
    let content = entry.content.as_ref();
    let state = match &entry.gone {
        Some(gone) => names::gone_state(gone),
        None if entry.is_handed_on => key!("state-forwarded"),
        None => names::progress(entry.progress),
    };
    let said = entry.merged.stage.is_some() && entry.gone.is_none() && !entry.is_handed_on;
    let state = if said { marking::stage(words, entry.stage) } else { words.say(state, &[]) };
    let files = if content.is_some_and(|content| content.has_files) { " +" } else { "" };
    let mandate = content.and_then(|content| content.publish).map_or_else(String::new, |publish| {
        let mandate = words.say(names::publish_short(publish), &[]);
        match content.and_then(|content| content.not_before) {
            Some(day) => format!("{mandate} ≥ {day}"),
            None => mandate,
        }
    });
    [
        entry.short.as_str().to_owned(),
        state,
        shortened(&marking::holders(&entry.merged), HOLDERS_MAX),
        content.map_or_else(|| "?".to_owned(), |content| words.say(names::kind(content.kind), &[]) + files),
        section(entry),
        content.map_or_else(String::new, |content| content.language.clone()),
        mandate,
        entry.day.to_string(),
        size(words, entry.size),
        entry.thread.map_or_else(String::new, |number| format!("#{number}")),
    ]
}

/// The section, and beside it where the item came from, or where it went.
fn section(entry: &Entry) -> String {
    let to: Vec<&str> = entry.forwarded.iter().map(|(to, _)| to.as_str()).collect();
    if entry.section != entry.sent_to {
        format!("{} ← {}", entry.section, entry.sent_to)
    } else if to.is_empty() {
        entry.section.clone()
    } else {
        format!("{} → {}", entry.section, to.join(", "))
    }
}

fn first_words(screen: &Screen, entry: &Entry) -> String {
    let Some(content) = &entry.content else { return screen.words.say(key!("say-inbox-unopened"), &[]) };
    let said = inline(&content.first_words);
    match &entry.answer {
        Some((says, about)) => {
            let key = match says {
                ProofAnswer::Yes => key!("say-inbox-answer-yes"),
                ProofAnswer::No => key!("say-inbox-answer-no"),
            };
            let about = about.as_ref().map_or("?", ShortId::as_str);
            screen.words.say(key, &[("item", about.into()), ("words", said.into())])
        }
        None => said,
    }
}

pub(super) fn json(_screen: &Screen, list: &List) -> Value {
    let mut value = json!({
        "items": list.entries.iter().map(entry_json).collect::<Vec<_>>(),
        "hidden": list.hidden,
        "aside": list.aside,
        "still_published": list.still_published.iter().map(|(short, _)| short.as_str()).collect::<Vec<_>>(),
        "said_no": reminders::json(&list.said_no),
        "reply_waits": reminders::json(&list.waiting),
        "broken": list.broken.iter().map(|(short, fault)| json!({
            "item": short.as_str(), "id": fault.item.map(|id| id.to_string()),
            "file": fault.file.display().to_string(), "how": fault.how.name(),
        })).collect::<Vec<_>>(),
        "over": reminders::json(&list.over),
        "records": list.records.iter().map(|(short, places, others)| json!({
            "item": short.as_str(), "places": places.iter().map(read::place_json).collect::<Vec<_>>(),
            "elsewhere": others.iter().map(|other| json!({
                "editor": other.editor, "day": other.day.to_string(),
                "places": other.places.iter().map(read::place_json).collect::<Vec<_>>(),
            })).collect::<Vec<_>>(),
        })).collect::<Vec<_>>(),
    });
    reminders::add_json(&mut value, &list.reminders);
    value
}

/// To which sections an item was handed, and by whom.
pub(super) fn forwarded_json(forwarded: &[(String, String)]) -> Value {
    json!(forwarded.iter().map(|(to, by)| json!({ "to": to, "by": by })).collect::<Vec<_>>())
}

fn entry_json(entry: &Entry) -> Value {
    let content = entry.content.as_ref();
    let day = |day: Option<estafette_keys::day::Day>| day.map(|day| day.to_string());
    json!({
        "id": entry.id.to_string(),
        "item": entry.short.as_str(),
        "section": entry.section,
        "sent_to": entry.sent_to,
        "forwarded": forwarded_json(&entry.forwarded),
        "handed_on": entry.is_handed_on,
        "day": entry.day.to_string(),
        "size": entry.size,
        "state": entry.progress.name(),
        "stage": entry.stage.map(Stage::name),
        "desk": marking::merged_json(&entry.merged),
        "files": content.map(|content| content.has_files),
        "gone": entry.gone.as_ref().map(Gone::name),
        "deleted_by": entry.gone.as_ref().and_then(Gone::editor),
        "closes": day(entry.closes),
        "thread": entry.thread,
        "answer": entry.answer.as_ref().map(|(says, about)| json!({
            "yes": *says == ProofAnswer::Yes, "about": about.as_ref().map(ShortId::as_str),
        })),
        "kind": content.map(|content| content.kind.name()),
        "language": content.map(|content| content.language.as_str()),
        "publish": content.and_then(|content| content.publish).map(Publish::name),
        "not_before": day(content.and_then(|content| content.not_before)),
        "publish_from": day(content.and_then(|content| content.publish_from)),
        "first_words": content.map(|content| content.first_words.as_str()),
    })
}
